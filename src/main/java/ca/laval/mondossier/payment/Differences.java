package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where the provider and the ledger disagree. Each is noted once and becomes a task of accounts receivable; the ledger never follows a sum that does not fit. */
@Component
public class Differences {
    private final JdbcClient db;
    private final Clock clock;
    private final PaymentThreads threads;

    Differences(JdbcClient db, Clock clock, PaymentThreads threads) {
        this.db = db;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * @param kind      AMOUNT, MISSING_HERE, MISSING_THERE, REFUND_MISSING_HERE, REFUND_MISSING_THERE, DISPUTE or NOTICE
     * @param reference the provider's
     * @param settledAt null while it is a task
     */
    public record Difference(long id, String kind, String reference, String provider, String order, Integer attempt, Long ledgerCents, Long providerCents, Instant foundAt, Instant settledAt,
                             String settledBy) {
    }

    /** Another amount, currency or order than was asked for. */
    Ledger.Effect mismatch(PaymentOrder order, PaymentAttempt attempt, Outcome outcome) {
        note("AMOUNT", reference(outcome), attempt.provider(), order.caseNumber(), order.number(), attempt.attempt(), attempt.amountCents(), outcome.amountCents());
        return Ledger.Effect.DIFFERENCE;
    }

    /** Money for an attempt that the ledger has never seen; no money, and it means nothing to the city. */
    Ledger.Effect unknown(String provider, Outcome outcome) {
        if (outcome.state() != State.CAPTURED) return Ledger.Effect.IGNORED;
        note("MISSING_HERE", reference(outcome), provider, null, known(outcome.order()), null, null, outcome.amountCents());
        return Ledger.Effect.DIFFERENCE;
    }

    private static String reference(Outcome outcome) {
        return outcome.payment() == null ? outcome.session() : outcome.payment();
    }

    private String known(String order) {
        return db.sql("select number from payment_order where number = :order").param("order", order).query(String.class).optional().orElse(null);
    }

    /** Once per kind and reference; whether it was new. Its task carries the case's number, or the provider's reference where no case is known. */
    boolean note(String kind, String reference, String provider, String caseNumber, String order, Integer attempt, Long ledgerCents, Long providerCents) {
        Optional<Long> id = db.sql("""
                insert into payment_difference (kind, reference, provider, order_number, attempt, ledger_cents, provider_cents, found_at)
                values (:kind, :reference, :provider, :order, :attempt, :ledger, :theirs, :now) on conflict do nothing returning id""")
                .param("kind", kind).param("reference", reference).param("provider", provider).param("order", order).param("attempt", attempt).param("ledger", ledgerCents)
                .param("theirs", providerCents).param("now", Timestamp.from(clock.instant())).query(Long.class).optional();
        if (id.isEmpty()) return false;
        // A difference without an order has an empty one, for the task's link.
        var variables = new HashMap<String, Object>(Map.of("paymentDifference", id.get(), "reported", true, "timesAsked", 2, "paymentOrder", order == null ? "" : order));
        if (attempt != null) variables.put("paymentAttempt", attempt);
        String key = caseNumber != null ? caseNumber : order != null ? caseOf(order) : reference;
        threads.startInquiry(key, variables);
        return true;
    }

    private String caseOf(String order) {
        return db.sql("select case_number from payment_order where number = :order").param("order", order).query(String.class).single();
    }

    @Transactional
    public void settle(long id, String staff) {
        db.sql("update payment_difference set settled_at = :now, settled_by = :staff where id = :id and settled_at is null").param("now", Timestamp.from(clock.instant()))
                .param("staff", staff).param("id", id).update();
    }

    public List<Difference> of(String order) {
        return db.sql("select * from payment_difference where order_number = :order order by id").param("order", order).query(Differences::row).list();
    }

    public List<Difference> open() {
        return db.sql("select * from payment_difference where settled_at is null order by id").query(Differences::row).list();
    }

    private static Difference row(ResultSet row, int index) throws SQLException {
        return new Difference(row.getLong("id"), row.getString("kind"), row.getString("reference"), row.getString("provider"), row.getString("order_number"),
                row.getObject("attempt", Integer.class), row.getObject("ledger_cents", Long.class), row.getObject("provider_cents", Long.class), row.getTimestamp("found_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant).orElse(null), row.getString("settled_by"));
    }
}
