package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.DecisionTable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Who examines an application: nobody, a person, or a supervisor who looks for duplicates and fraud. */
class SubsidyReviewRouteTableTest {
    private static final String CSV = "/tables/subsidy-review-route.csv";
    private static final DecisionTable TABLE = DecisionTable.read("processes/subsidy-application/subsidy-review-route.dmn", "subsidy-review-route");

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = CSV, numLinesToSkip = 1)
    void theTableChoosesTheRoute(String why, String differs, String route, String rule) {
        Map<String, Object> facts = new HashMap<>(Map.of("duplicate", false, "invoiceSeen", false, "accountApplicants", 0,
                "eligibilityReasons", "", "doubtfulInvoice", false, "sampleNumber", 50, "grantCents", 6499L));
        facts.putAll(DecisionTable.inputs(differs));

        var answer = TABLE.evaluate(facts);

        assertThat(answer.rules()).containsExactly(rule);
        assertThat(answer.single()).containsEntry("route", route);
    }

    @Test
    void everyRowIsHit() {
        TableRows.assertEveryRowIsHit(TABLE, CSV);
    }
}
