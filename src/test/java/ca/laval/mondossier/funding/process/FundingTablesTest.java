package ca.laval.mondossier.funding.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.DecisionTable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The three tables of community funding: lines such as `funder=MAMH` against `office=mamh`. */
class FundingTablesTest {

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/funder-office.csv", numLinesToSkip = 1)
    void whoAnswersForAFunder(String funder, String inputs, String expected, String rules) {
        answers("community-funding", "funder-office", inputs, expected, rules);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/instalment-release.csv", numLinesToSkip = 1)
    void whetherAnInstalmentIsPaid(String instalment, String inputs, String expected, String rules) {
        answers("funding-agreement", "instalment-release", inputs, expected, rules);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/report-review.csv", numLinesToSkip = 1)
    void whatIsToBeAsked(String report, String inputs, String expected, String rules) {
        answers("funding-agreement", "report-review", inputs, expected, rules);
    }

    private static void answers(String service, String name, String inputs, String expected, String rules) {
        var answer = DecisionTable.read("processes/" + service + "/" + name + ".dmn", name).evaluate(DecisionTable.inputs(inputs));
        assertThat(String.join(" ", answer.rules())).isEqualTo(rules);
        Stream.of(expected.split(" ")).map(pair -> pair.split("=", 2)).forEach(pair -> assertThat(answer.codes(pair[0])).as(pair[0]).isEqualTo(pair[1]));
    }
}
