package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayRefused;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewRefund;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewSession;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Refund;
import ca.laval.mondossier.payment.gateway.PaymentGateway.RefundState;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The inside of the sandbox: what a payment provider does in its own house. Each step is a transaction of its own, because what a provider
 * did stays done when our step fails.
 */
@Component
@WhenSandbox
public class SandboxProvider {
    /** What Stripe asks for at least, and at most. */
    private static final long LEAST_CENTS = 50;
    private static final long MOST_CENTS = 99_999_999;

    private static final Duration LATE = Duration.ofHours(3);
    private static final Duration SECOND_THOUGHT = Duration.ofMinutes(5);
    private static final Duration REFUND = Duration.ofMinutes(1);
    private static final Duration DISPUTE = Duration.ofMinutes(10);
    private static final Duration DISPUTE_CLOSED = Duration.ofDays(7);

    private final JdbcClient db;
    private final Clock clock;
    private final SandboxOutbox outbox;
    private final TransactionTemplate ownTransaction;

    SandboxProvider(JdbcClient db, Clock clock, SandboxOutbox outbox, PlatformTransactionManager transactions) {
        this.db = db;
        this.clock = clock;
        this.outbox = outbox;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    SandboxSession open(NewSession asked) throws GatewayRefused {
        if (asked.amountCents() < LEAST_CENTS || asked.amountCents() > MOST_CENTS) throw new GatewayRefused("The sandbox takes from $0.50 to $999,999.99");
        if (!isWeb(asked.paid()) || !isWeb(asked.cancelled())) throw new GatewayRefused("The addresses to come back to must begin with http");
        if (!asked.expiresAt().isAfter(now())) throw new GatewayRefused("The page would expire before it opens");
        SandboxSession session = ownTransaction.execute(status -> openOnce(asked));
        boolean same = session.order().equals(asked.order()) && session.amountCents() == asked.amountCents() && session.paid().equals(asked.paid())
                && session.cancelled().equals(asked.cancelled());
        if (!same) throw new GatewayRefused("The key was used for another payment");
        return session;
    }

    private SandboxSession openOnce(NewSession asked) {
        boolean isNew = db.sql("""
                insert into sandbox_session (id, request_key, order_number, amount_cents, language, description, paid_url, cancelled_url, opened_at, expires_at)
                values (:id, :key, :order, :cents, :language, :description, :paid, :cancelled, :now, :expires) on conflict (request_key) do nothing""")
                .param("id", SandboxIds.session()).param("key", asked.key()).param("order", asked.order()).param("cents", asked.amountCents())
                .param("language", Language.of(asked.language()).code()).param("description", asked.description()).param("paid", asked.paid().toString())
                .param("cancelled", asked.cancelled().toString()).param("now", Timestamp.from(now())).param("expires", Timestamp.from(asked.expiresAt())).update() == 1;
        SandboxSession session = db.sql("select * from sandbox_session where request_key = :key").param("key", asked.key()).query(SandboxProvider::session).single();
        if (isNew) outbox.expired(session);
        return session;
    }

    Optional<SandboxSession> find(String id) {
        return db.sql("select * from sandbox_session where id = :id").param("id", id).query(SandboxProvider::session).optional();
    }

    Optional<SandboxSession> paidBy(String payment) {
        return db.sql("select * from sandbox_session where payment = :payment").param("payment", payment).query(SandboxProvider::session).optional();
    }

    /** A card is entered on a session's page, once: a second click, a second card and an expired page change nothing. */
    public void enter(String id, SandboxCard card) {
        ownTransaction.executeWithoutResult(status -> {
            boolean taken = db.sql("""
                    update sandbox_session set card = :card, brand = :brand, last_four = :four, entered_at = :now, payment = :payment, captured_at = :captured::timestamptz
                    where id = :id and card is null and expires_at > :now""").param("card", card.name()).param("brand", card.brand()).param("four", card.lastFour())
                    .param("now", Timestamp.from(now())).param("payment", SandboxIds.payment()).param("captured", timestamp(capture(card)))
                    .param("id", id).update() == 1;
            if (taken) tell(find(id).orElseThrow());
        });
    }

    private Instant capture(SandboxCard card) {
        return switch (card) {
            case DECLINED -> null;
            case LATE -> now().plus(LATE);
            case CAPTURED_AFTER_FAILED -> now().plus(SECOND_THOUGHT);
            default -> now();
        };
    }

    private void tell(SandboxSession session) {
        outbox.doesNotExpire(session.id());
        switch (session.card()) {
            case NO_ANSWER -> { }
            case DECLINED -> outbox.declined(session, session.enteredAt());
            case CAPTURED_AFTER_FAILED -> {
                outbox.declined(session, session.enteredAt());
                outbox.captured(session, session.capturedAt(), 1);
            }
            case DOUBLE_NOTICE -> outbox.captured(session, session.capturedAt(), 2);
            case CHARGED_BACK -> {
                outbox.captured(session, session.capturedAt(), 1);
                String dispute = dispute(session, session.capturedAt().plus(DISPUTE));
                close(dispute, session, session.capturedAt().plus(DISPUTE_CLOSED), true);
            }
            default -> outbox.captured(session, session.capturedAt(), 1);
        }
    }

    Refund refund(NewRefund asked) {
        return ownTransaction.execute(status -> {
            // Two refunds of one payment come one after the other, so that together they never exceed it.
            var paid = db.sql("select * from sandbox_session where payment = :payment for update").param("payment", asked.payment()).query(SandboxProvider::session).optional();
            if (paid.isEmpty()) return new Refund(null, asked.payment(), RefundState.REFUSED, asked.amountCents());
            var earlier = refundOf("request_key", asked.key());
            return earlier.orElseGet(() -> refundOnce(asked, paid.get()));
        });
    }

    private Refund refundOnce(NewRefund asked, SandboxSession paid) {
        long given = db.sql("select coalesce(sum(amount_cents), 0) from sandbox_refund where payment = :payment and not refused").param("payment", asked.payment())
                .query(Long.class).single();
        boolean possible = paid.card() != SandboxCard.REFUND_REFUSED && paid.capturedAt() != null && !paid.capturedAt().isAfter(now())
                && asked.amountCents() > 0 && given + asked.amountCents() <= paid.amountCents();
        String id = SandboxIds.refund();
        Instant confirmed = now().plus(REFUND);
        db.sql("""
                insert into sandbox_refund (id, request_key, payment, amount_cents, refused, asked_at, confirmed_at)
                values (:id, :key, :payment, :cents, :refused, :now, :confirmed)""").param("id", id).param("key", asked.key()).param("payment", asked.payment())
                .param("cents", Math.max(1, asked.amountCents())).param("refused", !possible).param("now", Timestamp.from(now())).param("confirmed", Timestamp.from(confirmed)).update();
        if (possible) outbox.refunded(id, asked.payment(), asked.amountCents(), confirmed);
        return refundOf("id", id).orElseThrow();
    }

    Optional<Refund> refund(String id) {
        return refundOf("id", id);
    }

    private Optional<Refund> refundOf(String column, String value) {
        return db.sql("select id, payment, amount_cents, refused, confirmed_at from sandbox_refund where " + column + " = :value").param("value", value).query((row, i) -> {
            boolean pending = instant(row, "confirmed_at").isAfter(now());
            var state = row.getBoolean("refused") ? RefundState.REFUSED : pending ? RefundState.PENDING : RefundState.CONFIRMED;
            return new Refund(row.getString("id"), row.getString("payment"), state, row.getLong("amount_cents"));
        }).optional();
    }

    /** The cardholder contests the payment at their bank; once per payment. */
    public void chargeBack(String payment) {
        ownTransaction.executeWithoutResult(status -> paidBy(payment).filter(paid -> paid.capturedAt() != null && !paid.capturedAt().isAfter(now()))
                .ifPresent(paid -> dispute(paid, now())));
    }

    /** The bank decides about an open dispute, once. */
    public void decide(String payment, boolean lost) {
        ownTransaction.executeWithoutResult(status -> db.sql("select id from sandbox_dispute where payment = :payment and opened_at <= :now and closed_at is null for update")
                .param("payment", payment).param("now", Timestamp.from(now())).query(String.class).optional()
                .ifPresent(dispute -> close(dispute, paidBy(payment).orElseThrow(), now(), lost)));
    }

    /** The latest payments, newest first. */
    List<SandboxPayment> latest(int most) {
        return db.sql("""
                select session.*, (select coalesce(sum(amount_cents), 0) from sandbox_refund refund where refund.payment = session.payment and not refused) refunded,
                    dispute.opened_at <= :now disputed, dispute.closed_at <= :now closed, dispute.lost
                from sandbox_session session left join sandbox_dispute dispute using (payment) where session.payment is not null order by entered_at desc, id limit :most""")
                .param("now", Timestamp.from(now())).param("most", most).query((row, i) -> {
                    SandboxSession session = session(row, i);
                    String dispute = !row.getBoolean("disputed") ? "none" : !row.getBoolean("closed") ? "open" : row.getBoolean("lost") ? "lost" : "won";
                    return new SandboxPayment(session, session.state(now()), row.getLong("refunded"), dispute);
                }).list();
    }

    private String dispute(SandboxSession paid, Instant at) {
        String id = SandboxIds.dispute();
        boolean isNew = db.sql("insert into sandbox_dispute (id, payment, opened_at, lost) values (:id, :payment, :at, false) on conflict (payment) do nothing")
                .param("id", id).param("payment", paid.payment()).param("at", Timestamp.from(at)).update() == 1;
        if (isNew) outbox.disputed(id, paid.payment(), paid.amountCents(), "needs_response", at);
        return id;
    }

    private void close(String dispute, SandboxSession paid, Instant at, boolean lost) {
        db.sql("update sandbox_dispute set closed_at = :at, lost = :lost where id = :id").param("at", Timestamp.from(at)).param("lost", lost).param("id", dispute).update();
        outbox.disputed(dispute, paid.payment(), paid.amountCents(), lost ? "lost" : "won", at);
    }

    private Instant now() {
        return clock.instant();
    }

    private static boolean isWeb(URI address) {
        return address.isAbsolute() && ("https".equals(address.getScheme()) || "http".equals(address.getScheme())) && address.getHost() != null;
    }

    static SandboxSession session(ResultSet row, int i) throws SQLException {
        String card = row.getString("card");
        return new SandboxSession(row.getString("id"), row.getString("request_key"), row.getString("order_number"), row.getLong("amount_cents"), Language.of(row.getString("language")),
                row.getString("description"), URI.create(row.getString("paid_url")), URI.create(row.getString("cancelled_url")), instant(row, "opened_at"), instant(row, "expires_at"),
                card == null ? null : SandboxCard.valueOf(card), row.getString("brand"), row.getString("last_four"), instant(row, "entered_at"), row.getString("payment"),
                instant(row, "captured_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
