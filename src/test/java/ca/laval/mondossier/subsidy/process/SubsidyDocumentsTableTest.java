package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SubsidyDocumentsTableTest {

    private static final String CSV = "/tables/subsidy-documents.csv";
    private static final DecisionTable TABLE =
            DecisionTable.read("processes/subsidy-application/subsidy-documents.dmn", "subsidy-documents");

    @ParameterizedTest(name = "{0}: {1} {2} unborn={3} -> {4}, {5}")
    @CsvFileSource(resources = CSV, numLinesToSkip = 1)
    void theDocumentsFollowFromTheAnswers(String who, String program, String applicantSituation, Boolean unborn,
            String documents, String required, String rules) {
        var answers = DecisionTable.inputs("program=" + program + " applicantSituation=" + applicantSituation);
        if (unborn != null) {
            answers.put("unborn", unborn);
        }

        var answer = TABLE.evaluate(answers);

        assertThat(answer.codes("document")).isEqualTo(documents);
        assertThat(answer.codes("required")).isEqualTo(required);
        assertThat(String.join(" ", answer.rules())).isEqualTo(rules);
    }

    @Test
    void everyRowIsHit() {
        TableRows.assertEveryRowIsHit(TABLE, CSV);
    }
}
