package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import ca.laval.mondossier.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SubsidyAmountTableTest {

    private static final String FILE = "processes/subsidy-application/subsidy-program.dmn";
    private static final String CSV = "/tables/subsidy-amount.csv";
    private static final DecisionTable TABLE = DecisionTable.read(FILE, "subsidy-amount");

    @ParameterizedTest(name = "{0}: {1} {2} x{3} -> {5}")
    @CsvFileSource(resources = CSV, numLinesToSkip = 1)
    void theGrantIsExactToTheCent(String why, String program, long preTaxCents, int quantity,
            Integer treesGrantedAtAddress, long grantCents, String amountReason, String rule) {
        var inputs = DecisionTable.inputs("program=" + program + " preTaxCents=" + preTaxCents + " quantity=" + quantity);
        if (treesGrantedAtAddress != null) {
            inputs.put("treesGrantedAtAddress", treesGrantedAtAddress);
        }

        var answer = TABLE.evaluate(inputs);

        assertThat(answer.single()).isEqualTo(Map.of("grantCents", grantCents, "amountReason", amountReason));
        assertThat(answer.rules()).containsExactly(rule);
    }

    @Test
    void aHigherCapNeedsAnEditOfTheProgrammeOnly() {
        var raised = DecisionTable.edited(FILE, "subsidy-amount",
                dmn -> dmn.replaceFirst("(id=\"rule_barrelProgram_out2\">\\s*<text>)\\d+", "$110000"));

        assertThat(raised.evaluate(DecisionTable.inputs("program=BARIL_EAU_PLUIE preTaxCents=11900 quantity=1"))
                .single()).containsEntry("grantCents", 10_000L);
    }

    @Test
    void everyRowIsHit() {
        TableRows.assertEveryRowIsHit(TABLE, CSV);
    }
}
