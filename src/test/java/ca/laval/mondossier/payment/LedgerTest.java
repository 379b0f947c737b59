package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Dispute;
import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.RefundState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What providers say, in any order and any number of times, and what the city believes then. */
class LedgerTest extends PaymentTest {
    private static final List<String> STATES = List.of("CREATED", "SESSION_OPEN", "AUTHORIZED", "CAPTURED", "SETTLED", "DECLINED", "ABANDONED", "UNKNOWN", "REFUND_PENDING", "REFUNDED",
            "PARTIALLY_REFUNDED", "CHARGED_BACK");
    /** From each state the way there from CREATED. */
    private static final Map<String, List<String>> WAYS = Map.ofEntries(Map.entry("CREATED", List.of()), Map.entry("SESSION_OPEN", List.of("SESSION_OPEN")), Map.entry("AUTHORIZED", List.of("SESSION_OPEN", "AUTHORIZED")),
            Map.entry("CAPTURED", List.of("SESSION_OPEN", "CAPTURED")), Map.entry("SETTLED", List.of("SESSION_OPEN", "CAPTURED", "SETTLED")), Map.entry("DECLINED", List.of("SESSION_OPEN", "DECLINED")),
            Map.entry("ABANDONED", List.of("ABANDONED")), Map.entry("UNKNOWN", List.of("UNKNOWN")), Map.entry("REFUND_PENDING", List.of("SESSION_OPEN", "CAPTURED", "REFUND_PENDING")),
            Map.entry("REFUNDED", List.of("SESSION_OPEN", "CAPTURED", "REFUND_PENDING", "REFUNDED")), Map.entry("PARTIALLY_REFUNDED", List.of("SESSION_OPEN", "CAPTURED", "REFUND_PENDING", "PARTIALLY_REFUNDED")),
            Map.entry("CHARGED_BACK", List.of("SESSION_OPEN", "CAPTURED", "CHARGED_BACK")));

    @Test
    void theDatabaseLetsEveryDrawnEdgePassAndNoOther() {
        var edges = new HashMap<String, String>();
        db.sql("select from_state || '>' || to_state, event from payment_edge").query((row, i) -> edges.put(row.getString(1), row.getString(2))).list();
        assertThat(edges.values()).doesNotHaveDuplicates().hasSize(37);
        var states = new TreeSet<String>();
        edges.keySet().forEach(edge -> states.addAll(List.of(edge.split(">"))));
        assertThat(states).containsExactlyInAnyOrderElementsOf(STATES);
        for (String from : STATES) {
            for (String to : STATES) {
                if (from.equals(to)) continue;
                String key = attemptAt(from);
                Runnable step = () -> db.sql("update payment_attempt set state = :to where idempotency_key = :key").param("to", to).param("key", key).update();
                if (edges.containsKey(from + ">" + to)) {
                    step.run();
                    assertThat(db.sql("select event from payment_step where order_number || '-' || attempt = :key order by id desc limit 1").param("key", key).query(String.class).single())
                            .as(from + ">" + to).isEqualTo(edges.get(from + ">" + to));
                } else {
                    assertThatThrownBy(step::run).as(from + ">" + to).isInstanceOf(DataAccessException.class).hasMessageContaining("cannot go from " + from + " to " + to);
                }
            }
        }
        assertThatThrownBy(() -> db.sql("update payment_attempt set state = 'PAID' where idempotency_key = :key").param("key", attemptAt("CREATED")).update()).hasMessageContaining("cannot go");
    }

    private String attemptAt(String state) {
        String order = payments.open(newCase(), "edge", ONE_LINE);
        String key = db.sql("""
                insert into payment_attempt (order_number, attempt, idempotency_key, provider, state, language, amount_cents, return_code, opened_at, expires_at, changed_at, changed_by)
                values (:order, 1, :order || '-1', 'fake', 'CREATED', 'fr', 4500, :order, now(), now(), now(), 'APPLICATION') returning idempotency_key""").param("order", order).query(String.class).single();
        for (String next : WAYS.get(state)) db.sql("update payment_attempt set state = :next where idempotency_key = :key").param("next", next).param("key", key).update();
        return key;
    }

    @Test
    void everyEdgeHasAScenario() {
        var walked = new TreeSet<String>();
        for (Scenario scenario : scenarios()) {
            quietProvider();
            String order = scenario.order.get();
            walked.addAll(db.sql("select event from payment_step where order_number = :order").param("order", order).query(String.class).list());
        }
        assertThat(walked).containsAll(db.sql("select event from payment_edge").query(String.class).list());
    }

    private record Scenario(String name, Supplier<String> order) {
    }

    private List<Scenario> scenarios() {
        var all = new ArrayList<Scenario>();
        all.add(new Scenario("opened, authorized, captured, booked, refunded in part, then whole, contested, won", () -> {
            String order = order(newCase(), List.of(ONE_LINE.get(0), ONE_LINE.get(0)));
            var attempt = begin(order);
            becomes(attempt, State.AUTHORIZED);
            becomes(attempt, State.CAPTURED);
            runJobs();
            ledger.settled(attempt(order, 1));
            refund(order, List.of(1), true);
            contest(order, "du_a" + order, true);
            refund(order, List.of(2), true);
            contest(order, "du_b" + order, true);
            return order;
        }));
        all.add(new Scenario("refund refused before and after it was booked; contested before and after", () -> {
            String order = paid(ONE_LINE);
            refund(order, List.of(1), false);
            contest(order, "du_c" + order, true);
            ledger.settled(attempt(order, 1));
            refunds.again(refunds.of(order).get(0).number());
            resend(order, false);
            contest(order, "du_d" + order, true);
            return order;
        }));
        all.add(new Scenario("contested during a refund and won", () -> {
            String order = paid(ONE_LINE);
            payments.askRefund(order, List.of(1), Situation.PROPERTY_NOT_FOUND, Refunds.APPLICATION, order);
            runJobs();
            contest(order, "du_e" + order, true);
            return order;
        }));
        for (State state : State.values()) {
            all.add(new Scenario("silent at the opening, then " + state, () -> {
                String order = order();
                gateway.silent = true;
                assertThat(checkouts.begin(order, Language.FR).result()).isEqualTo(Checkout.Result.UNREACHABLE);
                gateway.silent = false;
                var attempt = begin(order);
                if (state == State.OPEN) return order;
                ledger.silent(attempt, "QUERY");
                becomes(attempt, state);
                return order;
            }));
            if (state == State.AUTHORIZED || state == State.OPEN) continue;
            all.add(new Scenario("authorized, then " + state, () -> {
                String order = order();
                var attempt = begin(order);
                becomes(attempt, State.AUTHORIZED);
                becomes(attempt, state);
                if (state != State.CAPTURED) becomes(attempt, State.CAPTURED);
                return order;
            }));
            all.add(new Scenario("open, then " + state, () -> {
                String order = order();
                becomes(begin(order), state);
                return order;
            }));
        }
        all.add(new Scenario("authorized, then nobody answers", () -> {
            String order = order();
            var attempt = begin(order);
            becomes(attempt, State.AUTHORIZED);
            gateway.silent = true;
            checkouts.check(order);
            return order;
        }));
        all.add(new Scenario("refused at the opening", () -> {
            String order = order();
            gateway.refusesSessions = true;
            assertThat(checkouts.begin(order, Language.FR).result()).isEqualTo(Checkout.Result.REFUSED);
            return order;
        }));
        return all;
    }

    private void refund(String order, List<Integer> lines, boolean confirmed) {
        payments.askRefund(order, lines, Situation.PROPERTY_NOT_FOUND, Refunds.APPLICATION, order + lines);
        runJobs();
        answer(order, confirmed);
    }

    private void resend(String order, boolean confirmed) {
        try {
            refunds.send(refunds.of(order).get(0).number());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        answer(order, confirmed);
    }

    private void answer(String order, boolean confirmed) {
        var all = refunds.of(order);
        var refund = all.get(all.size() - 1);
        ledger.apply("fake", gateway.notice(new PaymentGateway.Refund(refund.providerRefund(), attempt(order, 1).payment(),
                confirmed ? RefundState.CONFIRMED : RefundState.REFUSED, refund.amountCents())));
    }

    private void contest(String order, String id, boolean won) {
        String payment = attempt(order, 1).payment();
        ledger.apply("fake", gateway.notice(new Dispute(id, payment, DisputeState.OPENED, 4_500)));
        assertThat(attempt(order, 1).state()).isEqualTo("CHARGED_BACK");
        ledger.apply("fake", gateway.notice(new Dispute(id, payment,
                won ? DisputeState.WON : DisputeState.LOST, 4_500)));
    }

    @Test
    void c3ADoubleClickAndTwoTabsLeadToOnePageAndOneCapture() throws Exception {
        String order = order();
        var pages = atOnce(16, () -> checkouts.begin(order, Language.FR).page());
        assertThat(Set.copyOf(pages)).hasSize(1).doesNotContainNull();
        assertThat(ledger.attempts(order)).hasSize(1);
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey("payment-inquiry").processInstanceBusinessKey(caseOf(order)).count()).isEqualTo(1);
    }

    @Test
    void sixteenDeliveriesOfOneNoticeActOnce() throws Exception {
        String order = order();
        var notice = gateway.notice(gateway.becomes(begin(order).session(), State.CAPTURED));
        var kept = atOnce(16, () -> {
            boolean first = inbox.keep("fake", notice);
            PaidInTests.drain(inbox);
            return first;
        });
        assertThat(kept).containsOnlyOnce(true);
        assertThat(effect(notice.id())).isEqualTo(Ledger.Effect.PAID);
        runJobs();
        assertThat(letters(caseOf(order))).containsExactly("receipt");
        assertThat(refunds.of(order)).isEmpty();
    }

    @Test
    void ofTwoCapturesOfOneMomentOnePaysAndTheOtherGoesBackByItself() throws Exception {
        String order = order();
        var first = begin(order);
        becomes(first, State.DECLINED);
        var second = begin(order);
        var one = gateway.notice(gateway.becomes(first.session(), State.CAPTURED));
        var other = gateway.notice(gateway.becomes(second.session(), State.CAPTURED));
        var turn = new AtomicInteger();
        var effects = atOnce(2, () -> ledger.apply("fake", turn.getAndIncrement() == 0 ? one : other));
        assertThat(effects).containsExactlyInAnyOrder(Ledger.Effect.PAID, Ledger.Effect.SURPLUS);
        runJobs();
        assertThat(ledger.attempts(order)).filteredOn(PaymentAttempt::counted).hasSize(1);
        assertThat(refunds.of(order)).singleElement().satisfies(refund -> {
            assertThat(refund.situation()).isEqualTo("PAID_TWICE");
            assertThat(refund.amountCents()).isEqualTo(4_500);
            assertThat(refund.state()).isEqualTo("SENT");
        });
    }

    @Test
    void c4ANoticeThatComesThreeHoursLateAfterARetryGoesBack() {
        String order = order();
        var first = begin(order);
        later(Duration.ofMinutes(40));
        var second = begin(order);
        assertThat(attempt(order, 1).state()).isEqualTo("ABANDONED");
        becomes(second, State.CAPTURED);
        later(Duration.ofHours(3));
        assertThat(becomes(first, State.CAPTURED)).isEqualTo(Ledger.Effect.SURPLUS);
        runJobs();
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(gateway.refundsAsked).singleElement().satisfies(refund -> assertThat(refund.payment()).isEqualTo(attempt(order, 1).payment()));
    }

    @Test
    void whatWasCapturedWinsWhateverWasSaidBeforeOrAfter() {
        for (State before : List.of(State.DECLINED, State.EXPIRED, State.AUTHORIZED)) {
            String order = order();
            var attempt = begin(order);
            becomes(attempt, before);
            assertThat(becomes(attempt, State.CAPTURED)).as("captured after " + before).isEqualTo(Ledger.Effect.PAID);
            for (State after : List.of(State.DECLINED, State.EXPIRED, State.OPEN, State.AUTHORIZED, State.CAPTURED)) {
                assertThat(becomes(attempt, after)).as(after + " after captured").isEqualTo(Ledger.Effect.NONE);
            }
            assertThat(attempt(order, 1).state()).isEqualTo("CAPTURED");
        }
    }

    @Test
    void c5AfterThreeDeclinedAttemptsInADayOneWaitsUntilTomorrow() {
        String order = order();
        for (int i = 0; i < 3; i++) becomes(begin(order), State.DECLINED);
        assertThat(checkouts.begin(order, Language.FR).result()).isEqualTo(Checkout.Result.TOMORROW);
        later(Duration.ofHours(25));
        assertThat(begin(order).attempt()).isEqualTo(4);
    }

    @Test
    void c6APaymentTwoSecondsBeforeTheNewYearIsOfTheOldOne() {
        String order = order();
        var attempt = begin(order);
        said(gateway.becomes(attempt.session(), State.CAPTURED, Instant.parse("2027-01-01T04:59:58Z")));
        runJobs();
        assertThat(db.sql("select body from letter where case_number = :n and name = 'receipt'").param("n", caseOf(order)).query(String.class).single())
                .contains("31 décembre 2026, 23\u00a0h\u00a059").contains("Visa se terminant par 4242").contains("45,00\u00a0$ (non taxable)").contains(attempt(order, 1).payment());
    }

    @Test
    void c9AChargebackTwoMonthsLaterThatIsLostStopsTheNextOrderUntilItIsPaid() {
        String order = paid(ONE_LINE);
        String number = caseOf(order);
        long resident = db.sql("select resident_id from case_file where number = :n").param("n", number).query(Long.class).single();
        later(Duration.ofDays(60));
        contest(order, "du_c9" + order, false);
        assertThat(payments.owes(resident)).isTrue();
        String next = order(number, ONE_LINE);
        assertThat(checkouts.begin(next, Language.FR).result()).isEqualTo(Checkout.Result.OWES);
        disputes.debtPaid(order, "du_c9" + order);
        assertThat(payments.owes(resident)).isFalse();
        assertThat(checkouts.begin(next, Language.FR).result()).isEqualTo(Checkout.Result.PAY);
    }

    @Test
    void anotherAmountCurrencyOrOrderIsATaskAndNeverPaid() {
        for (int wrong = 0; wrong < 3; wrong++) {
            String order = order();
            var attempt = begin(order);
            Outcome right = gateway.becomes(attempt.session(), State.CAPTURED);
            Outcome said = new Outcome(right.session(), right.payment(), wrong == 2 ? "PAY-2026-000001-1.1" : right.order(), right.key(), State.CAPTURED,
                    wrong == 0 ? 4_499 : right.amountCents(), wrong == 1 ? "USD" : "CAD", null, null, null, right.at());
            assertThat(said(said)).isEqualTo(Ledger.Effect.DIFFERENCE);
            said(said);
            assertThat(state(order)).isEqualTo("OPEN");
            assertThat(attempt(order, 1).isCaptured()).isFalse();
            assertThat(differences.of(order)).hasSize(1);
            assertThat(tasks(caseOf(order))).as("one task, however often it is said").isEqualTo(1);
        }
    }

    @Test
    void aPaymentForAnOrderThatLapsedOrWasCancelledGoesBack() {
        for (boolean lapse : List.of(true, false)) {
            String order = order();
            var attempt = begin(order);
            runtime.deleteProcessInstance(runtime.createProcessInstanceQuery().processDefinitionKey("payment").processInstanceBusinessKey(caseOf(order)).singleResult().getId(), "the caller gives up");
            if (lapse) payments.lapse(order);
            else payments.cancel(order);
            assertThat(becomes(attempt, State.CAPTURED)).isEqualTo(Ledger.Effect.SURPLUS);
            runJobs();
            assertThat(refunds.of(order)).singleElement().satisfies(refund -> assertThat(refund.situation()).isEqualTo("PAID_TOO_LATE"));
            assertThat(state(order)).isEqualTo(lapse ? "LAPSED" : "CANCELLED");
        }
    }

    @Test
    void aPaymentWhoseCaseNoLongerWaitsGoesBackToo() {
        String order = order();
        var attempt = begin(order);
        runtime.deleteProcessInstance(runtime.createProcessInstanceQuery().processDefinitionKey("payment").processInstanceBusinessKey(caseOf(order)).singleResult().getId(), "an operator ended it");
        assertThat(becomes(attempt, State.CAPTURED)).isEqualTo(Ledger.Effect.SURPLUS);
        assertThat(state(order)).isEqualTo("CANCELLED");
    }

    @Test
    void aPaidOrderThatIsCancelledGoesBackLineByLine() {
        String order = paid(List.of(ONE_LINE.get(0), new AmountLine("payment.card.visa", "", 15_000, 750, 1_496)));
        payments.cancel(order);
        payments.cancel(order);
        runJobs();
        assertThat(refunds.of(order)).singleElement().satisfies(refund -> assertThat(refund.amountCents()).isEqualTo(4_500 + 17_246));
    }

    @Test
    void aNoticeWhileTheOrderLapsesLeavesItPaidOrGivesItBack() throws Exception {
        for (int i = 0; i < 4; i++) {
            String order = order();
            var attempt = begin(order);
            later(Duration.ofDays(40));
            var lapse = due().stream().filter(job -> job.getProcessDefinitionKey().equals("payment") && lapses(job)).findFirst().orElseThrow();
            var notice = gateway.notice(gateway.becomes(attempt.session(), State.CAPTURED));
            var turn = new AtomicInteger(i);
            atOnce(2, () -> {
                if (turn.getAndIncrement() % 2 == 0) {
                    try {
                        management.executeJob(lapse.getId());
                    } catch (RuntimeException e) {
                        // It was paid in this very moment, or is gone.
                    }
                    return null;
                }
                for (int tries = 0; tries < 3; tries++) {
                    try {
                        return ledger.apply("fake", notice);
                    } catch (OptimisticLockingException e) {
                        // As the inbox does.
                    }
                }
                throw new IllegalStateException("never took");
            });
            runJobs();
            boolean paid = state(order).equals("PAID");
            assertThat(refunds.of(order)).hasSize(paid ? 0 : 1);
            assertThat(ends("payment", caseOf(order))).contains(paid ? "endEvent_paid" : "endEvent_lapsed").doesNotContain(paid ? "endEvent_lapsed" : "endEvent_paid");
            quietProvider();
        }
    }

    @Test
    void aNoticeBeforeTheSessionWasWrittenDownFindsItsAttempt() {
        String order = order();
        gateway.afterEffect = new IllegalStateException("the machine stops between the provider and our commit");
        assertThatThrownBy(() -> checkouts.begin(order, Language.FR)).hasMessageContaining("the machine stops");
        assertThat(attempt(order, 1).session()).isNull();
        gateway.afterEffect = null;
        assertThat(checkouts.begin(order, Language.FR).page()).isEqualTo("https://pay.example.test/" + order + "-1");
        assertThat(gateway.sessionsAsked).hasSize(2).extracting(asked -> asked.key() + asked.paid() + asked.expiresAt()).as("the very same request").containsOnly(
                gateway.sessionsAsked.get(0).key() + gateway.sessionsAsked.get(0).paid() + gateway.sessionsAsked.get(0).expiresAt());
        assertThat(becomes(attempt(order, 1), State.CAPTURED)).isEqualTo(Ledger.Effect.PAID);
    }

    @Test
    void aMachineThatStopsAfterTheProviderOpenedTheSessionIsFoundByTheInquiry() {
        String order = order();
        gateway.afterEffect = new IllegalStateException("the machine stops");
        assertThatThrownBy(() -> checkouts.begin(order, Language.FR)).hasMessageContaining("the machine stops");
        gateway.afterEffect = null;
        later(Duration.ofMinutes(11));
        runJobs();
        assertThat(attempt(order, 1).state()).isEqualTo("SESSION_OPEN");
        assertThat(attempt(order, 1).page()).isEqualTo("https://pay.example.test/" + order + "-1");
    }

    @Test
    void nothingToPayIsNoOrderAndAStepHasOne() {
        String number = newCase();
        assertThatThrownBy(() -> payments.open(number, "free", List.of(new AmountLine("x", "", 0, 0, 0)))).hasMessageContaining("Nothing to pay");
        assertThatThrownBy(() -> payments.open(number, "free", List.of())).hasMessageContaining("Nothing to pay");
        assertThatThrownBy(() -> new AmountLine("x", "", -1, 0, 0)).hasMessageContaining("negative");
        String order = payments.open(number, "fee", ONE_LINE);
        assertThat(payments.open(number, "fee", List.of(new AmountLine("x", "", 1, 0, 0)))).isEqualTo(order).isEqualTo(number + ".1");
        assertThat(payments.open(number, "second", ONE_LINE)).isEqualTo(number + ".2");
        assertThatThrownBy(() -> db.sql("update payment_order set total_cents = 1 where number = :o").param("o", order).update()).hasMessageContaining("cannot change");
        assertThatThrownBy(() -> db.sql("update payment_attempt set amount_cents = 1 where idempotency_key = :k").param("k", attemptAt("CREATED")).update()).hasMessageContaining("cannot change");
    }

    @Test
    void oneRequestSentTwiceAtOnceBeginsOneRefund() throws Exception {
        String order = paid(ONE_LINE);
        var asked = atOnce(6, () -> payments.askRefund(order, List.of(1), Situation.CITY_ERROR, "martine", "sent twice " + order));
        assertThat(asked).containsOnly(order + "-R1");
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey("payment-refund").processInstanceBusinessKey(caseOf(order)).count()).isEqualTo(1);
    }

    @Test
    void refundsNeverExceedWhatWasCapturedWhoeverAsks() throws Exception {
        String order = paid(List.of(ONE_LINE.get(0), ONE_LINE.get(0), ONE_LINE.get(0)));
        var turn = new AtomicInteger();
        var asked = atOnce(9, () -> {
            int n = turn.getAndIncrement();
            try {
                return payments.askRefund(order, List.of(n % 3 + 1), Situation.CITY_ERROR, "martine", "race " + order + n);
            } catch (IllegalStateException e) {
                return "no";
            }
        });
        assertThat(asked).filteredOn(number -> !number.equals("no")).hasSize(3);
        assertThat(attempt(order, 1).refundCents()).isEqualTo(13_500);
        assertThatThrownBy(() -> db.sql("update payment_attempt set refund_cents = 13501 where idempotency_key = :k").param("k", order + "-1").update()).hasMessageContaining("refund_cents");
        assertThatThrownBy(() -> db.sql("""
                insert into payment_refund (number, order_number, refund, attempt, origin, situation, state, amount_cents, asked_by, asked_at)
                values (:o || '-R9', :o, 9, 1, :o || 'x', 'CITY_ERROR', 'ASKED', 1, 'x', now())""").param("o", order).update()).hasMessageContaining("refund_cents");
        assertThatThrownBy(() -> payments.askRefund(order, List.of(7), Situation.CITY_ERROR, "martine", "other" + order)).hasMessageContaining("none of that number");
        assertThatThrownBy(() -> payments.askRefund(order(), List.of(), Situation.CITY_ERROR, "martine", "unpaid" + order)).hasMessageContaining("was not paid");
    }

    private boolean lapses(Job job) {
        return management.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).singleResult().getActivityId().equals("event_thirtyDaysWithoutPayment");
    }

    private <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var results = new ArrayList<T>();
            for (var future : pool.invokeAll(Collections.nCopies(threads, work))) results.add(future.get());
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
