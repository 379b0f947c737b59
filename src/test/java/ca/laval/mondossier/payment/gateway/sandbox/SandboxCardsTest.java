package ca.laval.mondossier.payment.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Booked;
import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayRefused;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewRefund;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewSession;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.RefundState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Session;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What each of the sandbox's cards does to an order, seen through the port alone. */
class SandboxCardsTest extends SandboxTest {
    @Autowired
    private PlatformTransactionManager transactions;

    @ParameterizedTest
    @EnumSource(SandboxCard.class)
    void everyNumberIsOneThatTerminalsAccept(SandboxCard card) {
        int[] digits = card.number().replace(" ", "").chars().map(Character::getNumericValue).toArray();
        assertThat(digits).hasSize(16);
        assertThat(IntStream.range(0, 16).map(i -> i % 2 == 1 ? digits[i] : digits[i] * 2 % 10 + digits[i] * 2 / 10).sum() % 10).isZero();
    }

    @Test
    void paid() throws Exception {
        Session session = open("fr", 17_246);
        assertThat(state(session)).isEqualTo(State.OPEN);
        assertThat(pay(session, SandboxCard.PAID)).isEqualTo("/files/x?paid");
        var outcome = outcome(session);
        assertThat(outcome.state()).isEqualTo(State.CAPTURED);
        assertThat(outcome.amountCents()).isEqualTo(17_246);
        assertThat(outcome.currency()).isEqualTo("CAD");
        assertThat(outcome.brand()).isEqualTo("visa");
        assertThat(outcome.lastFour()).isEqualTo("4242");
        assertThat(outcome.authorization()).matches("\\d{6}");
        Notice notice = arrived().get(0);
        assertThat(arrived()).hasSize(1);
        assertThat(notice.type()).isEqualTo("checkout.session.completed");
        assertThat(notice.refund()).isEmpty();
        assertThat(notice.dispute()).isEmpty();
        var told = notice.outcome().orElseThrow();
        assertThat(told.session()).isEqualTo(session.id());
        assertThat(told.payment()).isEqualTo(outcome.payment());
        assertThat(told.order()).isEqualTo(outcome.order());
        assertThat(told.key()).isEqualTo(outcome.order() + "-1");
        assertThat(told.state()).isEqualTo(State.CAPTURED);
        assertThat(told.amountCents()).isEqualTo(17_246);
        // A page that was paid does not expire.
        later(Duration.ofHours(1));
        assertThat(arrived()).hasSize(1);
        assertThat(state(session)).isEqualTo(State.CAPTURED);
    }

    @Test
    void declined() throws Exception {
        Session session = open("fr", 4500);
        assertThat(pay(session, SandboxCard.DECLINED)).isEqualTo(session.page().getPath());
        assertThat(visitor().get(session.page().getPath()).text()).contains("La banque a refusé la carte");
        assertThat(state(session)).isEqualTo(State.DECLINED);
        var told = arrived().get(0).outcome().orElseThrow();
        assertThat(told.state()).isEqualTo(State.DECLINED);
        assertThat(told.session()).as("as at Stripe").isNull();
        assertThat(told.key()).isEqualTo(outcome(session).key());
        // Another card needs another attempt.
        pay(session, SandboxCard.PAID);
        later(Duration.ofDays(1));
        assertThat(state(session)).isEqualTo(State.DECLINED);
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void noAnswer() throws Exception {
        Session session = open("fr", 4500);
        assertThat(pay(session, SandboxCard.NO_ANSWER)).isEqualTo(session.page().getPath());
        var page = visitor().get(session.page().getPath());
        assertThat(page.text()).contains("La carte a été acceptée, mais la Ville n’en est pas avisée");
        assertThat(page.document().select("main a, main form")).as("no way back").isEmpty();
        later(Duration.ofDays(30));
        assertThat(arrived()).isEmpty();
        assertThat(state(session)).isEqualTo(State.CAPTURED);
    }

    @Test
    void lateAnswer() throws Exception {
        Session session = open("fr", 4500);
        assertThat(pay(session, SandboxCard.LATE)).isEqualTo("/files/x?paid");
        later(Duration.ofMinutes(179));
        assertThat(arrived()).isEmpty();
        assertThat(state(session)).as("neither paid nor expired").isEqualTo(State.OPEN);
        assertThat(outcome(session).authorization()).isNull();
        later(Duration.ofMinutes(1));
        assertThat(arrived()).hasSize(1);
        assertThat(state(session)).isEqualTo(State.CAPTURED);
    }

    @Test
    void doubleNotice() throws Exception {
        Session session = open("fr", 4500);
        pay(session, SandboxCard.DOUBLE_NOTICE);
        assertThat(outcome(session).brand()).isEqualTo("mastercard");
        assertThat(arrived()).hasSize(2).extracting(Notice::id).containsOnly(arrived().get(0).id());
    }

    @Test
    void capturedAfterFailed() throws Exception {
        Session session = open("fr", 4500);
        assertThat(pay(session, SandboxCard.CAPTURED_AFTER_FAILED)).isEqualTo(session.page().getPath());
        assertThat(state(session)).isEqualTo(State.DECLINED);
        assertThat(arrived()).extracting(Notice::type).containsExactly("payment_intent.payment_failed");
        later(Duration.ofMinutes(5));
        assertThat(state(session)).isEqualTo(State.CAPTURED);
        assertThat(arrived()).extracting(notice -> notice.outcome().orElseThrow().state()).containsExactly(State.DECLINED, State.CAPTURED);
        assertThat(arrived()).extracting(notice -> notice.outcome().orElseThrow().payment()).containsOnly(outcome(session).payment());
    }

    @Test
    void refundRefused() throws Exception {
        Session session = open("fr", 4500);
        assertThat(pay(session, SandboxCard.REFUND_REFUSED)).isEqualTo("/files/x?paid");
        String payment = outcome(session).payment();
        var refund = gateway.refund(new NewRefund("r1", payment, 4500));
        assertThat(refund.state()).isEqualTo(RefundState.REFUSED);
        assertThat(gateway.queryRefund(refund.id())).isEqualTo(refund);
        later(Duration.ofDays(1));
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void chargedBack() throws Exception {
        Session session = open("fr", 4500);
        pay(session, SandboxCard.CHARGED_BACK);
        assertThat(arrived()).hasSize(1);
        later(Duration.ofMinutes(10));
        assertThat(arrived().get(1).dispute().orElseThrow().state()).isEqualTo(DisputeState.OPENED);
        later(Duration.ofDays(7));
        var lost = arrived().get(2).dispute().orElseThrow();
        assertThat(lost.state()).isEqualTo(DisputeState.LOST);
        assertThat(lost.payment()).isEqualTo(outcome(session).payment());
        assertThat(lost.amountCents()).isEqualTo(4500);
        assertThat(lost.id()).isEqualTo(arrived().get(1).dispute().orElseThrow().id());
    }

    @Test
    void aRefundIsPendingThenConfirmedAndNeverMoreThanWasPaid() throws Exception {
        Session session = open("en", 4500);
        assertThat(gateway.refund(new NewRefund("before", "pi_unknown", 1)).state()).isEqualTo(RefundState.REFUSED);
        pay(session, SandboxCard.PAID);
        String payment = outcome(session).payment();
        var refund = gateway.refund(new NewRefund("a", payment, 3500));
        assertThat(refund.state()).isEqualTo(RefundState.PENDING);
        assertThat(gateway.refund(new NewRefund("a", payment, 3500)).id()).as("the same key").isEqualTo(refund.id());
        assertThatThrownBy(() -> gateway.refund(new NewRefund("a", payment, 1))).isInstanceOf(GatewayUnreachable.class);
        assertThat(gateway.refund(new NewRefund("b", payment, 1001)).state()).isEqualTo(RefundState.REFUSED);
        assertThat(gateway.refund(new NewRefund("c", payment, 1000)).state()).isEqualTo(RefundState.PENDING);
        assertThat(gateway.refund(new NewRefund("d", payment, 1)).state()).isEqualTo(RefundState.REFUSED);
        assertThat(gateway.refund(new NewRefund("e", payment, -5)).state()).isEqualTo(RefundState.REFUSED);
        assertThat(arrived()).hasSize(1);
        later(Duration.ofMinutes(1));
        assertThat(gateway.queryRefund(refund.id()).state()).isEqualTo(RefundState.CONFIRMED);
        assertThat(arrived()).hasSize(3);
        assertThat(arrived().get(1).refund().orElseThrow()).isEqualTo(gateway.queryRefund(refund.id()));
        assertThatThrownBy(() -> gateway.queryRefund("re_unknown")).isInstanceOf(GatewayUnreachable.class);
    }

    @Test
    void refundsAtTheSameMomentTogetherGiveNoMoreThanWasPaid() throws Exception {
        Session session = open("en", 4500);
        pay(session, SandboxCard.PAID);
        String payment = outcome(session).payment();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var answers = pool.invokeAll(IntStream.range(0, 8).<Callable<RefundState>>mapToObj(i -> () -> gateway.refund(new NewRefund("race" + i, payment, 4500)).state()).toList());
            int pending = 0;
            for (var answer : answers) if (answer.get() == RefundState.PENDING) pending++;
            assertThat(pending).isEqualTo(1);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void theSameKeyIsTheSameSessionAndOtherContentIsRefused() throws Exception {
        NewSession order = order("fr", 4500);
        Session first = gateway.createSession(order);
        assertThat(gateway.createSession(order)).isEqualTo(first);
        assertThat(first.page().toString()).isEqualTo("http://localhost:" + port + "/sandbox/checkout/" + first.id());
        assertThatThrownBy(() -> gateway.createSession(new NewSession(order.key(), order.order(), 4600, "fr", "x", order.paid(), order.cancelled(), order.expiresAt())))
                .isInstanceOf(GatewayRefused.class);
        for (long cents : new long[] {0, -1, 49, 100_000_000}) {
            assertThatThrownBy(() -> gateway.createSession(order("fr", cents))).as("%d cents", cents).isInstanceOf(GatewayRefused.class);
        }
        assertThatThrownBy(() -> gateway.createSession(new NewSession("k", "o", 4600, "fr", "x", URI.create("javascript:alert(1)"), order.cancelled(), order.expiresAt())))
                .isInstanceOf(GatewayRefused.class);
        assertThat(gateway.query("cs_unknown")).isEmpty();
    }

    @Test
    void whatTheProviderDidStaysDoneWhenOurStepFails() throws Exception {
        NewSession order = order("fr", 4500);
        String id = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            try {
                return gateway.createSession(order).id();
            } catch (GatewayRefused e) {
                throw new AssertionError(e);
            }
        });
        assertThat(gateway.query(id)).isPresent();
        assertThat(gateway.createSession(order).id()).isEqualTo(id);
    }

    @Test
    void aPageThatNobodyUsesExpiresAndSaysSo() throws Exception {
        Session session = open("fr", 4500);
        later(Duration.ofMinutes(30));
        assertThat(state(session)).isEqualTo(State.EXPIRED);
        assertThat(arrived().get(0).outcome().orElseThrow().state()).isEqualTo(State.EXPIRED);
        provider.enter(session.id(), SandboxCard.PAID);
        assertThat(state(session)).isEqualTo(State.EXPIRED);
    }

    @Test
    void twoClicksAreOnePayment() throws Exception {
        Session session = open("fr", 4500);
        var pool = Executors.newFixedThreadPool(4);
        try {
            var browsers = IntStream.range(0, 8).mapToObj(i -> visitor()).toList();
            browsers.forEach(browser -> browser.get(session.page().getPath()));
            for (var done : pool.invokeAll(browsers.stream().<Callable<String>>map(browser -> () -> browser.post(session.page().getPath(), "number", SandboxCard.PAID.number()).location()).toList())) {
                assertThat(done.get()).isEqualTo("/files/x?paid");
            }
        } finally {
            pool.shutdown();
        }
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void theDaysBookingsAreThoseOfLavalsDay() throws Exception {
        ClockUtil.setCurrentTime(java.util.Date.from(Instant.parse("2027-01-01T04:59:58Z")));
        Session lastYear = open("fr", 4500);
        pay(lastYear, SandboxCard.PAID);
        String payment = outcome(lastYear).payment();
        gateway.refund(new NewRefund("r", payment, 1000));
        pay(open("fr", 2500), SandboxCard.DECLINED);
        Session late = open("fr", 2500);
        pay(late, SandboxCard.LATE);
        assertThat(gateway.booked(LocalDate.parse("2026-12-31"))).containsExactly(
                new Booked("PAYMENT", payment, payment, outcome(lastYear).order(), 4500, "CAD", Instant.parse("2027-01-01T04:59:58Z")));
        assertThat(gateway.booked(LocalDate.parse("2027-01-01"))).isEmpty();
        later(Duration.ofHours(4));
        assertThat(gateway.booked(LocalDate.parse("2027-01-01"))).extracting(Booked::kind, Booked::payment, Booked::order, Booked::amountCents).containsExactly(
                org.assertj.core.groups.Tuple.tuple("REFUND", payment, null, 1000L),
                org.assertj.core.groups.Tuple.tuple("PAYMENT", outcome(late).payment(), outcome(late).order(), 2500L));
        assertThat(gateway.booked(LocalDate.parse("2026-12-31"))).hasSize(1);
        assertThat(List.of(gateway.name())).containsExactly("sandbox");
    }
}
