package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Dispute;
import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Card holders who contest a payment at their bank. The money is gone meanwhile; lost, it is a debt that stops the next order. */
@Component
public class Disputes {
    private final JdbcClient db;
    private final Clock clock;
    private final Attempts attempts;
    private final Refunds refunds;
    private final Differences differences;
    private final PaymentThreads threads;

    Disputes(JdbcClient db, Clock clock, Attempts attempts, Refunds refunds, Differences differences, PaymentThreads threads) {
        this.db = db;
        this.clock = clock;
        this.attempts = attempts;
        this.refunds = refunds;
        this.differences = differences;
        this.threads = threads;
    }

    /**
     * @param state      OPENED, WON or LOST
     * @param debtPaidAt of a lost one; null while it is owed
     */
    public record Contested(String provider, String id, String order, int attempt, String state, long amountCents, Instant openedAt, Instant endedAt, Instant debtPaidAt) {
        public boolean isOwed() {
            return state.equals("LOST") && debtPaidAt == null;
        }
    }

    Ledger.Effect apply(String provider, Dispute said) {
        Optional<PaymentAttempt> found = attempts.byPayment(provider, said.payment());
        if (found.isEmpty()) {
            differences.note("DISPUTE", said.id(), provider, null, null, null, null, said.amountCents());
            return Ledger.Effect.DIFFERENCE;
        }
        PaymentAttempt attempt = found.get();
        String caseNumber = lock(attempt.order());
        boolean first = db.sql("""
                insert into payment_dispute (provider, id, order_number, attempt, state, amount_cents, opened_at)
                values (:provider, :id, :order, :attempt, 'OPENED', :cents, :now) on conflict do nothing""")
                .param("provider", provider).param("id", said.id()).param("order", attempt.order()).param("attempt", attempt.attempt()).param("cents", said.amountCents())
                .param("now", now()).update() == 1;
        if (first) opened(caseNumber, attempts.find(attempt.order(), attempt.attempt()).orElseThrow(), said);
        boolean ended = said.state() != DisputeState.OPENED && end(provider, said.id(), said.state().name());
        if (ended) threads.disputeDecided(caseNumber, said.id(), said.state() == DisputeState.WON);
        return first || ended ? Ledger.Effect.MOVED : Ledger.Effect.NONE;
    }

    private void opened(String caseNumber, PaymentAttempt attempt, Dispute said) {
        if (!attempt.is("CHARGED_BACK")) attempts.move(attempt, "CHARGED_BACK", "NOTICE");
        if (said.state() != DisputeState.OPENED) return;
        threads.startDispute(caseNumber, Map.of("paymentOrder", attempt.order(), "paymentAttempt", attempt.attempt(), "paymentDispute", said.id(), "disputeCents", said.amountCents()));
    }

    private boolean end(String provider, String id, String state) {
        var ended = db.sql("update payment_dispute set state = :state, ended_at = :now where provider = :provider and id = :id and state = 'OPENED' returning *")
                .param("state", state).param("now", now()).param("provider", provider).param("id", id).query(Disputes::row).optional();
        if (ended.isEmpty()) return false;
        PaymentAttempt attempt = attempts.find(ended.get().order(), ended.get().attempt()).orElseThrow();
        boolean allWon = of(attempt.order()).stream().filter(other -> other.attempt() == attempt.attempt()).allMatch(other -> other.state().equals("WON"));
        if (allWon && attempt.is("CHARGED_BACK")) attempts.move(attempt, refunds.stateOf(attempt), "NOTICE");
        return true;
    }

    /** The city does not contest it: the money is lost without waiting for the bank. Its process knows, it asks for this. */
    @Transactional
    public void accept(String order, String id) {
        lock(order);
        of(order).stream().filter(dispute -> dispute.id().equals(id)).forEach(dispute -> end(dispute.provider(), id, "LOST"));
    }

    /** The resident paid what the lost dispute had cost. */
    @Transactional
    public void debtPaid(String order, String id) {
        db.sql("update payment_dispute set debt_paid_at = :now where order_number = :order and id = :id and state = 'LOST' and debt_paid_at is null").param("now", now())
                .param("order", order).param("id", id).update();
    }

    public List<Contested> of(String order) {
        return db.sql("select * from payment_dispute where order_number = :order order by opened_at, id").param("order", order).query(Disputes::row).list();
    }

    /** Locks the order; the number of its case. */
    private String lock(String order) {
        return db.sql("select case_number from payment_order where number = :order for update").param("order", order).query(String.class).single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Contested row(ResultSet row, int index) throws SQLException {
        return new Contested(row.getString("provider"), row.getString("id"), row.getString("order_number"), row.getInt("attempt"), row.getString("state"), row.getLong("amount_cents"),
                row.getTimestamp("opened_at").toInstant(), Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant).orElse(null),
                Optional.ofNullable(row.getTimestamp("debt_paid_at")).map(Timestamp::toInstant).orElse(null));
    }
}
