package ca.laval.mondossier.certificate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.payment.PaidLines.DeliveredException;
import ca.laval.mondossier.payment.Refunds;
import ca.laval.mondossier.payment.Situation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** A refund asked for at the counter while the order is under way: no line is issued and given back, none is forgotten. */
class CertificateRefundTest extends CertificateTest {
    @Autowired
    private Refunds refunds;

    @AfterEach
    void everyLineIsWhereItBelongs() {
        assertThat(invariant.troubleAtRest()).isEmpty();
    }

    @Test
    void whatIsGivenBackIsNotIssued() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("1", "2"));
        ask(number, 1, Situation.CITY_ERROR);
        assertThat(lines.find(number, 1).orElseThrow().isHeld()).isTrue();
        assertThatThrownBy(() -> prepare(number, 1)).isInstanceOf(IllegalStateException.class);
        prepare(number, 2);
        endPreparation(number);
        act(number, "sign");
        assertThat(states(number)).containsExactly("PAID", "ISSUED");
        assertThatThrownBy(() -> endPreparation(number)).isInstanceOf(SubmissionRefusedException.class).hasMessageContaining("Finance decides first");
        decide(number, "approve");
        assertThat(states(number)).containsExactly("NOT_ISSUED", "ISSUED");
        endPreparation(number);
        runJobs();
        assertThat(invariant.troubleAtRest()).as("while the money is on its way").isEmpty();
        act(number, "refundConfirmed");
        assertThat(states(number)).containsExactly("REFUNDED", "ISSUED");
        assertThat(isOver(number)).isTrue();
        assertThat(letter(number, "certificateReady")).contains("erreur de la Ville");
    }

    @Test
    void whatFinanceRefusesIsIssuedAfterAll() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("1"));
        prepare(number, 1);
        endPreparation(number);
        ask(number, 1, Situation.CITY_ERROR);
        act(number, "sign");
        assertThat(states(number)).as("not signed, whoever clicks").containsExactly("PAID");
        decide(number, "refuse");
        assertThat(lines.find(number, 1).orElseThrow().refund()).isNull();
        act(number, "prepare");
        act(number, "sign");
        assertThat(states(number)).containsExactly("ISSUED");
    }

    @Test
    void aReasonThatGivesNothingBackStopsNothing() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("1"));
        ask(number, 1, Situation.REFUSED_FOR_LEGAL_REASON);
        assertThat(lines.find(number, 1).orElseThrow().isHeld()).isFalse();
        act(number, "prepare");
        act(number, "sign");
        assertThat(states(number)).containsExactly("ISSUED");
    }

    /** The machine was about to issue it. */
    @Test
    void whatTheMachineWouldHaveIssuedWaitsToo() {
        String number = order(List.of("CONF_TAXES"), List.of(roll.suggest("1").get(0).shownMatricule()));
        runJobs();
        payments.pay(number);
        ask(number, 1, Situation.CITY_ERROR);
        assertThat(states(number)).containsExactly("PAID");
        decide(number, "approve");
        endPreparation(number);
        act(number, "refundConfirmed");
        assertThat(states(number)).containsExactly("REFUNDED");
        assertThat(db.sql("select count(*) from official_document where case_number = :number and key like 'line-%'").param("number", number).query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsIssuedGoesBackOnlyForTheCitysMistake() {
        String number = paid(List.of("CONF_TAXES"), List.of("1"));
        assertThat(states(number)).containsExactly("ISSUED");
        for (Situation reason : List.of(Situation.PROPERTY_NOT_FOUND, Situation.NOT_DELIVERED, Situation.WRONG_PROPERTY_BEFORE_PRODUCTION, Situation.REFUSED_FOR_LEGAL_REASON)) {
            assertThatThrownBy(() -> ask(number, 1, reason)).as(reason.name()).isInstanceOf(DeliveredException.class);
        }
        assertThat(refunds.of(number + ".1")).isEmpty();
        ask(number, 1, Situation.PRODUCED);
        assertThat(refunds.of(number + ".1")).last().satisfies(refund -> assertThat(refund.state()).isEqualTo("NOTHING"));
        ask(number, 1, Situation.CITY_ERROR);
        decide(number, "approve");
        act(number, "refundConfirmed");
        assertThat(refunds.of(number + ".1")).last().satisfies(refund -> assertThat(refund.state()).isEqualTo("CONFIRMED"));
    }

    @Test
    void aFeeThatWasKeptAndGoesBackAfterAllIsNoLongerKept() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("1"));
        db.sql("update certificate_line set state = 'NOT_ISSUED', situation = 'REFUSED_FOR_LEGAL_REASON' where case_number = :number").param("number", number).update();
        db.sql("update certificate_line set state = 'FEE_KEPT' where case_number = :number").param("number", number).update();
        ask(number, 1, Situation.CITY_ERROR);
        decide(number, "refuse");
        assertThat(states(number)).containsExactly("FEE_KEPT");
        payments.orders().askRefund(number + ".1", List.of(1), Situation.CITY_ERROR, "martine", "again " + number);
        runJobs();
        decide(number, "approve");
        act(number, "refundConfirmed");
        assertThat(states(number)).containsExactly("REFUNDED");
        db.sql("delete from certificate_line where case_number = :number").param("number", number).update();
    }

    /** The delay is decided about what nobody else decides about. */
    @Test
    void aLateOrderLeavesWhatFinanceHasInHand() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("1", "2"));
        ask(number, 1, Situation.CITY_ERROR);
        act(number, "late");
        act(number, "giveBack");
        assertThat(states(number)).containsExactly("PAID", "NOT_ISSUED");
        assertThat(invariant.troubleAtRest()).isEmpty();
        decide(number, "refuse");
        act(number, "prepare");
        act(number, "sign");
        assertThat(states(number)).containsExactly("ISSUED", "NOT_ISSUED");
        act(number, "approveRefund");
        act(number, "refundConfirmed");
        assertThat(states(number)).containsExactly("ISSUED", "REFUNDED");
    }

    /** An administrator may end an order that waits for an approval: nothing in the drawings needs an answer that nobody gave. */
    @Test
    void anOrderThatWaitsForARefundCanBeEnded() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("1"));
        act(number, "late");
        act(number, "giveBack");
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getTaskDefinitionKey()).isEqualTo("userTask_approveRefund");
        var order = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).processDefinitionKey(CertificateProcess.KEY).singleResult();
        runtime.deleteProcessInstance(order.getId(), "ended by an administrator");
        assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).processDefinitionKeyIn(CertificateProcess.KEY, "payment-refund").count()).isZero();
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(number).count()).isZero();
        // Whoever ends it has it; nobody else does.
        db.sql("delete from certificate_line where case_number = :number").param("number", number).update();
    }

    @Test
    void notEvenTheTableLetsAHeldLineBeSigned() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("1"));
        ask(number, 1, Situation.CITY_ERROR);
        assertThatThrownBy(() -> db.sql("update certificate_line set state = 'PREPARED', prepared_by = 'patrick' where case_number = :number").param("number", number).update())
                .isInstanceOf(DataAccessException.class);
    }

    private String paid(List<String> types, List<String> properties) {
        String number = order(types, properties.stream().map(word -> roll.suggest(word).get(0).shownMatricule()).toList());
        runJobs();
        pay(number);
        return number;
    }

    private void ask(String number, int line, Situation situation) {
        payments.orders().askRefund(number + ".1", List.of(line), situation, "martine", "counter " + number + situation);
        runJobs();
    }

    private void decide(String number, String decision) {
        task("ginette", number, "userTask_approveRefund", Map.of("refundDecision", decision));
        runJobs();
    }

    private void endPreparation(String number) {
        task("patrick", number, "userTask_prepareCertificates", Map.of("everyLineFinished", true));
        runJobs();
    }
}
