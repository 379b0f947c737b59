package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import ca.laval.mondossier.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SubsidyProgramTableTest {

    private static final String CSV = "/tables/subsidy-program.csv";
    private static final DecisionTable TABLE =
            DecisionTable.read("processes/subsidy-application/subsidy-program.dmn", "subsidy-program");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = CSV, numLinesToSkip = 1)
    void everyProgrammeHasTheCitysParameters(String program, double rate, long capCents, String capPer, int minQuantity,
            Integer maxUnits, int windowMonths, String uniqueness, String inForceFrom, String status,
            long envelopeCents, String rule) {
        var answer = TABLE.evaluate(Map.of("program", program));

        assertThat(answer.rules()).containsExactly(rule);
        assertThat(answer.single()).containsEntry("rate", rate).containsEntry("capCents", capCents)
                .containsEntry("capPer", capPer).containsEntry("minQuantity", minQuantity)
                .containsEntry("maxUnits", maxUnits).containsEntry("windowMonths", windowMonths)
                .containsEntry("uniqueness", uniqueness).containsEntry("inForceFrom", inForceFrom)
                .containsEntry("status", status).containsEntry("envelopeCents", envelopeCents).hasSize(10);
    }

    @Test
    void aProgrammeThatDoesNotExistHasNoParameters() {
        assertThat(TABLE.evaluate(Map.of("program", "VELO_ELECTRIQUE")).results()).isEmpty();
    }

    @Test
    void everyRowIsHit() {
        TableRows.assertEveryRowIsHit(TABLE, CSV);
    }
}
