package ca.laval.mondossier.rules;

import ca.laval.mondossier.casefile.Status;
import ca.laval.mondossier.certificate.CertificateLetterFacts;
import ca.laval.mondossier.funding.FundingLetterFacts;
import ca.laval.mondossier.payment.PaymentLetterFacts;
import ca.laval.mondossier.permit.PermitLetterFacts;
import ca.laval.mondossier.removal.StaffNotices;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.xml.instance.DomElement;

/** What a process must be like, each rule as the list of what is wrong with it. */
public final class ProcessRules {
    private static final Map<Class<? extends FlowNode>, String> TYPES = types();
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.'])([A-Za-z_]\\w*)\\.(\\w+)\\s*\\(");
    private static final Pattern EQUALITY = Pattern.compile("\\$\\{\\s*(\\w+)\\s*==\\s*'([^']*)'\\s*}");
    private static final Pattern YES_OR_NO = Pattern.compile("\\$\\{\\s*(!|not )?\\s*(\\w+)\\s*}");
    private static final Pattern DELEGATE = Pattern.compile("#\\{(\\w+Delegate)}");
    private static final Pattern TAG = Pattern.compile("\\{\\{[#^/&]?\\s*([\\w.]+)\\s*}}");
    private static final Set<String> TAGS_OF_EVERY_LETTER = Set.of("caseNumber", "serviceName", "date", "link", "reasons", "documents", ".");

    private final Models models;
    private final String service;
    private final String base;
    private final BpmnModelInstance model;

    private ProcessRules(Models models, String service, String base, BpmnModelInstance model) {
        this.models = models;
        this.service = service;
        this.base = base;
        this.model = model;
    }

    public static ProcessRules of(Models models, String file) {
        return new ProcessRules(models, Models.service(file), Models.base(file), models.bpmn(file));
    }

    /** A process in a text, as if it lay in the folder of this service. */
    public static ProcessRules of(Models models, String service, String base, String xml) {
        return new ProcessRules(models, service, base, Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    }

    public List<String> headTrouble() {
        var trouble = new ArrayList<String>();
        var processes = model.getModelElementsByType(Process.class);
        if (processes.size() != 1) return List.of("holds %d processes instead of one".formatted(processes.size()));
        Process process = process();
        if (!process.getId().equals(base)) trouble.add("the process is called %s, its file %s".formatted(process.getId(), base));
        if (!process.getId().matches("[a-z]+(-[a-z]+)*")) trouble.add("the process id is not kebab-case: " + process.getId());
        if (!process.isExecutable()) trouble.add("is not executable");
        if (process.getCamundaHistoryTimeToLiveString() == null || !process.getCamundaHistoryTimeToLiveString().matches("P\\d+D")) {
            trouble.add("historyTimeToLive must be a number of days such as P365D");
        }
        if (process.getCamundaVersionTag() == null) trouble.add("has no version tag");
        if (process.getName() == null) trouble.add("has no name");
        if (process.getDocumentations().isEmpty()) trouble.add("has no documentation");
        return trouble;
    }

    /** What the portal, the grants and the catalogue read from the process. */
    public List<String> propertyTrouble() {
        var trouble = new ArrayList<String>();
        var properties = properties(process());
        var offices = Models.offices().keySet();
        for (String list : List.of("offices", "managers")) {
            split(properties.get(list)).stream().filter(office -> !offices.contains(office)).forEach(office -> trouble.add(list + " names the unknown office " + office));
        }
        if (!"resident".equals(properties.get("audience"))) return trouble;
        if (!properties.getOrDefault("casePrefix", "").matches("[A-Z]{2,5}")) trouble.add("casePrefix must be two to five capital letters");
        if (models.form(service, base + ".start").isEmpty()) trouble.add("has no application form " + base + ".start.form");
        if (process().isCamundaStartableInTasklist()) trouble.add("can be started in Tasklist, where there is no case file");
        String documents = properties.get("documentsDecision");
        if (documents != null && !models.decisions(service).contains(documents)) trouble.add("documentsDecision names the unknown decision " + documents);
        if (properties.containsKey("askFirst") && !properties.get("askFirst").matches("/[a-z]+(/[a-z-]+)*")) trouble.add("askFirst is no page of the portal");
        String standard = properties.get("standardDecision");
        if (standard != null && !models.outputs(service, standard).contains("standardDays")) trouble.add("standardDecision names %s, which has no output standardDays".formatted(standard));
        if (standard != null && properties.containsKey("serviceStandardDays")) trouble.add("has both serviceStandardDays and standardDecision");
        var messages = models.messages(service);
        split(properties.get("residentActions")).stream().filter(action -> !messages.contains(action))
                .forEach(action -> trouble.add("residentActions names %s, which is no message of the service".formatted(action)));
        if (!properties.getOrDefault("serviceStandardDays", "1").matches("[1-9]\\d{0,2}")) trouble.add("serviceStandardDays is not a number of days");
        return trouble;
    }

    public List<String> idTrouble() {
        var trouble = new ArrayList<String>();
        for (FlowNode node : nodes()) {
            String type = TYPES.entrySet().stream().filter(known -> known.getKey().isInstance(node)).map(Map.Entry::getValue).findFirst().orElse(null);
            if (type == null) trouble.add(node.getId() + " is of a kind that the house does not use: " + node.getElementType().getTypeName());
            else if (!node.getId().matches(type + "_[a-z][A-Za-z0-9]*")) trouble.add("%s must be called %s_<camelCase>".formatted(node.getId(), type));
        }
        for (SequenceFlow flow : flows()) {
            if (!flow.getId().matches(diverges(flow.getSource()) ? "flow_[a-z][A-Za-z0-9]*" : "flow_[a-z][A-Za-z0-9]*(_[a-z][A-Za-z0-9]*)?")) {
                trouble.add(flow.getId() + " must be called flow_<camelCase>");
            }
        }
        return trouble;
    }

    public List<String> labelTrouble() {
        var trouble = new ArrayList<String>();
        for (FlowNode node : nodes()) {
            boolean named = node.getName() != null && !node.getName().isBlank();
            if (!named && !(node instanceof Gateway && !diverges(node))) trouble.add(node.getId() + " has no label");
            if (named && node instanceof Gateway && diverges(node) && !node.getName().endsWith("?")) trouble.add(node.getId() + " must ask a question");
            if (node instanceof Activity && node.getDocumentations().stream().allMatch(text -> text.getTextContent().isBlank())) {
                trouble.add(node.getId() + " has no documentation");
            }
        }
        flows().stream().filter(flow -> diverges(flow.getSource()) && (flow.getName() == null || flow.getName().isBlank()))
                .forEach(flow -> trouble.add(flow.getId() + " answers no question: it has no label"));
        return trouble;
    }

    public List<String> serviceTaskTrouble() {
        var trouble = new ArrayList<String>();
        for (ServiceTask task : model.getModelElementsByType(ServiceTask.class)) {
            String expression = Optional.ofNullable(task.getCamundaDelegateExpression()).orElse("");
            Matcher bean = DELEGATE.matcher(expression);
            if (!bean.matches()) trouble.add(task.getId() + " must name a bean such as #{reserveBudgetDelegate}");
            else if (!Models.beans().containsKey(bean.group(1))) trouble.add(task.getId() + " names the unknown bean " + bean.group(1));
        }
        for (BusinessRuleTask task : model.getModelElementsByType(BusinessRuleTask.class)) {
            if (!models.decisions(service).contains(String.valueOf(task.getCamundaDecisionRef()))) {
                trouble.add(task.getId() + " names the unknown decision " + task.getCamundaDecisionRef());
            }
            if (!"deployment".equals(task.getCamundaDecisionRefBinding())) trouble.add(task.getId() + " must bind its decision to the deployment");
            if (task.getCamundaResultVariable() != null) trouble.add(task.getId() + " stores a result object: use output parameters");
        }
        for (CallActivity call : model.getModelElementsByType(CallActivity.class)) {
            if (models.processes().stream().map(Models::base).noneMatch(process -> process.equals(call.getCalledElement()))) {
                trouble.add(call.getId() + " calls the unknown process " + call.getCalledElement());
            }
        }
        return trouble;
    }

    /** Owners' files hold no program: no scripts, no class names, and only the vocabulary in expressions. */
    public List<String> codeTrouble() {
        var trouble = new ArrayList<String>();
        model.getModelElementsByType(ScriptTask.class).forEach(task -> trouble.add(task.getId() + " is a script"));
        for (DomElement element : all(model.getDocument().getRootElement())) {
            if (element.getLocalName().equals("script")) trouble.add("a script in " + owner(element));
            for (String name : List.of("class", "variableMappingClass")) {
                if (element.getAttribute("http://camunda.org/schema/1.0/bpmn", name) != null) trouble.add("a class name in " + owner(element));
            }
            if (element.getAttribute("language") != null) trouble.add("another expression language in " + owner(element));
        }
        for (String expression : expressions()) {
            Matcher call = CALL.matcher(expression);
            while (call.find()) {
                // What the engine leaves after a table; a list to the expression language, so that its one row has to be asked for.
                if (call.group().startsWith("decisionResult.getSingleResult(")) continue;
                Class<?> bean = Models.beans().get(call.group(1));
                String method = call.group(2);
                if (bean == null || call.group(1).endsWith("Delegate")) trouble.add("${%s} calls %s, which is no word of the models".formatted(expression, call.group(1)));
                else if (Arrays.stream(bean.getMethods()).noneMatch(known -> known.getName().equals(method))) {
                    trouble.add("${%s}: %s has no %s".formatted(expression, call.group(1), method));
                }
            }
            if (expression.matches(".*\\b(class|getClass|forName|new|T)\\b.*")) trouble.add("${%s} reaches for Java".formatted(expression));
        }
        return trouble;
    }

    public List<String> userTaskTrouble() {
        var trouble = new ArrayList<String>();
        var offices = Models.offices().keySet();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            if (task.getCamundaCandidateGroupsList().isEmpty()) trouble.add(task.getId() + " belongs to no office");
            task.getCamundaCandidateGroupsList().stream().filter(office -> office.startsWith("$")).forEach(office -> trouble.addAll(officeFromTableTrouble(task, office)));
            task.getCamundaCandidateGroupsList().stream().filter(office -> !office.startsWith("$") && !offices.contains(office))
                    .forEach(office -> trouble.add(task.getId() + " belongs to the unknown office " + office));
            if (!isTime(task.getCamundaDueDate())) trouble.add(task.getId() + " has no due date from the calendar");
            if (!String.valueOf(task.getCamundaPriority()).matches("\\d{1,3}")) trouble.add(task.getId() + " has no priority");
            if (task.getCamundaFormRef() == null) {
                trouble.add(task.getId() + " has no form");
                continue;
            }
            if (!task.getCamundaFormRef().matches(Pattern.quote(base) + "\\.[a-z]+(-[a-z]+)+")) {
                trouble.add("%s: the form %s must be called %s.<verb-object>".formatted(task.getId(), task.getCamundaFormRef(), base));
            }
            if (!"deployment".equals(task.getCamundaFormRefBinding())) trouble.add(task.getId() + " must bind its form to the deployment");
            if (models.form(service, task.getCamundaFormRef()).isEmpty()) trouble.add("%s: there is no form %s".formatted(task.getId(), task.getCamundaFormRef()));
        }
        return trouble;
    }

    /** A task of the office that a table names, `${office}`: the table's output, given out by a step before it or the element of a loop over its answers. */
    private List<String> officeFromTableTrouble(UserTask task, String group) {
        Matcher variable = Pattern.compile("\\$\\{(\\w+)}").matcher(group);
        // The loop is the task's own, or that of the sub-process it is in.
        boolean looped = variable.matches() && Stream.of(task, task.getParentElement()).filter(Activity.class::isInstance).map(activity -> ((Activity) activity).getLoopCharacteristics())
                .anyMatch(loop -> loop instanceof MultiInstanceLoopCharacteristics each && variable.group(1).equals(each.getCamundaElementVariable()));
        boolean answered = variable.matches() && model.getModelElementsByType(BusinessRuleTask.class).stream().anyMatch(rule -> outputs(rule).contains(variable.group(1)));
        if (!looped && !answered) return List.of("%s belongs to %s, which is not what it is done for each of".formatted(task.getId(), group));
        var named = models.outputValues(service, variable.group(1));
        if (named.isEmpty()) return List.of("%s belongs to %s, which no table of the service answers".formatted(task.getId(), group));
        var seeing = new HashSet<>(split(models.propertyOfService(service, "offices")));
        seeing.addAll(split(properties(process()).get("offices")));
        return named.stream().filter(office -> !Models.offices().containsKey(office) || !seeing.contains(office))
                .map(office -> "%s may belong to %s, which is no office of the service".formatted(task.getId(), office)).toList();
    }

    /** Forms that no task of the service's processes shows, nor the portal. */
    public static List<String> unusedForms(Models models) {
        var shown = models.processes().stream().flatMap(file -> Stream.concat(Stream.of(Models.base(file) + ".start"),
                models.bpmn(file).getModelElementsByType(UserTask.class).stream().map(UserTask::getCamundaFormRef))).collect(Collectors.toSet());
        return models.forms().stream().filter(file -> !shown.contains(Models.base(file))).toList();
    }

    public List<String> gatewayTrouble() {
        var trouble = new ArrayList<String>();
        for (ExclusiveGateway gateway : model.getModelElementsByType(ExclusiveGateway.class)) {
            if (!diverges(gateway)) continue;
            var conditions = gateway.getOutgoing().stream().filter(flow -> !flow.equals(gateway.getDefault()))
                    .map(flow -> flow.getConditionExpression() == null ? null : flow.getConditionExpression().getTextContent().strip()).toList();
            if (conditions.contains(null)) trouble.add(gateway.getId() + " has a way out without condition that is not its default");
            else if (gateway.getDefault() == null && !complete(conditions)) trouble.add(gateway.getId() + " has neither a default nor a complete set of conditions");
        }
        return trouble;
    }

    /** Yes and no of one variable, or every option of one required field. */
    private boolean complete(List<String> conditions) {
        var variables = new HashSet<String>();
        var values = new TreeSet<String>();
        for (String condition : conditions) {
            Matcher equality = EQUALITY.matcher(condition);
            Matcher yesOrNo = YES_OR_NO.matcher(condition);
            if (equality.matches()) {
                variables.add(equality.group(1));
                values.add(equality.group(2));
            } else if (yesOrNo.matches()) {
                variables.add(yesOrNo.group(2));
                values.add(yesOrNo.group(1) == null ? "true" : "false");
            } else {
                return false;
            }
        }
        if (variables.size() != 1 || values.size() != conditions.size()) return false;
        if (values.equals(Set.of("true", "false"))) return true;
        return models.forms().stream().filter(file -> Models.service(file).equals(service)).flatMap(file -> Models.components(models.form(file)).stream())
                .filter(field -> variables.contains(field.path("key").asText()) && field.at("/validate/required").asBoolean())
                .anyMatch(field -> options(field).equals(values));
    }

    private static Set<String> options(JsonNode field) {
        return StreamSupport.stream(field.path("values").spliterator(), false).map(option -> option.path("value").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Messages and errors have a constant in the process's Java face, and the face no other; without a face only the portal's two messages and what the service lets its residents do. */
    public List<String> faceTrouble() {
        return faceTrouble(Models.face(base));
    }

    List<String> faceTrouble(Optional<Class<?>> face) {
        var trouble = new ArrayList<String>();
        var names = new TreeSet<String>();
        for (Message message : model.getModelElementsByType(Message.class)) {
            if (!message.getName().matches(Pattern.quote(base) + "\\.[a-z][A-Za-z]*")) trouble.add("the message %s must be called %s.<pastEvent>".formatted(message.getName(), base));
            names.add(message.getName());
        }
        for (var error : model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Error.class)) {
            if (!String.valueOf(error.getErrorCode()).matches("[a-z][A-Za-z]*")) trouble.add("the error code %s must be a camelCase fact".formatted(error.getErrorCode()));
            names.add(error.getErrorCode());
        }
        if (face.isEmpty()) {
            names.removeAll(Set.of(base + ".documentsReceived", base + ".applicationWithdrawn"));
            names.removeAll(split(models.propertyOfService(service, "residentActions")));
            names.forEach(name -> trouble.add(name + " is no constant: there is no Java face of " + base));
            return trouble;
        }
        var constants = Models.constants(face.get());
        var known = constants.entrySet().stream().filter(constant -> constant.getValue() instanceof String && !constant.getKey().equals("KEY"))
                .map(constant -> (String) constant.getValue()).collect(Collectors.toCollection(TreeSet::new));
        names.stream().filter(name -> !known.contains(name)).forEach(name -> trouble.add("%s is no constant of %s".formatted(name, face.get().getSimpleName())));
        known.stream().filter(name -> !names.contains(name)).forEach(name -> trouble.add("%s is a constant of %s, but not in the model".formatted(name, face.get().getSimpleName())));
        return trouble;
    }

    public List<String> statusTrouble() {
        var known = Arrays.stream(Status.values()).map(Enum::name).collect(Collectors.toSet());
        return nodes().stream().map(node -> Map.entry(node.getId(), properties(node).getOrDefault("residentStatus", "RECEIVED")))
                .filter(node -> !known.contains(node.getValue()))
                .map(node -> "%s has the unknown residentStatus %s".formatted(node.getKey(), node.getValue())).toList();
    }

    public List<String> letterTrouble() {
        var trouble = new ArrayList<String>();
        for (ServiceTask task : letterTasks()) {
            if (!task.isCamundaAsyncBefore()) trouble.add(task.getId() + " sends a letter without a save point before it");
            String letter = inputs(task).get("letter");
            if (letter == null || !letter.matches("[a-z][A-Za-z]*")) {
                trouble.add(task.getId() + " does not say which letter");
                continue;
            }
            for (String language : List.of("fr", "en")) {
                if (!models.letters(service, language).contains(letter)) {
                    trouble.add("%s: there is no letters/%s_%s.mustache".formatted(task.getId(), letter, language));
                } else {
                    trouble.addAll(wordingTrouble(task, letter, language));
                }
            }
        }
        return trouble;
    }

    /** A placeholder that nothing fills stops the letter at the moment it is needed. */
    private List<String> wordingTrouble(ServiceTask task, String letter, String language) {
        String file = "processes/%s/letters/%s_%s.mustache".formatted(service, letter, language);
        String text = models.text(file);
        var filled = new TreeSet<>(TAGS_OF_EVERY_LETTER);
        filled.addAll(inputs(task).keySet());
        filled.addAll(PaymentLetterFacts.TAGS);
        filled.addAll(CertificateLetterFacts.TAGS);
        filled.addAll(PermitLetterFacts.TAGS);
        filled.addAll(StaffNotices.TAGS);
        filled.addAll(FundingLetterFacts.TAGS);
        models.forms().stream().filter(form -> Models.service(form).equals(service)).flatMap(form -> Models.components(models.form(form)).stream())
                .filter(field -> field.at("/properties/processVariable").asBoolean() || field.has("key") && !field.at("/properties/storeAs").isTextual())
                .forEach(field -> {
                    filled.add(field.path("key").asText());
                    if (field.has("values")) filled.add(field.path("key").asText() + "Name");
                });
        var trouble = new ArrayList<String>();
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            if (!filled.contains(tag.group(1))) trouble.add("%s: nothing fills {{%s}}".formatted(file, tag.group(1)));
        }
        if (!text.startsWith("Subject:") || text.split("\\R\\R", 2).length < 2) trouble.add(file + " must begin with its subject and an empty line");
        return trouble;
    }

    /** Letters that lie in a service's folder and that no task sends. */
    public static List<String> unusedLetters(Models models) {
        var sent = models.processes().stream().flatMap(file -> {
            var rules = of(models, file);
            return rules.letterTasks().stream().map(task -> Models.service(file) + "/" + inputs(task).get("letter"));
        }).collect(Collectors.toSet());
        return models.services().stream().flatMap(service -> Stream.of("fr", "en").flatMap(language -> models.letters(service, language).stream()
                .map(letter -> service + "/" + letter))).distinct().filter(letter -> !sent.contains(letter)).toList();
    }

    public List<String> timerTrouble() {
        var trouble = new ArrayList<String>();
        for (TimerEventDefinition timer : model.getModelElementsByType(TimerEventDefinition.class)) {
            var when = Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle()).filter(java.util.Objects::nonNull).findFirst();
            if (when.isEmpty() || !isTime(when.get().getTextContent().strip())) {
                trouble.add("%s: %s is neither ISO-8601 nor a day of the calendar".formatted(((BaseElement) timer.getParentElement()).getId(),
                        when.map(text -> text.getTextContent()).orElse("nothing")));
            }
        }
        return trouble;
    }

    /** Ends of the process that no row of its path table reaches. */
    public List<String> endsNotReached(String pathTable) {
        var reached = new HashSet<>(List.of(pathTable.split("[,;\\s\"]+")));
        return model.getModelElementsByType(EndEvent.class).stream().map(EndEvent::getId).filter(end -> !reached.contains(end)).toList();
    }

    /** ISO-8601, a day of the calendar, or a variable that the process fills from the calendar. */
    private boolean isTime(String text) {
        if (text == null || text.isBlank()) return false;
        Matcher expression = Pattern.compile("\\$\\{(.*)}").matcher(text);
        if (!expression.matches()) return isIso(text);
        if (expression.group(1).matches("calendar\\.\\w+\\(('[^']*'|\\w+)?\\)")) return true;
        return expression.group(1).matches("\\w+") && all(model.getDocument().getRootElement()).stream()
                .anyMatch(element -> element.getLocalName().equals("inputParameter") && expression.group(1).equals(element.getAttribute("name"))
                        && element.getTextContent().strip().matches("\\$\\{calendar\\.\\w+\\(('[^']*'|\\w+)?\\)}"));
    }

    private static boolean isIso(String text) {
        // A weekday or an hour of the clock has no ISO word: the engine's cron, e.g. `0 0 6 ? * MON`.
        if (text.matches("([\\d*?/,A-Z-]+ ){5}[\\d*?/,A-Z-]+")) return true;
        try {
            if (text.matches("R\\d*/.+")) return isIso(text.substring(text.indexOf('/') + 1));
            if (text.startsWith("PT")) Duration.parse(text);
            else Period.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Process process() {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    private Collection<FlowNode> nodes() {
        return model.getModelElementsByType(FlowNode.class);
    }

    private Collection<SequenceFlow> flows() {
        return model.getModelElementsByType(SequenceFlow.class);
    }

    private List<ServiceTask> letterTasks() {
        return model.getModelElementsByType(ServiceTask.class).stream().filter(task -> List.of("#{sendLetterDelegate}", "#{tellStaffDelegate}").contains(String.valueOf(task.getCamundaDelegateExpression()))).toList();
    }

    private List<String> expressions() {
        return all(model.getDocument().getRootElement()).stream()
                .flatMap(element -> Stream.concat(element.getChildElements().isEmpty() ? Stream.of(element.getTextContent()) : Stream.of(), attributes(element)))
                .flatMap(text -> EXPRESSION.matcher(text).results()).map(found -> found.group(1)).toList();
    }

    private static Stream<String> attributes(DomElement element) {
        var namespace = "http://camunda.org/schema/1.0/bpmn";
        return Stream.of("delegateExpression", "expression", "dueDate", "followUpDate", "candidateGroups", "candidateUsers", "assignee", "priority", "taskPriority",
                        "jobPriority", "decisionRef", "calledElement", "formKey", "collection", "elementVariable")
                .flatMap(name -> Stream.of(element.getAttribute(namespace, name), element.getAttribute(name))).filter(java.util.Objects::nonNull);
    }

    private static boolean diverges(FlowNode node) {
        return node instanceof Gateway && node.getOutgoing().size() > 1 && !(node instanceof org.camunda.bpm.model.bpmn.instance.ParallelGateway);
    }

    private static List<DomElement> all(DomElement root) {
        var all = new ArrayList<DomElement>();
        all.add(root);
        root.getChildElements().forEach(child -> all.addAll(all(child)));
        return all;
    }

    private static String owner(DomElement element) {
        for (DomElement at = element; at != null; at = at.getParentElement()) {
            if (at.getAttribute("id") != null) return at.getAttribute("id");
        }
        return "?";
    }

    static Map<String, String> properties(BaseElement element) {
        var extensions = element.getExtensionElements();
        var properties = new LinkedHashMap<String, String>();
        if (extensions != null) {
            extensions.getElementsQuery().filterByType(CamundaProperties.class).list().forEach(all -> all.getCamundaProperties()
                    .forEach(property -> properties.put(property.getCamundaName(), property.getCamundaValue())));
        }
        return properties;
    }

    private static Map<String, String> inputs(BaseElement element) {
        var extensions = element.getExtensionElements();
        var inputs = new LinkedHashMap<String, String>();
        if (extensions != null) {
            extensions.getElementsQuery().filterByType(CamundaInputOutput.class).list().forEach(all -> all.getCamundaInputParameters()
                    .forEach(input -> inputs.put(input.getCamundaName(), input.getTextContent().strip())));
        }
        return inputs;
    }

    private static Set<String> outputs(BaseElement element) {
        return element.getExtensionElements() == null ? Set.of() : element.getExtensionElements().getElementsQuery().filterByType(CamundaInputOutput.class).list().stream()
                .flatMap(all -> all.getCamundaOutputParameters().stream()).map(output -> output.getCamundaName()).collect(Collectors.toSet());
    }

    private static List<String> split(String list) {
        return list == null ? List.of() : Arrays.stream(list.split(",")).map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
    }

    private static Map<Class<? extends FlowNode>, String> types() {
        var types = new LinkedHashMap<Class<? extends FlowNode>, String>();
        types.put(StartEvent.class, "startEvent");
        types.put(EndEvent.class, "endEvent");
        types.put(BoundaryEvent.class, "event");
        types.put(IntermediateCatchEvent.class, "event");
        types.put(IntermediateThrowEvent.class, "event");
        types.put(UserTask.class, "userTask");
        types.put(ServiceTask.class, "serviceTask");
        types.put(BusinessRuleTask.class, "businessRuleTask");
        types.put(CallActivity.class, "callActivity");
        types.put(SubProcess.class, "subProcess");
        types.put(Gateway.class, "gateway");
        return types;
    }
}
