package ca.laval.mondossier;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.rules.DiagramRules;
import ca.laval.mondossier.rules.FormRules;
import ca.laval.mondossier.rules.Models;
import ca.laval.mondossier.rules.ProcessRules;
import ca.laval.mondossier.rules.TableRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house for processes, tables and forms. Each is first tried on a small model that breaks it. */
class ProcessModelRulesTest {
    private static final List<Models> FOLDERS = List.of(Models.CITY, Models.SIXTH);

    static Stream<Arguments> processes() {
        return FOLDERS.stream().flatMap(models -> models.processes().stream().map(file -> Arguments.of(file, models)));
    }

    static Stream<Arguments> tables() {
        return FOLDERS.stream().flatMap(models -> models.tables().stream().map(file -> Arguments.of(file, models)));
    }

    static Stream<Arguments> forms() {
        return FOLDERS.stream().flatMap(models -> models.forms().stream().map(file -> Arguments.of(file, models)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("processes")
    void aProcessIsAsTheHouseDrawsIt(String file, Models models) {
        var rules = ProcessRules.of(models, file);
        assertThat(rules.headTrouble()).as("head").isEmpty();
        assertThat(rules.propertyTrouble()).as("extension properties").isEmpty();
        assertThat(rules.idTrouble()).as("ids").isEmpty();
        assertThat(rules.labelTrouble()).as("labels and documentation").isEmpty();
        assertThat(rules.serviceTaskTrouble()).as("beans, decisions, called processes").isEmpty();
        assertThat(rules.codeTrouble()).as("no program in a model").isEmpty();
        assertThat(rules.userTaskTrouble()).as("user tasks").isEmpty();
        assertThat(rules.gatewayTrouble()).as("gateways").isEmpty();
        assertThat(rules.faceTrouble()).as("messages and errors").isEmpty();
        assertThat(rules.statusTrouble()).as("resident statuses").isEmpty();
        assertThat(rules.letterTrouble()).as("letters").isEmpty();
        assertThat(rules.timerTrouble()).as("timers").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("processes")
    void aDiagramCanBeRead(String file, Models models) {
        var rules = new DiagramRules(models.bpmn(file));
        assertThat(rules.notDrawn()).isEmpty();
        assertThat(rules.outsideThePage()).isEmpty();
        assertThat(rules.overlapping()).isEmpty();
        assertThat(rules.flowTrouble()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("processes")
    void everyEndIsOnARowOfThePathTable(String file, Models models) {
        assertThat(ProcessRules.of(models, file).endsNotReached(Models.testResource("paths/" + Models.base(file) + ".csv"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void aDecisionTableIsAsTheHouseWritesIt(String file, Models models) throws IOException {
        var rules = new TableRules(Models.base(file), models.dmn(file));
        assertThat(rules.headTrouble()).isEmpty();
        assertThat(rules.rowTrouble()).isEmpty();
        assertThat(rules.languageTrouble()).isEmpty();
        if (models == Models.CITY) assertThat(rules.rowsNotTried(rowsThatTestsName())).as("rows that no table test names").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void aFormIsAsTheHouseFillsIt(String file, Models models) {
        var rules = new FormRules(Models.base(file), models.text(file));
        assertThat(rules.headTrouble()).as("head").isEmpty();
        assertThat(rules.componentTrouble()).as("components").isEmpty();
        assertThat(rules.variableTrouble()).as("variables").isEmpty();
        assertThat(rules.linkTrouble()).as("case file").isEmpty();
        assertThat(rules.readingTrouble()).as("as the catalogue reads it").isEmpty();
    }

    @Test
    void thereAreModelsToLookAt() {
        assertThat(processes()).isNotEmpty();
        assertThat(tables()).isNotEmpty();
        assertThat(forms()).isNotEmpty();
    }

    @Test
    void baseNamesAreUnique() {
        assertThat(twins(FOLDERS.stream().flatMap(ProcessModelRulesTest::files).toList())).isEmpty();
        assertThat(twins(List.of("forms/a/review.form", "forms/b/review.form"))).containsExactly("forms/a/review.form and forms/b/review.form");
    }

    @Test
    void aServiceIsAFolderWithItsMainProcess() {
        for (Models models : FOLDERS) {
            assertThat(models.services()).allSatisfy(service -> assertThat(models.processes()).contains("processes/" + service + "/" + service + ".bpmn"));
            assertThat(files(models)).allSatisfy(file -> assertThat(file.split("/")).as(file).hasSize(3));
        }
    }

    /** Their words lie in one file per service, keyed by id. */
    @Test
    void rowsAreNamedOnceInAService() {
        for (Models models : FOLDERS) {
            for (String service : models.services()) {
                assertThat(models.tables().stream().filter(file -> Models.service(file).equals(service))
                        .flatMap(file -> models.dmn(file).getModelElementsByType(Rule.class).stream()).map(Rule::getId)).as(service).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void casePrefixesAreUnique() {
        assertThat(FOLDERS.stream().flatMap(models -> models.processes().stream().map(models::text))
                .flatMap(text -> Pattern.compile("name=\"casePrefix\" value=\"(\\w+)\"").matcher(text).results()).map(found -> found.group(1)))
                .isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void noLetterAndNoFormLiesAroundUnused() {
        for (Models models : FOLDERS) {
            assertThat(ProcessRules.unusedLetters(models)).isEmpty();
            assertThat(ProcessRules.unusedForms(models)).isEmpty();
        }
    }

    private static Stream<String> files(Models models) {
        return Stream.of(models.processes(), models.tables(), models.forms()).flatMap(List::stream);
    }

    private static List<String> twins(List<String> files) {
        var byName = new TreeMap<>(files.stream().collect(Collectors.groupingBy(file -> file.substring(file.lastIndexOf('/') + 1))));
        return byName.values().stream().filter(same -> same.size() > 1).map(same -> String.join(" and ", same)).toList();
    }

    /** From the CSV files, and from table tests that try a row with an edited table. */
    private static Set<String> rowsThatTestsName() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test"))) {
            return files.filter(file -> file.toString().matches(".*([/\\\\]tables[/\\\\][\\w-]+\\.csv|TableTest\\.java)")).flatMap(file -> {
                try {
                    return Stream.of(Files.readString(file).split("[^\\w]+"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }).filter(word -> word.startsWith("rule_")).collect(Collectors.toSet());
        }
    }

    // Each rule broken once.

    @Test
    void theHeadRulesFindWhatIsWrong() {
        assertThat(broken("id=\"PROCESS\" name=\"A process\"", "id=\"Other_Process\"", ProcessRules::headTrouble))
                .contains("the process is called Other_Process, its file subsidy-application", "the process id is not kebab-case: Other_Process", "has no name");
        assertThat(broken("camunda:historyTimeToLive=\"P30D\"", "camunda:historyTimeToLive=\"30\"", ProcessRules::headTrouble))
                .containsExactly("historyTimeToLive must be a number of days such as P365D");
        assertThat(broken(" camunda:versionTag=\"1\"", "", ProcessRules::headTrouble)).containsExactly("has no version tag");
        assertThat(broken("value=\"agent-311\"", "value=\"agent-911\"", ProcessRules::propertyTrouble)).containsExactly("offices names the unknown office agent-911");
        assertThat(broken("value=\"SUB\"", "value=\"sub1\"", ProcessRules::propertyTrouble)).containsExactly("casePrefix must be two to five capital letters");
        assertThat(broken("value=\"subsidy-documents\"", "value=\"papers\"", ProcessRules::propertyTrouble))
                .containsExactly("documentsDecision names the unknown decision papers");
        assertThat(broken("camunda:isStartableInTasklist=\"false\"", "", ProcessRules::propertyTrouble))
                .containsExactly("can be started in Tasklist, where there is no case file");
    }

    @Test
    void theNameRulesFindWhatIsWrong() {
        assertThat(broken("gateway_complete", "Gateway_12tl2hf", ProcessRules::idTrouble)).contains("Gateway_12tl2hf must be called gateway_<camelCase>");
        assertThat(broken("flow_yes", "Flow_1abc", ProcessRules::idTrouble)).containsExactly("Flow_1abc must be called flow_<camelCase>");
        assertThat(broken("bpmn:serviceTask", "bpmn:manualTask", ProcessRules::idTrouble)).hasSize(1).allMatch(trouble -> trouble.contains("kind that the house does not use"));
        assertThat(broken("name=\"Complete?\"", "", ProcessRules::labelTrouble)).containsExactly("gateway_complete has no label");
        assertThat(broken("Complete?", "Complete", ProcessRules::labelTrouble)).containsExactly("gateway_complete must ask a question");
        assertThat(broken("name=\"Yes\" ", "", ProcessRules::labelTrouble)).containsExactly("flow_yes answers no question: it has no label");
        assertThat(broken("<bpmn:documentation>Look.</bpmn:documentation>", "", ProcessRules::labelTrouble)).containsExactly("userTask_check has no documentation");
        assertThat(broken("value=\"RECEIVED\"", "value=\"ARRIVED\"", ProcessRules::statusTrouble)).containsExactly("startEvent_received has the unknown residentStatus ARRIVED");
    }

    @Test
    void theCodeRulesFindWhatIsWrong() {
        assertThat(broken("camunda:delegateExpression=\"#{sendLetterDelegate}\"", "camunda:class=\"ca.laval.Letter\"", ProcessRules::codeTrouble))
                .containsExactly("a class name in serviceTask_send");
        assertThat(broken("camunda:delegateExpression=\"#{sendLetterDelegate}\"", "camunda:expression=\"${letters.send()}\"", ProcessRules::serviceTaskTrouble))
                .containsExactly("serviceTask_send must name a bean such as #{reserveBudgetDelegate}");
        assertThat(broken("sendLetterDelegate", "sendPigeonDelegate", ProcessRules::serviceTaskTrouble)).containsExactly("serviceTask_send names the unknown bean sendPigeonDelegate");
        assertThat(broken("${completeness == 'complete'}", "${execution.getVariable('x')}", ProcessRules::codeTrouble))
                .containsExactly("${execution.getVariable('x')} calls execution, which is no word of the models");
        assertThat(broken("${completeness == 'complete'}", "${''.class.name == 'x'}", ProcessRules::codeTrouble)).containsExactly("${''.class.name == 'x'} reaches for Java");
        assertThat(broken("${calendar.businessDays(5)}", "${calendar.someday(5)}", ProcessRules::codeTrouble))
                .containsExactly("${calendar.someday(5)}: calendar has no someday");
        assertThat(broken("<camunda:inputParameter name=\"letter\">received</camunda:inputParameter>",
                "<camunda:inputParameter name=\"letter\"><camunda:script scriptFormat=\"js\">1</camunda:script></camunda:inputParameter>", ProcessRules::codeTrouble))
                .containsExactly("a script in serviceTask_send");
        assertThat(broken("<bpmn:serviceTask id", "<bpmn:scriptTask id=\"scriptTask_x\" scriptFormat=\"groovy\" /><bpmn:serviceTask id", ProcessRules::codeTrouble))
                .containsExactly("scriptTask_x is a script");
    }

    @Test
    void theTaskRulesFindWhatIsWrong() {
        assertThat(broken("camunda:candidateGroups=\"env-intake\"", "", ProcessRules::userTaskTrouble)).containsExactly("userTask_check belongs to no office");
        assertThat(broken("env-intake", "env-outtake", ProcessRules::userTaskTrouble)).containsExactly("userTask_check belongs to the unknown office env-outtake");
        assertThat(broken("${calendar.businessDays(5)}", "soon", ProcessRules::userTaskTrouble)).containsExactly("userTask_check has no due date from the calendar");
        assertThat(broken("camunda:priority=\"50\"", "", ProcessRules::userTaskTrouble)).containsExactly("userTask_check has no priority");
        assertThat(broken("camunda:formRefBinding=\"deployment\"", "camunda:formRefBinding=\"latest\"", ProcessRules::userTaskTrouble))
                .containsExactly("userTask_check must bind its form to the deployment");
        assertThat(broken("subsidy-application.check-completeness", "subsidy-application.check-nothing", ProcessRules::userTaskTrouble))
                .containsExactly("userTask_check: there is no form subsidy-application.check-nothing");
        assertThat(broken("P10D", "ten days", ProcessRules::timerTrouble)).containsExactly("event_later: ten days is neither ISO-8601 nor a day of the calendar");
        assertThat(broken("P10D", "${someDay}", ProcessRules::timerTrouble)).containsExactly("event_later: ${someDay} is neither ISO-8601 nor a day of the calendar");
        assertThat(broken("P10D", "${calendar.deadline('P10D')}", ProcessRules::timerTrouble)).isEmpty();
    }

    @Test
    void aTaskForEachOfficeOfATableIsChecked() {
        String loop = process().replace("camunda:candidateGroups=\"env-intake\"", "camunda:candidateGroups=\"${office}\"");
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", loop).userTaskTrouble()).contains("userTask_check belongs to ${office}, which is not what it is done for each of");
        String looped = loop.replaceFirst("(?s)(<bpmn:userTask id=\"userTask_check\".*?)</bpmn:userTask>",
                "$1<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"offices\" camunda:elementVariable=\"office\" /></bpmn:userTask>");
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", looped).userTaskTrouble())
                .contains("userTask_check belongs to ${office}, which no table of the service answers");
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", looped.replace("${office}", "${document}").replace("\"office\"", "\"document\"")).userTaskTrouble())
                .contains("userTask_check may belong to PLAN, which is no office of the service");
    }

    @Test
    void thePropertyRuleFindsWhatIsWrong() {
        String party = Models.SIXTH.text("processes/street-party/street-party.bpmn");
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", party).propertyTrouble()).isEmpty();
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", party.replace("value=\"street-party.rainDateAsked\"", "value=\"street-party.snowAsked\"")).propertyTrouble())
                .containsExactly("residentActions names street-party.snowAsked, which is no message of the service");
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", party.replace("street-party-standard", "street-party-documents")).propertyTrouble())
                .containsExactly("standardDecision names street-party-documents, which has no output standardDays");
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", party.replace("name=\"casePrefix\"", "name=\"serviceStandardDays\" value=\"10\" /><camunda:property name=\"casePrefix\"")).propertyTrouble())
                .containsExactly("has both serviceStandardDays and standardDecision");
        assertThat(ProcessRules.of(Models.SIXTH, "street-party", "street-party", party.replace("name=\"casePrefix\"", "name=\"askFirst\" value=\"https://evil\" /><camunda:property name=\"casePrefix\"")).propertyTrouble())
                .containsExactly("askFirst is no page of the portal");
    }

    @Test
    void theGatewayRuleFindsWhatIsWrong() {
        assertThat(broken("${completeness == 'documentsMissing'}", "${completeness == 'never'}", ProcessRules::gatewayTrouble))
                .containsExactly("gateway_complete has neither a default nor a complete set of conditions");
        assertThat(broken("<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${completeness == 'documentsMissing'}</bpmn:conditionExpression>", "",
                ProcessRules::gatewayTrouble)).containsExactly("gateway_complete has a way out without condition that is not its default");
        assertThat(broken("name=\"Complete?\"", "name=\"Complete?\" default=\"flow_no\"", ProcessRules::gatewayTrouble)).isEmpty();
        assertThat(broken(process().replace("${completeness == 'complete'}", "${addressMatched}").replace("${completeness == 'documentsMissing'}", "${not addressMatched}"),
                ProcessRules::gatewayTrouble)).isEmpty();
    }

    @Test
    void theMessageRuleFindsWhatIsWrong() {
        assertThat(broken("subsidy-application.documentsReceived", "subsidy-application.documentsLost", ProcessRules::faceTrouble))
                .containsExactly("subsidy-application.documentsLost is no constant of SubsidyProcess",
                        "subsidy-application.documentsReceived is a constant of SubsidyProcess, but not in the model");
        assertThat(broken("subsidy-application.documentsReceived", "DOCUMENTS", ProcessRules::faceTrouble))
                .contains("the message DOCUMENTS must be called subsidy-application.<pastEvent>");
        assertThat(broken("<bpmn:message id=\"message_1\"", "<bpmn:error id=\"error_1\" errorCode=\"budgetLost\" /><bpmn:message id=\"message_1\"", ProcessRules::faceTrouble))
                .containsExactly("budgetLost is no constant of SubsidyProcess");
        assertThat(ProcessRules.of(Models.CITY, "subsidy-application", "street-party", process().replace("subsidy-application.documentsReceived", "street-party.cancelled")).faceTrouble())
                .contains("street-party.cancelled is no constant: there is no Java face of street-party");
    }

    @Test
    void theLetterRuleFindsWhatIsWrong() {
        assertThat(broken("camunda:asyncBefore=\"true\"", "", ProcessRules::letterTrouble)).containsExactly("serviceTask_send sends a letter without a save point before it");
        assertThat(broken(">received<", ">unheardOf<", ProcessRules::letterTrouble)).containsExactly(
                "serviceTask_send: there is no letters/unheardOf_fr.mustache", "serviceTask_send: there is no letters/unheardOf_en.mustache");
        assertThat(broken(">received<", ">${name}<", ProcessRules::letterTrouble)).containsExactly("serviceTask_send does not say which letter");
        assertThat(broken(">received<", ">reminder<", ProcessRules::letterTrouble)).isEmpty();
        assertThat(broken(">received<", ">paid<", ProcessRules::letterTrouble)).containsExactly(
                "processes/subsidy-application/letters/paid_fr.mustache: nothing fills {{amount}}",
                "processes/subsidy-application/letters/paid_en.mustache: nothing fills {{amount}}");
    }

    @Test
    void thePathRuleFindsAnEndThatNothingReaches() {
        assertThat(rules(process()).endsNotReached("path,ends\nhappy,endEvent_done")).isEmpty();
        assertThat(rules(process()).endsNotReached("path,ends\nhappy,endEvent_doneElsewhere")).containsExactly("endEvent_done");
    }

    @Test
    void theDiagramRulesFindWhatIsWrong() {
        assertThat(diagram(process()).notDrawn()).isEmpty();
        assertThat(diagram(process()).outsideThePage()).isEmpty();
        assertThat(diagram(process()).overlapping()).isEmpty();
        assertThat(diagram(process()).flowTrouble()).isEmpty();
        assertThat(diagram(process().replace("bpmnElement=\"userTask_check\"", "bpmnElement=\"endEvent_done\"")).notDrawn())
                .containsExactlyInAnyOrder("userTask_check is drawn 0 times", "endEvent_done is drawn 2 times");
        assertThat(diagram(process().replace("bpmnElement=\"flow_start_check\"", "bpmnElement=\"flow_yes\"")).notDrawn())
                .containsExactlyInAnyOrder("flow_start_check is drawn 0 times", "flow_yes is drawn 2 times");
        assertThat(diagram(process().replace("x=\"100\" y=\"82\"", "x=\"-100\" y=\"82\"")).outsideThePage()).containsExactly("startEvent_received lies outside the page");
        assertThat(diagram(process().replace("x=\"800\" y=\"82\"", "x=\"8000\" y=\"82\"")).outsideThePage()).hasSize(1).allMatch(trouble -> trouble.contains("does not fit a screen"));
        assertThat(diagram(process().replace("x=\"800\" y=\"82\"", "x=\"210\" y=\"70\"")).overlapping()).containsExactly("userTask_check and endEvent_done overlap");
        assertThat(diagram(process().replace("<di:waypoint x=\"136\" y=\"100\"", "<di:waypoint x=\"136\" y=\"300\"")).flowTrouble())
                .containsExactly("flow_start_check does not begin at startEvent_received");
        assertThat(diagram(process().replace("<di:waypoint x=\"450\" y=\"100\" /><di:waypoint x=\"500\" y=\"100\" />",
                "<di:waypoint x=\"450\" y=\"100\" /><di:waypoint x=\"250\" y=\"80\" /><di:waypoint x=\"500\" y=\"100\" />")).flowTrouble())
                .contains("flow_yes runs through userTask_check");
        assertThat(diagram(process().replace("<di:waypoint x=\"425\" y=\"125\" />", "<di:waypoint x=\"425\" y=\"125\" /><di:waypoint x=\"475\" y=\"20\" />")).flowTrouble())
                .contains("flow_yes and flow_no cross");
    }

    @Test
    void theFormRulesFindWhatIsWrong() {
        assertThat(form("x.start", FORM).headTrouble()).containsExactly("the form is called x.check-it, its file x.start");
        assertThat(form("x.check-it", FORM.replace("7.24.0", "8.7.0")).headTrouble()).containsExactly("is not made for Camunda Platform 7.24");
        assertThat(form("x.check-it", FORM).componentTrouble()).isEmpty();
        assertThat(form("x.check-it", FORM.replace("\"radio\"", "\"dynamiclist\"")).componentTrouble()).containsExactly("answer is a dynamiclist, which does not work here");
        assertThat(form("x.start", FORM.replace("\"radio\"", "\"separator\"")).componentTrouble()).containsExactly("answer is a separator, which does not work here");
        assertThat(form("x.check-it", FORM.replace("\"radio\"", "\"datetime\"")).componentTrouble()).containsExactly("answer must have the subtype date");
        assertThat(form("x.check-it", FORM.replace("\"key\": \"note\"", "\"key\": \"answer\"")).componentTrouble()).containsExactly("two components are called answer");
        assertThat(form("x.check-it", FORM.replace(", \"properties\": {\"storeAs\": \"note\"}", "")).variableTrouble())
                .containsExactly("note is free text: it needs storeAs, so that it stays out of the variables");
        assertThat(form("x.start", FORM.replace("\"storeAs\": \"note\"", "\"processVariable\": \"true\"")).variableTrouble())
                .containsExactly("note is free text and must not become a variable");
        assertThat(form("x.start", FORM.replace("\"label\": \"Answer\"", "\"label\": \"Name\", \"properties\": {\"processVariable\": \"true\", \"applicant\": \"name\"}")).variableTrouble())
                .containsExactly("answer says who the applicant is and must not become a variable");
        assertThat(form("x.check-it", FORM).linkTrouble()).isEmpty();
        assertThat(form("x.check-it", FORM.replace("/counter/cases/", "/elsewhere/")).linkTrouble()).containsExactly("does not begin with the link to the case file, or to the page of what it is about");
        assertThat(form("x.start", FORM.replace("\"radio\"", "\"image\"")).readingTrouble()).hasSize(1);
    }

    @Test
    void theTableRulesFindWhatIsWrong() {
        assertThat(table("size", TABLE).headTrouble()).isEmpty();
        assertThat(table("colour", TABLE).headTrouble()).containsExactly("no decision is called like the file, colour");
        assertThat(table("size", TABLE.replace(" camunda:historyTimeToLive=\"P1D\"", "")).headTrouble()).containsExactly("size: historyTimeToLive must be a number of days such as P365D");
        assertThat(table("size", TABLE.replace("Which size?", "Decision 1")).headTrouble()).containsExactly("size must ask a question");
        assertThat(table("size", TABLE.replace("rule_big", "DecisionRule_1abc")).rowTrouble()).containsExactly("DecisionRule_1abc must be called rule_<camelCase>");
        assertThat(table("size", TABLE.replace("<description>Big</description>", "")).rowTrouble()).containsExactly("rule_big has no description");
        assertThat(table("size", TABLE.replace(" label=\"Asked for\"", "")).rowTrouble()).containsExactly("input_grams has no label");
        assertThat(table("size", TABLE.replace("<outputEntry id=\"out_1\"", "<outputEntry id=\"out_1\" expressionLanguage=\"javascript\"")).languageTrouble())
                .containsExactly("out_1 is written in javascript");
        assertThat(table("size", TABLE).rowsNotTried(Set.of("rule_small"))).containsExactly("rule_big");
    }

    private static List<String> broken(String right, String wrong, Function<ProcessRules, List<String>> rule) {
        String process = process();
        String text = right.contains("PROCESS") ? right.replace("PROCESS", "subsidy-application") : right;
        assertThat(process).contains(text);
        assertThat(rule.apply(rules(process))).as("before it is broken").isEmpty();
        return broken(process.replace(text, wrong), rule);
    }

    private static List<String> broken(String process, Function<ProcessRules, List<String>> rule) {
        return rule.apply(rules(process));
    }

    private static ProcessRules rules(String process) {
        return ProcessRules.of(Models.CITY, "subsidy-application", "subsidy-application", process);
    }

    private static DiagramRules diagram(String process) {
        return new DiagramRules(Bpmn.readModelFromStream(new ByteArrayInputStream(process.getBytes(StandardCharsets.UTF_8))));
    }

    private static FormRules form(String base, String form) {
        return new FormRules(base, form);
    }

    private static TableRules table(String base, String table) {
        return new TableRules(base, Dmn.readModelFromStream(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8))));
    }

    private static String process() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
                    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="https://laval.ca">
                  <bpmn:process id="subsidy-application" name="A process" isExecutable="true" camunda:versionTag="1" camunda:historyTimeToLive="P30D" camunda:isStartableInTasklist="false">
                    <bpmn:documentation>A small one.</bpmn:documentation>
                    <bpmn:extensionElements><camunda:properties>
                      <camunda:property name="audience" value="resident" /><camunda:property name="casePrefix" value="SUB" />
                      <camunda:property name="documentsDecision" value="subsidy-documents" /><camunda:property name="offices" value="agent-311" />
                    </camunda:properties></bpmn:extensionElements>
                    <bpmn:startEvent id="startEvent_received" name="Received">
                      <bpmn:extensionElements><camunda:properties><camunda:property name="residentStatus" value="RECEIVED" /></camunda:properties></bpmn:extensionElements>
                    </bpmn:startEvent>
                    <bpmn:sequenceFlow id="flow_start_check" sourceRef="startEvent_received" targetRef="userTask_check" />
                    <bpmn:userTask id="userTask_check" name="Check" camunda:candidateGroups="env-intake" camunda:dueDate="${calendar.businessDays(5)}"
                        camunda:priority="50" camunda:formRef="subsidy-application.check-completeness" camunda:formRefBinding="deployment">
                      <bpmn:documentation>Look.</bpmn:documentation>
                      <bpmn:incoming>flow_start_check</bpmn:incoming>
                    </bpmn:userTask>
                    <bpmn:sequenceFlow id="flow_check_complete" sourceRef="userTask_check" targetRef="gateway_complete" />
                    <bpmn:exclusiveGateway id="gateway_complete" name="Complete?">
                      <bpmn:outgoing>flow_yes</bpmn:outgoing><bpmn:outgoing>flow_no</bpmn:outgoing>
                    </bpmn:exclusiveGateway>
                    <bpmn:sequenceFlow id="flow_yes" name="Yes" sourceRef="gateway_complete" targetRef="serviceTask_send">
                      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${completeness == 'complete'}</bpmn:conditionExpression>
                    </bpmn:sequenceFlow>
                    <bpmn:sequenceFlow id="flow_no" name="No" sourceRef="gateway_complete" targetRef="event_later">
                      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${completeness == 'documentsMissing'}</bpmn:conditionExpression>
                    </bpmn:sequenceFlow>
                    <bpmn:serviceTask id="serviceTask_send" name="Send" camunda:asyncBefore="true" camunda:delegateExpression="#{sendLetterDelegate}">
                      <bpmn:documentation>Writes.</bpmn:documentation>
                      <bpmn:extensionElements><camunda:inputOutput>
                        <camunda:inputParameter name="letter">received</camunda:inputParameter>
                      </camunda:inputOutput></bpmn:extensionElements>
                    </bpmn:serviceTask>
                    <bpmn:sequenceFlow id="flow_send_done" sourceRef="serviceTask_send" targetRef="endEvent_done" />
                    <bpmn:intermediateCatchEvent id="event_later" name="Ten days later">
                      <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P10D</bpmn:timeDuration></bpmn:timerEventDefinition>
                    </bpmn:intermediateCatchEvent>
                    <bpmn:sequenceFlow id="flow_later_done" sourceRef="event_later" targetRef="endEvent_done" />
                    <bpmn:endEvent id="endEvent_done" name="Done" />
                  </bpmn:process>
                  <bpmn:message id="message_1" name="subsidy-application.documentsReceived" />
                  <bpmn:message id="message_2" name="subsidy-application.applicationWithdrawn" />
                  <bpmn:message id="message_3" name="subsidy-application.budgetReserved" />
                  <bpmn:message id="message_4" name="subsidy-application.payoutSettled" />
                  <bpmn:message id="message_5" name="subsidy-application.payoutReturned" />
                  <bpmn:message id="message_6" name="subsidy-application.answersCorrected" />
                  <bpmn:message id="message_7" name="subsidy-application.reviewAsked" />
                  <bpmn:error id="error_2" errorCode="budgetExhausted" />
                  <bpmn:error id="error_3" errorCode="applicationRefused" />
                  <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="subsidy-application">
                    <bpmndi:BPMNShape bpmnElement="startEvent_received"><dc:Bounds x="100" y="82" width="36" height="36" /></bpmndi:BPMNShape>
                    <bpmndi:BPMNShape bpmnElement="userTask_check"><dc:Bounds x="200" y="60" width="100" height="80" /></bpmndi:BPMNShape>
                    <bpmndi:BPMNShape bpmnElement="gateway_complete"><dc:Bounds x="400" y="75" width="50" height="50" /></bpmndi:BPMNShape>
                    <bpmndi:BPMNShape bpmnElement="serviceTask_send"><dc:Bounds x="500" y="60" width="100" height="80" /></bpmndi:BPMNShape>
                    <bpmndi:BPMNShape bpmnElement="event_later"><dc:Bounds x="507" y="182" width="36" height="36" /></bpmndi:BPMNShape>
                    <bpmndi:BPMNShape bpmnElement="endEvent_done"><dc:Bounds x="800" y="82" width="36" height="36" /></bpmndi:BPMNShape>
                    <bpmndi:BPMNEdge bpmnElement="flow_start_check"><di:waypoint x="136" y="100" /><di:waypoint x="200" y="100" /></bpmndi:BPMNEdge>
                    <bpmndi:BPMNEdge bpmnElement="flow_check_complete"><di:waypoint x="300" y="100" /><di:waypoint x="400" y="100" /></bpmndi:BPMNEdge>
                    <bpmndi:BPMNEdge bpmnElement="flow_yes"><di:waypoint x="450" y="100" /><di:waypoint x="500" y="100" /></bpmndi:BPMNEdge>
                    <bpmndi:BPMNEdge bpmnElement="flow_no"><di:waypoint x="425" y="125" /><di:waypoint x="425" y="200" /><di:waypoint x="507" y="200" /></bpmndi:BPMNEdge>
                    <bpmndi:BPMNEdge bpmnElement="flow_send_done"><di:waypoint x="600" y="100" /><di:waypoint x="800" y="100" /></bpmndi:BPMNEdge>
                    <bpmndi:BPMNEdge bpmnElement="flow_later_done"><di:waypoint x="543" y="200" /><di:waypoint x="818" y="200" /><di:waypoint x="818" y="118" /></bpmndi:BPMNEdge>
                  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
                </bpmn:definitions>
                """;
    }

    private static final String FORM = """
            {"id": "x.check-it", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform", "executionPlatformVersion": "7.24.0",
             "components": [
              {"type": "text", "id": "text_caseFile", "text": "<a href=\\"/counter/cases/{{caseNumber}}\\" target=\\"_blank\\">Open the case file</a>"},
              {"type": "radio", "id": "answer", "key": "answer", "label": "Answer", "values": [{"label": "Yes", "value": "yes"}]},
              {"type": "textarea", "id": "note", "key": "note", "label": "Note", "properties": {"storeAs": "note"}}]}
            """;

    private static final String TABLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="sizes" name="Sizes" namespace="https://laval.ca">
              <decision id="size" name="Which size?" camunda:historyTimeToLive="P1D">
                <decisionTable id="table_size">
                  <input id="input_grams" label="Asked for"><inputExpression id="expression_grams" typeRef="long"><text>grams</text></inputExpression></input>
                  <output id="output_size" label="Size" name="size" typeRef="string" />
                  <rule id="rule_big">
                    <description>Big</description>
                    <inputEntry id="in_1"><text>&gt; 100</text></inputEntry>
                    <outputEntry id="out_1"><text>"BIG"</text></outputEntry>
                  </rule>
                </decisionTable>
              </decision>
            </definitions>
            """;
}
