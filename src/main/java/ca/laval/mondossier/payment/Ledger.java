package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one place where what a provider says becomes what the city believes, whether a notice brought it, a query or the nightly comparison.
 * Said twice, it acts once; said late or out of order, what was captured wins. One capture pays an order; every other goes back by itself.
 */
@Component
public class Ledger {
    private final Clock clock;
    private final Payments payments;
    private final Attempts attempts;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Differences differences;
    private final PaymentThreads threads;

    Ledger(Clock clock, Payments payments, Attempts attempts, Refunds refunds, Disputes disputes, Differences differences, PaymentThreads threads) {
        this.clock = clock;
        this.payments = payments;
        this.attempts = attempts;
        this.refunds = refunds;
        this.disputes = disputes;
        this.differences = differences;
        this.threads = threads;
    }

    /** What it changed. */
    enum Effect { NONE, MOVED, PAID, SURPLUS, DIFFERENCE, IGNORED }

    /** A verified notice, which the inbox gives once. */
    @Transactional
    Effect apply(String provider, Notice notice) {
        return notice.outcome().map(outcome -> apply(provider, outcome, "NOTICE"))
                .or(() -> notice.refund().map(refund -> refunds.answered(provider, refund)))
                .or(() -> notice.dispute().map(dispute -> disputes.apply(provider, dispute)))
                .orElse(Effect.IGNORED);
    }

    /** @param by NOTICE, QUERY or RECONCILIATION */
    @Transactional
    Effect apply(String provider, Outcome outcome, String by) {
        Optional<PaymentAttempt> found = find(provider, outcome);
        if (found.isEmpty()) return differences.unknown(provider, outcome);
        PaymentOrder order = payments.lock(found.get().order());
        // Read again under the order's lock.
        PaymentAttempt attempt = attempts.find(order.number(), found.get().attempt()).orElseThrow();
        if (isMoney(outcome.state()) && !fits(attempt, outcome)) return differences.mismatch(order, attempt, outcome);
        Effect effect = move(order, opened(attempt, outcome, by), outcome, by);
        if (outcome.state() == State.CAPTURED) attempts.card(attempt, outcome.brand(), outcome.lastFour(), outcome.authorization());
        return effect;
    }

    Optional<PaymentAttempt> find(String provider, Outcome outcome) {
        return Optional.ofNullable(outcome.key()).flatMap(attempts::byKey).filter(attempt -> attempt.provider().equals(provider))
                .or(() -> Optional.ofNullable(outcome.session()).flatMap(session -> attempts.bySession(provider, session)));
    }

    private static boolean isMoney(State state) {
        return state == State.CAPTURED || state == State.AUTHORIZED;
    }

    private static boolean fits(PaymentAttempt attempt, Outcome outcome) {
        return outcome.amountCents() == attempt.amountCents() && "CAD".equalsIgnoreCase(outcome.currency()) && attempt.order().equals(outcome.order())
                && (outcome.session() == null || attempt.session() == null || attempt.session().equals(outcome.session()));
    }

    /** A notice may come before we wrote down which session was opened. */
    private PaymentAttempt opened(PaymentAttempt attempt, Outcome outcome, String by) {
        boolean unopened = attempt.is("CREATED") || attempt.is("UNKNOWN") && (attempt.session() == null || outcome.state() == State.OPEN);
        return unopened && outcome.session() != null ? attempts.open(attempt, outcome.session(), null, null, by) : attempt;
    }

    private Effect move(PaymentOrder order, PaymentAttempt attempt, Outcome outcome, String by) {
        return switch (outcome.state()) {
            case OPEN -> Effect.NONE;
            case AUTHORIZED -> attempt.is("SESSION_OPEN") || attempt.is("UNKNOWN") ? moved(attempt, "AUTHORIZED", by) : Effect.NONE;
            case DECLINED -> attempt.isLive() && !attempt.is("CREATED") ? moved(attempt, "DECLINED", by) : Effect.NONE;
            case EXPIRED -> attempt.isLive() ? moved(attempt, "ABANDONED", by) : Effect.NONE;
            case CAPTURED -> attempt.isCaptured() ? Effect.NONE : captured(order, attempt.is("CREATED") ? attempts.move(attempt, "UNKNOWN", by) : attempt, outcome, by);
        };
    }

    private Effect moved(PaymentAttempt attempt, String state, String by) {
        attempts.move(attempt, state, by);
        return Effect.MOVED;
    }

    private Effect captured(PaymentOrder order, PaymentAttempt attempt, Outcome outcome, String by) {
        // A case that no longer waits, withdrawn in this very moment or ended by an operator, is not paid: the money goes back.
        boolean pays = order.isOpen() && threads.paid(order.caseNumber(), order.number());
        PaymentAttempt captured = attempts.capture(attempt, outcome.payment(), outcome.at(), pays, by);
        if (pays) {
            payments.close(order.number(), "PAID");
            return Effect.PAID;
        }
        payments.close(order.number(), "CANCELLED");
        refunds.surplus(captured, order.isPaid() ? Situation.PAID_TWICE : Situation.PAID_TOO_LATE);
        return Effect.SURPLUS;
    }

    /** The provider's answer to the opening of a session. */
    @Transactional
    PaymentAttempt sessionOpened(PaymentAttempt asked, String session, String page, java.time.Instant expiresAt) {
        payments.lock(asked.order());
        PaymentAttempt attempt = attempts.find(asked.order(), asked.attempt()).orElseThrow();
        boolean news = attempt.is("CREATED") || attempt.is("UNKNOWN");
        return news ? attempts.open(attempt, session, page, expiresAt, "APPLICATION") : attempts.page(attempt, page, expiresAt);
    }

    /** The provider gave no answer: nobody knows. Nothing changes where the end is known already. */
    @Transactional
    void silent(PaymentAttempt asked, String by) {
        payments.lock(asked.order());
        PaymentAttempt attempt = attempts.find(asked.order(), asked.attempt()).orElseThrow();
        if (attempt.isLive() && !attempt.is("UNKNOWN")) attempts.move(attempt, "UNKNOWN", by);
    }

    /** Nobody will pay through this attempt any more, as far as one can know. */
    @Transactional
    void abandon(PaymentAttempt asked, String by) {
        payments.lock(asked.order());
        PaymentAttempt attempt = attempts.find(asked.order(), asked.attempt()).orElseThrow();
        if (attempt.isLive()) attempts.move(attempt, "ABANDONED", by);
    }

    /**
     * What a member of the staff found out at the provider.
     *
     * @param reference the provider's of the payment, when it was captured
     */
    @Transactional
    public void reconcile(String orderNumber, int number, boolean captured, String reference, String staff) {
        PaymentOrder order = payments.lock(orderNumber);
        PaymentAttempt attempt = attempts.find(orderNumber, number).orElseThrow();
        if (attempt.isCaptured()) return;
        if (!captured) {
            if (attempt.isLive()) attempts.move(attempt, "ABANDONED", staff);
            return;
        }
        PaymentAttempt open = attempt.is("CREATED") ? attempts.move(attempt, "UNKNOWN", staff) : attempt;
        captured(order, open, new Outcome(open.session(), reference, orderNumber, open.key(), State.CAPTURED, open.amountCents(), "CAD", null, null, null, clock.instant()), staff);
    }

    /** The provider's books have it too. */
    @Transactional
    void settled(PaymentAttempt seen) {
        payments.lock(seen.order());
        attempts.settled(seen);
        PaymentAttempt attempt = attempts.find(seen.order(), seen.attempt()).orElseThrow();
        if (attempt.is("CAPTURED")) attempts.move(attempt, "SETTLED", "RECONCILIATION");
    }

    /** Whether the end of an attempt is known. */
    @Transactional(readOnly = true)
    public boolean knows(String order, int attempt) {
        return attempts.find(order, attempt).map(found -> !found.isLive()).orElse(true);
    }

    /** The attempts of an order, oldest first. */
    public List<PaymentAttempt> attempts(String order) {
        return attempts.of(order);
    }
}
