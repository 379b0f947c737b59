package ca.laval.mondossier.payment.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.DecisionTable;
import ca.laval.mondossier.payment.Situation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How much goes back, and who approves it. */
class PaymentRefundAmountTableTest {
    private static final DecisionTable TABLE = DecisionTable.read("processes/payment/payment-refund-amount.dmn", "payment-refund-amount");

    @ParameterizedTest(name = "{0} -> {2} %")
    @CsvFileSource(resources = "/tables/payment-refund-amount.csv", numLinesToSkip = 1)
    void theTableSaysHowMuch(String why, String refundSituation, int percent, long deductionCents, String approval, String rule) {
        var answer = TABLE.evaluate(Map.of("refundSituation", refundSituation));
        assertThat(answer.rules()).containsExactly(rule);
        assertThat(((Number) answer.single().get("percent")).intValue()).isEqualTo(percent);
        assertThat(((Number) answer.single().get("deductionCents")).longValue()).isEqualTo(deductionCents);
        assertThat(answer.single()).containsEntry("approval", approval);
    }

    @Test
    void everySituationHasItsRow() {
        assertThat(Arrays.stream(Situation.values()).map(situation -> TABLE.evaluate(Map.of("refundSituation", situation.name())).rules())).allMatch(rules -> rules.size() == 1)
                .extracting(List::toString).doesNotHaveDuplicates();
    }
}
