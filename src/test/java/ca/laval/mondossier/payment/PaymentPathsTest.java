package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Booked;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Dispute;
import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.RefundState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inquiry, refund, chargeback and nightly comparison: which way each path ends, and what the ledger says then. */
class PaymentPathsTest extends PaymentTest {

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/payment-inquiry.csv", numLinesToSkip = 1)
    void everyInquiryEndsWhereTheTableSays(String path, String steps, String ends) {
        String order = order();
        String number = caseOf(order);
        PaymentAttempt attempt = null;
        for (String step : steps.split(" ")) {
            switch (step) {
                case "begin" -> attempt = begin(order);
                case "captured" -> becomes(attempt, State.CAPTURED);
                case "providerCaptured" -> gateway.becomes(attempt.session(), State.CAPTURED);
                case "providerExpired" -> gateway.becomes(attempt.session(), State.EXPIRED);
                case "silent" -> gateway.silent = true;
                case "answers" -> gateway.silent = false;
                case "otherAmount" -> {
                    attempt = begin(order);
                    Outcome right = gateway.becomes(attempt.session(), State.CAPTURED);
                    said(new Outcome(right.session(), right.payment(), order, right.key(), State.CAPTURED, 1, "CAD", null, null, null, right.at()));
                    // This test is about the difference, not about the attempt's own timers.
                    ledger.abandon(attempt, "APPLICATION");
                }
                case "reconcileCaptured" -> {
                    assertThatThrownBy(() -> act("martine", number, Map.of("reconciliation", "captured"))).hasMessageContaining("Give the provider's reference");
                    act("martine", number, Map.of("reconciliation", "captured", "providerReference", "pi_found"));
                }
                case "reconcileNotPaid" -> act("martine", number, Map.of("reconciliation", "notPaid"));
                case "reconcileWait" -> act("martine", number, Map.of("reconciliation", "wait"));
                case "reconcileSettled" -> act("martine", number, Map.of("reconciliation", "settled"));
                default -> later(Duration.parse("P" + (step.endsWith("D") ? "" : "T") + step.substring(1).replaceFirst("^P?T?", "")));
            }
            runJobs();
        }
        assertThat(ends("payment-inquiry", number)).contains(ends.split(" "));
        boolean paid = steps.contains("Captured") || steps.contains("captured");
        assertThat(state(order)).isEqualTo(paid ? "PAID" : "OPEN");
        if (steps.contains("silent")) assertThat(letters(number)).contains("paymentChecked");
        if (steps.contains("otherAmount")) assertThat(differences.of(order)).allMatch(difference -> "martine".equals(difference.settledBy()));
        assertThat(tasks(number)).isZero();
    }

    @Test
    void anInquiryWhoseAnswerTheLedgerKnowsAsksNobody() {
        String order = order();
        becomes(begin(order), State.CAPTURED);
        runJobs();
        int before = gateway.queries.get();
        later(Duration.ofMinutes(11));
        runJobs();
        assertThat(ends("payment-inquiry", caseOf(order))).containsExactly("endEvent_outcomeKnown");
        assertThat(gateway.queries.get()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} -> {4}")
    @CsvFileSource(resources = "/paths/payment-refund.csv", numLinesToSkip = 1)
    void everyRefundEndsWhereTheTableSays(String path, Situation situation, String steps, String outcome, String ends) {
        String order = paid(ONE_LINE);
        String number = caseOf(order);
        String all = steps == null ? "" : steps;
        if (all.contains("confirmsAtOnce")) gateway.refundSent = RefundState.CONFIRMED;
        if (all.contains("refusesAtOnce")) gateway.refundSent = RefundState.REFUSED;
        if (all.contains("confirmsWhenAsked")) gateway.refundAsked = RefundState.CONFIRMED;
        if (situation == Situation.PAID_TWICE) refunds.open(order, List.of(), situation, Refunds.APPLICATION, "prepared " + order);
        var instance = runtime.startProcessInstanceByKey("payment-refund", number, situation == Situation.PAID_TWICE
                ? Map.of("paymentOrder", order, "refundSituation", situation.name(), "refundNumber", order + "-R1") : Map.of("paymentOrder", order, "refundSituation", situation.name(), "refundLines", "1"));
        runJobs();
        for (String step : all.split(" ")) {
            switch (step) {
                case "approve", "refuse" -> act("martine", number, Map.of("refundDecision", step));
                case "again", "otherwise", "wait" -> act("martine", number, Map.of("followUp", step));
                case "confirm" -> answered(order, RefundState.CONFIRMED);
                case "refusedThere" -> answered(order, RefundState.REFUSED);
                case "", "confirmsAtOnce", "refusesAtOnce", "confirmsWhenAsked" -> { }
                default -> later(Duration.parse("P" + step.substring(2)));
            }
            runJobs();
        }
        assertThat(ends("payment-refund", number)).containsExactly(ends.split(" "));
        assertThat(history.createHistoricVariableInstanceQuery().processInstanceId(instance.getId()).variableName("refundOutcome").singleResult().getValue()).isEqualTo(outcome);
        if (ends.equals("endEvent_refunded")) {
            assertThat(letters(number)).contains("refunded");
            assertThat(attempt(order, 1).state()).isEqualTo("REFUNDED");
        }
        assertThat(letters(number).contains("refundedOtherwise")).isEqualTo(ends.equals("endEvent_givenBackOtherwise"));
        if (!outcome.equals("refunded")) assertThat(attempt(order, 1).refundCents()).as("free for another refund").isZero();
    }

    private void answered(String order, RefundState state) {
        var all = refunds.of(order);
        Refund refund = all.get(all.size() - 1);
        ledger.apply("fake", gateway.notice(new PaymentGateway.Refund(refund.providerRefund(), attempt(order, refund.attempt()).payment(), state, refund.amountCents())));
        runJobs();
    }

    @Test
    void aRefundLeavesOnceAlthoughTheJobRepeats() {
        String order = paid(ONE_LINE);
        payments.askRefund(order, List.of(1), Situation.PROPERTY_NOT_FOUND, Refunds.APPLICATION, "once " + order);
        assertThat(payments.askRefund(order, List.of(1), Situation.PROPERTY_NOT_FOUND, Refunds.APPLICATION, "once " + order)).isEqualTo(order + "-R1");
        gateway.afterEffect = new IllegalStateException("the line is cut");
        var job = due().get(0);
        assertThatThrownBy(() -> management.executeJob(job.getId())).hasMessageContaining("the line is cut");
        assertThat(refunds.of(order).get(0).state()).isEqualTo("APPROVED");
        gateway.afterEffect = null;
        later(Duration.ofMinutes(6));
        runJobs();
        assertThat(gateway.refundsAsked).hasSize(2).extracting(PaymentGateway.NewRefund::key).containsOnly(order + "-R1-1");
        assertThat(refunds.of(order)).singleElement().satisfies(refund -> assertThat(refund.state()).isEqualTo("SENT"));
        answered(order, RefundState.CONFIRMED);
        assertThat(ends("payment-refund", caseOf(order))).containsExactly("endEvent_refunded");
    }

    @Test
    void whoAskedForARefundDoesNotApproveIt() {
        String order = paid(ONE_LINE);
        payments.askRefund(order, List.of(1), Situation.CITY_ERROR, "martine", "four eyes " + order);
        runJobs();
        assertThatThrownBy(() -> act("martine", caseOf(order), Map.of("refundDecision", "approve"))).hasMessageContaining("you asked for this refund");
        assertThat(refunds.of(order).get(0).state()).isEqualTo("ASKED");
    }

    /** An administrator may end what waits for an approval: nothing in the drawing needs an answer that nobody gave. */
    @ParameterizedTest
    @ValueSource(strings = {"userTask_approveRefund", "userTask_followUpRefund"})
    void aRefundThatWaitsForAPersonCanBeEnded(String waiting) {
        String order = paid(ONE_LINE);
        payments.askRefund(order, List.of(1), Situation.CITY_ERROR, "lise", "ended " + order);
        runJobs();
        if (waiting.equals("userTask_followUpRefund")) {
            act("martine", caseOf(order), Map.of("refundDecision", "approve"));
            answered(order, RefundState.REFUSED);
        }
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(caseOf(order)).singleResult().getTaskDefinitionKey()).isEqualTo(waiting);
        var instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseOf(order)).processDefinitionKey("payment-refund").singleResult();
        runtime.createProcessInstanceModification(instance.getId()).cancelAllForActivity(waiting).execute();
        assertThat(tasks(caseOf(order))).isZero();
        String second = paid(ONE_LINE);
        payments.askRefund(second, List.of(1), Situation.CITY_ERROR, "lise", "deleted " + second);
        runJobs();
        runtime.deleteProcessInstance(runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseOf(second)).processDefinitionKey("payment-refund").singleResult().getId(), "ended by an administrator");
        assertThat(tasks(caseOf(second))).isZero();
    }

    @Test
    void ofTwelveStatementsOneIsGivenBackAndAWrongChoiceCostsTenDollars() {
        String order = paid(java.util.Collections.nCopies(12, new AmountLine("payment.card.visa", "", 4_500, 0, 0)));
        payments.askRefund(order, List.of(7), Situation.PROPERTY_NOT_FOUND, Refunds.APPLICATION, "c1 " + order);
        runJobs();
        answered(order, RefundState.CONFIRMED);
        assertThat(attempt(order, 1).state()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(attempt(order, 1).balanceCents()).isEqualTo(11 * 4_500);
        payments.askRefund(order, List.of(1), Situation.WRONG_PROPERTY_BEFORE_PRODUCTION, "lise", "c1b " + order);
        runJobs();
        assertThat(refunds.of(order).get(1).amountCents()).isEqualTo(3_500);
        assertThatThrownBy(() -> payments.askRefund(order, List.of(7), Situation.CITY_ERROR, "lise", "c1c " + order)).hasMessageContaining("goes back already");
    }

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/payment-dispute.csv", numLinesToSkip = 1)
    void everyChargebackEndsWhereTheTableSays(String path, String steps, boolean debt, String ends) {
        String order = paid(ONE_LINE);
        String number = caseOf(order);
        String id = "du_" + order;
        dispute(id, order, DisputeState.OPENED);
        dispute(id, order, DisputeState.OPENED);
        for (String step : steps.split(" ")) {
            switch (step) {
                case "contest" -> act("martine", number, Map.of("disputeAnswer", "contested"));
                case "accept" -> act("martine", number, Map.of("disputeAnswer", "accepted"));
                case "won" -> dispute(id, order, DisputeState.WON);
                case "lost" -> dispute(id, order, DisputeState.LOST);
                default -> later(Duration.parse(step.substring(1)));
            }
            runJobs();
        }
        assertThat(ends("payment-dispute", number)).containsExactlyInAnyOrder(ends.split(" "));
        assertThat(payments.owes(db.sql("select resident_id from case_file where number = :n").param("n", number).query(Long.class).single())).isEqualTo(debt);
        assertThat(attempt(order, 1).state()).isEqualTo(debt ? "CHARGED_BACK" : "CAPTURED");
        assertThat(tasks(number)).isZero();
    }

    private void dispute(String id, String order, DisputeState state) {
        ledger.apply("fake", gateway.notice(new Dispute(id, attempt(order, 1).payment(), state, 4_500)));
    }

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/payment-reconciliation.csv", numLinesToSkip = 1)
    void everyNightEndsWhereTheTableSays(String path, String books, int found, String end) {
        // Only today's payments of this test: the days before are done.
        db.sql("delete from payment_night").update();
        // The sandbox has books of its own.
        db.sql("insert into payment_night (provider, day, compared_at, booked, differences) values ('sandbox', :day, now(), 0, 0)").param("day", LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE)).update();
        db.sql("update payment_attempt set settled_at = coalesce(settled_at, now()) where captured_at is not null").update();
        db.sql("update payment_refund set booked_at = coalesce(booked_at, now())").update();
        String order = order();
        PaymentAttempt attempt = begin(order);
        Outcome outcome = gateway.becomes(attempt.session(), State.CAPTURED);
        if (!List.of("noNotice", "empty").contains(books)) said(outcome);
        runJobs();
        long cents = books.equals("otherAmount") ? 4_501 : 4_500;
        if (!List.of("empty", "missingThere").contains(books)) gateway.books.add(new Booked("PAYMENT", outcome.payment(), outcome.payment(), order, cents, "CAD", clock.instant()));
        if (books.equals("missingHere")) gateway.books.add(new Booked("PAYMENT", "pi_stranger" + order, "pi_stranger" + order, null, 900, "CAD", clock.instant()));
        if (books.equals("refundMissingHere")) gateway.books.add(new Booked("REFUND", "re_stranger" + order, outcome.payment(), order, 900, "CAD", clock.instant()));
        later(Duration.ofDays(1));
        for (int night = 0; night < 2; night++) {
            var instance = runtime.startProcessInstanceByKey("payment-reconciliation");
            management.executeJob(management.createJobQuery().processInstanceId(instance.getId()).singleResult().getId());
            assertThat(history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).activityId(night == 0 ? end : "endEvent_booksAgree").count()).isEqualTo(1);
        }
        assertThat(db.sql("select differences from payment_night where provider = 'fake' and day = :day").param("day", LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).minusDays(1))
                .query(Integer.class).single()).isEqualTo(found);
        String expected = books.equals("empty") ? "SESSION_OPEN" : List.of("otherAmount", "missingThere").contains(books) ? "CAPTURED" : "SETTLED";
        assertThat(attempt(order, 1).state()).isEqualTo(expected);
        if (books.equals("noNotice")) assertThat(state(order)).isEqualTo("PAID");
        assertThat(differences.open().stream().filter(difference -> difference.reference().contains(order) || order.equals(difference.order()))).hasSize(found);
        differences.open().forEach(difference -> differences.settle(difference.id(), "test"));
    }
}
