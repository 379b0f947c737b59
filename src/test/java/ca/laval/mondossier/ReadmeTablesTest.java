package ca.laval.mondossier;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import ca.laval.mondossier.rules.Models;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.junit.jupiter.api.Test;

/**
 * The README's tables are drawn from the models, the staff files and the settings, between markers. `mvn test -Dtest=ReadmeTablesTest
 * -Dreadme.write=true` writes them; otherwise a README that lags behind fails.
 */
class ReadmeTablesTest {
    private static final Path README = Path.of("README.md");
    private static final Map<String, String> SERVICE_NAMES = Models.CITY.services().stream()
            .collect(Collectors.toMap(service -> service, service -> Models.CITY.words(service, "en").get("service.name")));

    @Test
    void theTablesAreThoseOfTheModels() throws IOException {
        String readme = Files.readString(README);
        String current = withTables(readme);
        if (Boolean.getBoolean("readme.write")) Files.writeString(README, current);
        else assertThat(readme).as("README.md: write its tables with -Dreadme.write=true").isEqualTo(current);
    }

    /** What each does is in its own words there; which there are is not. */
    @Test
    void theCardsAreThoseOfTheSandbox() throws IOException {
        var named = Pattern.compile("(?m)^\\| ((?:\\d{4} ){3}\\d{4}) \\| (.+) \\|$").matcher(Files.readString(README)).results().toList();
        assertThat(named.stream().map(row -> row.group(1))).containsExactly(Stream.of(SandboxCard.values()).map(SandboxCard::number).toArray(String[]::new));
        assertThat(named.stream().map(row -> row.group(2))).doesNotHaveDuplicates();
    }

    @Test
    void everyFileThatTheReadmeNamesIsThere() throws IOException {
        var named = Pattern.compile("`((?:processes|forms|src|\\.ci)/[^`<>* ]+)`").matcher(Files.readString(README)).results().map(found -> found.group(1)).toList();
        assertThat(named).isNotEmpty().allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @Test
    void everySettingThatTheReadmeNamesIsRead() throws IOException {
        String sources = Models.CITY.files("src/main", ".java").stream().map(Models.CITY::text).collect(Collectors.joining())
                + Models.CITY.files("src/main/resources", ".yaml").stream().map(Models.CITY::text).collect(Collectors.joining());
        var settings = Pattern.compile("`MONDOSSIER_([A-Z_]+)`").matcher(Files.readString(README)).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(settings).isNotEmpty();
        assertThat(settings.stream().filter(setting -> !sources.replaceAll("[-.]", "").toLowerCase(Locale.ROOT)
                .contains(setting.replaceFirst("^SIGN_IN_", "").replace("_", "").toLowerCase(Locale.ROOT)))).isEmpty();
    }

    @Test
    void aMarkerWithoutItsTableOrATableThatLagsBehindIsFound() throws IOException {
        String stale = "# Title\n<!-- services -->\n| old |\n<!-- /services -->\nText\n<!-- people -->\n<!-- /people -->\n";
        assertThat(withTables(stale)).startsWith("# Title\n<!-- services -->\n| service |").contains("<!-- /services -->\nText\n").doesNotContain("| old |").contains("amelie");
        assertThat(withTables(withTables(stale))).isEqualTo(withTables(stale));
    }

    private static String withTables(String readme) throws IOException {
        String result = between(readme, "services", services());
        result = between(result, "deadlines", deadlines());
        return between(result, "people", people());
    }

    private static String between(String readme, String marker, String table) {
        return readme.replaceAll("(?s)(<!-- " + marker + " -->\n).*?(<!-- /" + marker + " -->)", "$1" + java.util.regex.Matcher.quoteReplacement(table) + "$2");
    }

    private static String services() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("service", "process", "offices", "how it ends", "timers"));
        for (String file : Models.CITY.processes()) {
            var model = Models.CITY.bpmn(file);
            rows.add(List.of(String.valueOf(SERVICE_NAMES.get(Models.service(file))), "`" + process(model).getId() + "`", offices(model, file), ends(model), timers(model)));
        }
        return table(rows);
    }

    private static String deadlines() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("task", "office", "due"));
        for (String file : Models.CITY.processes()) {
            for (UserTask task : Models.CITY.bpmn(file).getModelElementsByType(UserTask.class)) {
                rows.add(List.of(task.getName(), offices(task, file).map(Models.offices()::get).collect(Collectors.joining(", ")), inWords(task.getCamundaDueDate())));
            }
        }
        return table(rows);
    }

    /** Of a task that is done once for each office that a table names, all those offices. */
    private static Stream<String> offices(UserTask task, String file) {
        return task.getCamundaCandidateGroupsList().stream().flatMap(office -> office.startsWith("$")
                ? Models.CITY.outputValues(Models.service(file), office.replaceAll("\\W", "")).stream() : Stream.of(office));
    }

    /** The people of the demonstration whose office has work in some process, or who look at it. */
    private static String people() throws IOException {
        var shown = Models.CITY.processes().stream().map(Models.CITY::bpmn).flatMap(model -> Stream.of(
                model.getModelElementsByType(UserTask.class).stream().flatMap(task -> task.getCamundaCandidateGroupsList().stream()),
                Stream.of("offices", "managers").flatMap(list -> property(model, list).stream()))).flatMap(groups -> groups).collect(Collectors.toSet());
        shown.add("auditor");
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("user name = password", "person", "office"));
        try (BufferedReader people = Files.newBufferedReader(Path.of("src/main/resources/staff/demo-people.csv"))) {
            people.lines().skip(1).filter(line -> !line.isBlank()).map(line -> line.split(";")).filter(person -> Stream.of(person[3].split(",")).anyMatch(shown::contains))
                    .forEach(person -> rows.add(List.of("`" + person[0] + "`", person[1] + " " + person[2],
                            Stream.of(person[3].split(",")).map(Models.offices()::get).collect(Collectors.joining(", ")))));
        }
        rows.add(List.of("`admin`", "the administrator", "everything"));
        return table(rows);
    }

    private static Process process(BpmnModelInstance model) {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    private static String offices(BpmnModelInstance model, String file) {
        return model.getModelElementsByType(UserTask.class).stream().flatMap(task -> offices(task, file)).distinct()
                .map(Models.offices()::get).collect(Collectors.joining("<br>"));
    }

    /** Of the process itself, not of its sub-processes that go on, nor those that lead to another end by an error. */
    private static String ends(BpmnModelInstance model) {
        return model.getModelElementsByType(EndEvent.class).stream().filter(end -> end.getParentElement() instanceof Process
                || end.getParentElement() instanceof SubProcess part && part.triggeredByEvent()).filter(end -> end.getEventDefinitions().isEmpty()).map(FlowNode::getName).collect(Collectors.joining("<br>"));
    }

    private static String timers(BpmnModelInstance model) {
        String timers = model.getModelElementsByType(TimerEventDefinition.class).stream().map(timer -> {
            String when = Stream.of(timer.getTimeDuration(), timer.getTimeDate(), timer.getTimeCycle()).filter(java.util.Objects::nonNull).findFirst().orElseThrow().getTextContent().strip();
            String variable = when.replaceAll("^\\$\\{(\\w+)}$", "$1");
            String told = model.getModelElementsByType(CamundaInputParameter.class).stream().filter(input -> input.getCamundaName().equals(variable))
                    .map(input -> input.getTextContent().strip()).findFirst().orElse(when);
            return "%s: %s".formatted(((FlowNode) timer.getParentElement()).getName(), inWords(told));
        }).collect(Collectors.joining("<br>"));
        return timers.isEmpty() ? "none" : timers;
    }

    private static List<String> property(BpmnModelInstance model, String name) {
        return model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty.class).stream()
                .filter(property -> name.equals(property.getCamundaName())).flatMap(property -> Stream.of(property.getCamundaValue().split(","))).map(String::strip).toList();
    }

    private static String inWords(String time) {
        return time.replaceAll("^\\$\\{calendar\\.businessDays\\(standardDays\\)}$", "business days of the catalogue").replaceAll("^\\$\\{calendar\\.businessDays\\(lateAfterDays\\)}$", "twice the business days of the catalogue")
                .replaceAll("^\\$\\{calendar\\.businessDays\\((\\d+)\\)}$", "$1 business days").replaceAll("^\\$\\{calendar\\.deadline\\('P(\\d+)D'\\)}$", "$1 days, or the next open day")
                .replaceAll("^\\$\\{calendar\\.endOfBudgetYear\\(\\w+\\)}$", "December 31, for last year's purchases January 31").replaceAll("^\\$\\{calendar\\.(startOf|endOf)Day\\((\\w+)\\)}$", "the day itself").replaceAll("^0 0 (\\d+) \\? \\* MON$", "Mondays at $1:00")
                .replaceAll("^P(\\d+)D$", "$1 days").replaceAll("^PT(\\d+)M$", "$1 minutes");
    }

    private static String table(List<List<String>> rows) {
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) text.append("|---".repeat(rows.get(0).size())).append("|\n");
        }
        return text.toString();
    }
}
