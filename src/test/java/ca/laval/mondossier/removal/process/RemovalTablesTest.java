package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.DecisionTable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The three tables of devices: lines such as `ownerType=COMPANY category=KIOSK` against `scope=SITE_VISIT`. */
class RemovalTablesTest {

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/device-scope.csv", numLinesToSkip = 1)
    void whomTheMeasureReaches(String device, String inputs, String expected, String rules) {
        answers("device-scope", inputs, expected, rules);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/device-action.csv", numLinesToSkip = 1)
    void whatIsDone(String device, String inputs, String expected, String rules) {
        answers("device-action", inputs, expected, rules);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/device-verify.csv", numLinesToSkip = 1)
    void whetherItIsGone(String device, String inputs, String expected, String rules) {
        answers("device-verify", inputs, expected, rules);
    }

    private static void answers(String name, String inputs, String expected, String rules) {
        var answer = DecisionTable.read("processes/app-removal/" + name + ".dmn", name).evaluate(DecisionTable.inputs(inputs));
        assertThat(String.join(" ", answer.rules())).isEqualTo(rules);
        Stream.of(expected.split(" ")).map(pair -> pair.split("=", 2)).forEach(pair -> assertThat(answer.codes(pair[0])).as(pair[0]).isEqualTo(pair[1]));
    }
}
