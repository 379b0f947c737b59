package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ca.laval.mondossier.engine.RequestsFirst;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Dispute;
import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Between a notice's answer and its effect: what stops there goes on, in the payment's order, and what never succeeds is somebody's. */
class InboxTest extends PaymentTest {
    @Autowired
    private Gateways gateways;
    @Autowired
    private PlatformTransactionManager transactions;
    private InboxWorkers workers;

    @BeforeEach
    void emptyInbox() {
        db.sql("delete from payment_notice where worked_at is null").update();
        workers = new InboxWorkers(inbox, new RequestsFirst(), true);
    }

    @AfterEach
    void stop() throws InterruptedException {
        workers.stop();
        db.sql("delete from payment_notice where worked_at is null").update();
    }

    private static void until(BooleanSupplier reached) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); !reached.getAsBoolean(); LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5))) {
            if (System.nanoTime() > end) fail("not in 30 seconds");
        }
    }

    private Notice captured(String order) {
        return gateway.notice(gateway.becomes(begin(order).session(), State.CAPTURED));
    }

    private Notice kept(Notice notice) {
        assertThat(inbox.keep("fake", notice)).isTrue();
        return notice;
    }

    private int failures(Notice notice) {
        return db.sql("select failures from payment_notice where id = :id").param("id", notice.id()).query(Integer.class).single();
    }

    private String kindOfEffect(Notice notice) {
        return db.sql("select coalesce(effect, '') from payment_notice where id = :id").param("id", notice.id()).query(String.class).single();
    }

    @Test
    void theRequestThatBringsANoticeWakesAWorkerAtOnce() throws Exception {
        String order = order();
        String id = captured(order).id();
        var request = new MockHttpServletRequest();
        request.setContent(id.getBytes(StandardCharsets.UTF_8));
        request.addHeader("Stripe-Signature", gateway.sign(id));
        // Not started: nothing but the request wakes them.
        assertThat(new NoticeEndpoint(gateways, inbox, workers).take("fake", request).getStatusCode().value()).isEqualTo(200);
        until(() -> state(order).equals("PAID"));
        assertThat(effect(id)).isEqualTo(Ledger.Effect.PAID);
    }

    @Test
    void whatWasAnsweredBeforeTheMachineStoppedIsWorkedOffAfterItsStart() {
        String order = order();
        Notice notice = kept(captured(order));
        assertThat(state(order)).isEqualTo("OPEN");
        workers.start();
        until(() -> effect(notice.id()) == Ledger.Effect.PAID);
        assertThat(state(order)).isEqualTo("PAID");
    }

    @Test
    void twoNoticesOfOnePaymentAreWorkedOffInTheirOrderAndOtherPaymentsPassThem() {
        String order = order();
        String other = order();
        Notice captured = kept(captured(order));
        Notice contested = kept(gateway.notice(new Dispute("du_" + order, captured.outcome().orElseThrow().payment(), DisputeState.OPENED, 4_500)));
        Notice another = kept(captured(other));
        CompletableFuture<Void> slow = new TransactionTemplate(transactions).execute(status -> {
            payments.lock(order);
            var first = CompletableFuture.runAsync(() -> PaidInTests.drain(inbox));
            // One thread waits for the order with its notice in hand; a second one has the other payment's to itself.
            until(() -> db.sql("select count(*) from pg_locks where not granted").query(Integer.class).single() > 0);
            CompletableFuture.runAsync(() -> PaidInTests.drain(inbox)).orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(kindOfEffect(another)).isEqualTo("PAID");
            assertThat(kindOfEffect(contested)).as("waits for its turn").isEmpty();
            return first;
        });
        slow.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(effect(captured.id())).isEqualTo(Ledger.Effect.PAID);
        assertThat(effect(contested.id())).as("a payment that the ledger knows").isEqualTo(Ledger.Effect.MOVED);
        assertThat(attempt(order, 1).state()).isEqualTo("CHARGED_BACK");
    }

    @Test
    void aNoticeThatFailsHoldsUpNoOtherAndIsInTheEndAPersonsTask() {
        Notice wrong = impossible();
        String order = wrong.outcome().orElseThrow().order();
        String other = order();
        Notice right = kept(captured(other));
        PaidInTests.drain(inbox);
        assertThat(kindOfEffect(right)).isEqualTo("PAID");
        assertThat(failures(wrong)).isEqualTo(1);
        PaidInTests.drain(inbox);
        assertThat(failures(wrong)).as("put off").isEqualTo(1);
        for (Duration wait : List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10))) {
            later(wait);
            PaidInTests.drain(inbox);
        }
        assertThat(failures(wrong)).isEqualTo(6);
        assertThat(differences.of(order)).isEmpty();
        later(Duration.ofMinutes(30));
        PaidInTests.drain(inbox);
        assertThat(kindOfEffect(wrong)).isEqualTo("FAILED");
        assertThat(differences.of(order)).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo("NOTICE");
            assertThat(difference.reference()).isEqualTo(wrong.id());
            assertThat(difference.providerCents()).isEqualTo(4_500);
        });
        assertThat(tasks(caseOf(order))).isEqualTo(1);
        assertThat(state(order)).isEqualTo("OPEN");
        later(Duration.ofDays(1));
        PaidInTests.drain(inbox);
        assertThat(failures(wrong)).as("it is the person's now").isEqualTo(7);
        act("martine", caseOf(order), Map.of("reconciliation", "captured", "providerReference", "pi_of_" + order));
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(differences.of(order)).allMatch(difference -> "martine".equals(difference.settledBy()));
    }

    /** A capture under the name of another order's payment, which the table of the attempts refuses each time. */
    private Notice impossible() {
        String paid = paid(ONE_LINE);
        String order = order();
        Outcome said = gateway.becomes(begin(order).session(), State.CAPTURED);
        return kept(gateway.notice(new Outcome(said.session(), attempt(paid, 1).payment(), order, said.key(), State.CAPTURED, said.amountCents(), "CAD", null, null, null, said.at())));
    }

    @Test
    void aNoticeThatSucceedsLateHasItsEffectOnce() {
        Notice wrong = impossible();
        String order = wrong.outcome().orElseThrow().order();
        PaidInTests.drain(inbox);
        assertThat(failures(wrong)).isEqualTo(1);
        db.sql("update payment_notice set said = jsonb_set(said, '{outcome,payment}', '\"pi_right\"') where id = :id").param("id", wrong.id()).update();
        later(Duration.ofSeconds(1));
        PaidInTests.drain(inbox);
        PaidInTests.drain(inbox);
        assertThat(effect(wrong.id())).isEqualTo(Ledger.Effect.PAID);
        assertThat(state(order)).isEqualTo("PAID");
        runJobs();
        assertThat(letters(caseOf(order))).containsExactly("receipt");
    }

    @Test
    void everyKindOfNoticeIsReadAsItWasSaid() {
        String order = paid(ONE_LINE);
        String payment = attempt(order, 1).payment();
        Notice refund = kept(gateway.notice(new PaymentGateway.Refund("re_stranger" + order, payment, PaymentGateway.RefundState.CONFIRMED, 100)));
        Notice dispute = kept(gateway.notice(new Dispute("du_" + order, payment, DisputeState.OPENED, 4_500)));
        Notice nothing = kept(gateway.notice("customer.created"));
        PaidInTests.drain(inbox);
        assertThat(List.of(kindOfEffect(refund), kindOfEffect(dispute), kindOfEffect(nothing))).containsExactly("DIFFERENCE", "MOVED", "IGNORED");
        assertThat(differences.of(order)).singleElement().satisfies(difference -> assertThat(difference.kind()).isEqualTo("REFUND_MISSING_HERE"));
    }
}
