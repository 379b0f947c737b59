package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.DecisionTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** First come, first served, as long as the envelope lasts. */
class SubsidyEnvelopeTableTest {
    private static final String CSV = "/tables/subsidy-envelope.csv";
    private static final DecisionTable TABLE = DecisionTable.read("processes/subsidy-application/subsidy-envelope.dmn", "subsidy-envelope");

    @ParameterizedTest(name = "{0} -> {4}")
    @CsvFileSource(resources = CSV, numLinesToSkip = 1)
    void theEnvelopeSaysWhatHappens(String why, String envelopeStatus, long envelopeLeftCents, long grantCents, String envelopeAction, String refusalReason, String rule) {
        var answer = TABLE.evaluate(Map.of("envelopeStatus", envelopeStatus, "envelopeLeftCents", envelopeLeftCents, "grantCents", grantCents));

        assertThat(answer.rules()).containsExactly(rule);
        assertThat(answer.single()).containsEntry("envelopeAction", envelopeAction).containsEntry("refusalReason", refusalReason);
    }

    @Test
    void everyRowIsHit() {
        TableRows.assertEveryRowIsHit(TABLE, CSV);
    }
}
