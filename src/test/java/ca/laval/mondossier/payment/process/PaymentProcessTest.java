package ca.laval.mondossier.payment.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.payment.PaymentTest;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How a case pays an order. */
class PaymentProcessTest extends PaymentTest {

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/payment.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String steps, String outcome, String ends) {
        String order = order();
        String number = caseOf(order);
        assertThat(db.sql("select status from case_file where number = :n").param("n", number).query(String.class).single()).isEqualTo("AWAITING_PAYMENT");
        for (String step : steps.split(" ")) {
            switch (step) {
                case "pay" -> pay(order);
                case "cancel" -> runtime.createMessageCorrelation(PaymentProcess.PAYMENT_CANCELLED).processInstanceBusinessKey(number).correlate();
                default -> later(Duration.parse(step));
            }
            runJobs();
        }
        assertThat(ends("payment", number)).containsExactlyInAnyOrder(ends.split(" "));
        assertThat(history.createHistoricVariableInstanceQuery().variableName("paymentOutcome").processInstanceIdIn(
                history.createHistoricProcessInstanceQuery().processDefinitionKey("payment").processInstanceBusinessKey(number).singleResult().getId()).singleResult().getValue()).isEqualTo(outcome);
        assertThat(payments.find(order).orElseThrow().state()).isEqualToIgnoringCase(outcome);
        assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).processDefinitionKey("payment").count()).isZero();
    }

    private void pay(String order) {
        var attempt = begin(order);
        becomes(attempt, State.CAPTURED);
    }
}
