package ca.laval.mondossier.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Every label of a service's models and forms under the key that the word files give it. */
public final class Labels {
    private final Map<String, String> labels = new TreeMap<>();

    private Labels() {
    }

    public static Map<String, String> of(Models models, String service) {
        var all = new Labels();
        models.processes().stream().filter(file -> Models.service(file).equals(service)).forEach(file -> all.process(models, file));
        models.tables().stream().filter(file -> Models.service(file).equals(service)).forEach(file -> all.tables(models, file));
        models.forms().stream().filter(file -> Models.service(file).equals(service)).forEach(file -> all.form(models.form(file)));
        return all.labels;
    }

    /** Codes that the service's models hand out or offer: reasons, documents, what its residents may do. */
    public static Set<String> codes(Models models, String service) {
        var codes = new TreeSet<String>();
        models.tables().stream().filter(file -> Models.service(file).equals(service)).forEach(file -> Pattern.compile("\"([A-Z][A-Z0-9_]*)\"")
                .matcher(models.text(file).replace("&#34;", "\"").replace("&quot;", "\"")).results().forEach(found -> codes.add(found.group(1))));
        models.forms().stream().filter(file -> Models.service(file).equals(service)).flatMap(file -> Models.components(models.form(file)).stream())
                .forEach(field -> field.path("values").forEach(option -> codes.add(option.path("value").asText())));
        models.processes().stream().filter(file -> Models.service(file).equals(service)).forEach(file -> Pattern.compile(">([A-Z][A-Z0-9_]*)<")
                .matcher(models.text(file)).results().forEach(found -> codes.add(found.group(1))));
        String actions = models.propertyOfService(service, "residentActions");
        if (actions != null) Pattern.compile("[\\w-]+\\.(\\w+)").matcher(actions).results().forEach(action -> codes.add(action.group(1)));
        return codes;
    }

    private void process(Models models, String file) {
        for (BaseElement element : models.bpmn(file).getModelElementsByType(BaseElement.class)) {
            if (element instanceof Message || element instanceof Error) continue;
            if (element instanceof TextAnnotation note) put(element.getId(), note.getText().getTextContent());
            if (element instanceof FlowElement || element instanceof Process || element instanceof Lane || element instanceof Participant) {
                put(element.getId(), element.getAttributeValue("name"));
                element.getDocumentations().forEach(text -> put(element.getId() + ".documentation", text.getTextContent()));
            }
        }
    }

    private void tables(Models models, String file) {
        var model = models.dmn(file);
        put(model.getDefinitions().getId(), model.getDefinitions().getName());
        model.getModelElementsByType(Decision.class).forEach(decision -> put(decision.getId(), decision.getName()));
        model.getModelElementsByType(Input.class).forEach(input -> put(decision(input) + "." + input.getId(), input.getLabel()));
        model.getModelElementsByType(Output.class).forEach(output -> put(decision(output) + "." + output.getId(), output.getLabel()));
        for (Rule rule : model.getModelElementsByType(Rule.class)) {
            if (rule.getDescription() != null) put(rule.getId(), rule.getDescription().getTextContent());
        }
    }

    private void form(JsonNode form) {
        for (JsonNode component : Models.components(form)) {
            String key = form.path("id").asText() + "." + component.path(component.has("key") ? "key" : "id").asText();
            put(key, text(component, "label"));
            put(key, text(component, "dateLabel"));
            put(key, text(component, "text"));
            put(key + ".help", text(component, "description"));
            put(key + ".error", text(component.path("validate"), "patternErrorMessage"));
            component.path("values").forEach(option -> put(key + ".option." + option.path("value").asText(), text(option, "label")));
        }
    }

    private static String decision(ModelElementInstance column) {
        return ((Decision) column.getParentElement().getParentElement()).getId();
    }

    private static String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.path(name).asText() : null;
    }

    private void put(String key, String label) {
        if (label != null && !label.isBlank()) labels.put(key, label.strip());
    }
}
