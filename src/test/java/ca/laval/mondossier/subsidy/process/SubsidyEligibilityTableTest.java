package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;

import ca.laval.mondossier.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each line of the CSV is an eligible application with what differs from it. */
class SubsidyEligibilityTableTest {

    private static final String FILE = "processes/subsidy-application/subsidy-program.dmn";
    private static final String CSV = "/tables/subsidy-eligibility.csv";
    private static final Map<String, String> ELIGIBLE = Map.of(
            "COUCHES_LAVABLES", "childAgeMonths=4 unborn=false",
            "BARIL_EAU_PLUIE", "mosquitoScreen=true",
            "COMPOSTEUR", "",
            "HYGIENE_DURABLE", "",
            "PLANTATION_ARBRE", "plantedDate=2026-05-20");
    private static final DecisionTable TABLE = DecisionTable.read(FILE, "subsidy-eligibility");

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = CSV, numLinesToSkip = 1)
    void theReasonsAreTheRulesThatAreNotMet(String why, String program, String differs, String reasons, String rules) {
        var answer = TABLE.evaluate(application(program, differs));

        assertThat(answer.codes("reason")).isEqualTo(reasons == null ? "" : reasons);
        assertThat(String.join(" ", answer.rules())).isEqualTo(rules == null ? "" : rules);
    }

    @Test
    void aSuspendedProgrammeGrantsNothing() {
        var suspended = DecisionTable.edited(FILE, "subsidy-eligibility", dmn -> dmn.replace("\"OPEN\"</text>\n        </outputEntry>",
                "\"SUSPENDED\"</text>\n        </outputEntry>"));

        var answer = suspended.evaluate(application("COMPOSTEUR", null));

        assertThat(answer.codes("reason")).isEqualTo("PROGRAM_SUSPENDED");
        assertThat(answer.rules()).containsExactly("rule_programSuspended");
    }

    @Test
    void everyRowIsHit() {
        TableRows.assertEveryRowIsHit(TABLE, CSV, "rule_programSuspended");
    }

    private static Map<String, Object> application(String program, String differs) {
        var facts = DecisionTable.inputs("""
                addressMatched=true applicantSituation=OWNER applicationDate=2026-06-15 purchaseDate=2026-05-10
                vendorType=STORE currency=CAD\s""" + ELIGIBLE.get(program));
        facts.putAll(DecisionTable.inputs(differs));
        facts.values().removeIf(Objects::isNull);
        facts.put("program", program);
        return facts;
    }
}
