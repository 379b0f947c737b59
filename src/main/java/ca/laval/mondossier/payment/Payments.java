package ca.laval.mondossier.payment;

import ca.laval.mondossier.casefile.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What cases have to pay. A process opens an order and calls the process `payment` with its number; what is paid is known from the
 * ledger alone. Everything takes part in the caller's transaction.
 */
@Component
public class Payments {
    private final JdbcClient db;
    private final Clock clock;
    private final Refunds refunds;

    Payments(JdbcClient db, Clock clock, Refunds refunds) {
        this.db = db;
        this.clock = clock;
        this.refunds = refunds;
    }

    /**
     * Opens the order of a step of a case, once: called again, it answers the one that is there, whatever the lines.
     *
     * @param step  of the caller's process, e.g. its activity id
     * @param lines what is to be paid; together more than nothing
     */
    @Transactional
    public String open(String caseNumber, String step, List<AmountLine> lines) {
        long total = lines.stream().mapToLong(AmountLine::totalCents).sum();
        if (total <= 0) throw new IllegalArgumentException("Nothing to pay for %s: an order needs an amount".formatted(caseNumber));
        // One order of a case at a time: the next number is taken under the case's lock.
        db.sql("select number from case_file where number = :number for update").param("number", caseNumber).query(String.class).single();
        Optional<PaymentOrder> before = ofCase(caseNumber).stream().filter(order -> order.step().equals(step)).findFirst();
        if (before.isPresent()) return before.get().number();
        String number = db.sql("""
                insert into payment_order (number, case_number, sequence, step, total_cents, state, opened_at)
                select :case || '.' || n, :case, n, :step, :total, 'OPEN', :now
                from (select coalesce(max(sequence), 0) + 1 n from payment_order where case_number = :case) next returning number""")
                .param("case", caseNumber).param("step", step).param("total", total).param("now", now()).query(String.class).single();
        for (int i = 0; i < lines.size(); i++) {
            AmountLine line = lines.get(i);
            db.sql("insert into payment_line (order_number, line, word, detail, fee_cents, gst_cents, qst_cents) values (:order, :line, :word, :detail, :fee, :gst, :qst)")
                    .param("order", number).param("line", i + 1).param("word", line.word()).param("detail", line.detail())
                    .param("fee", line.feeCents()).param("gst", line.gstCents()).param("qst", line.qstCents()).update();
        }
        return number;
    }

    /**
     * Nobody can pay it any more. What was paid already is given back whole, and what is paid later too; nothing happens to an order that lapsed.
     */
    @Transactional
    public void cancel(String order) {
        if (close(order, "CANCELLED").isPaid()) refunds.ask(order, List.of(), Situation.PAID_TOO_LATE, Refunds.APPLICATION, order + " cancelled");
    }

    /** Nobody can pay it any more; an {@link IllegalStateException} when it was paid in this very moment. */
    @Transactional
    public void lapse(String order) {
        if (close(order, "LAPSED").isPaid()) throw new IllegalStateException("Order %s was paid meanwhile".formatted(order));
    }

    /** Closes an open order; how it stands then. */
    PaymentOrder close(String order, String state) {
        lock(order);
        db.sql("update payment_order set state = :state, closed_at = :now where number = :order and state = 'OPEN'")
                .param("state", state).param("now", now()).param("order", order).update();
        return find(order).orElseThrow();
    }

    /** The case first, as whoever withdraws it does: nobody waits for each other in a circle. */
    PaymentOrder lock(String order) {
        db.sql("select number from case_file where number = (select case_number from payment_order where number = :order) for no key update").param("order", order)
                .query(String.class).single();
        return db.sql("select * from payment_order where number = :order for update").param("order", order).query(Payments::row).single();
    }

    public Optional<PaymentOrder> find(String order) {
        return db.sql("select * from payment_order where number = :order").param("order", order).query(Payments::row).optional();
    }

    /** The orders of a case, oldest first. */
    public List<PaymentOrder> of(CaseNumber caseNumber) {
        return ofCase(caseNumber.value());
    }

    private List<PaymentOrder> ofCase(String caseNumber) {
        return db.sql("select * from payment_order where case_number = :case order by sequence").param("case", caseNumber).query(Payments::row).list();
    }

    /** The lines of an order, in their order; the first is line 1. */
    public List<AmountLine> lines(String order) {
        return db.sql("select * from payment_line where order_number = :order order by line").param("order", order)
                .query((row, i) -> new AmountLine(row.getString("word"), row.getString("detail"), row.getLong("fee_cents"), row.getLong("gst_cents"), row.getLong("qst_cents"))).list();
    }

    /**
     * Asks for money back; the process `payment-refund` does the rest: how much is due, a second person where the table wants one, the provider.
     *
     * @param lines   of the order, from 1; none for all that were not given back yet
     * @param askedBy member of the staff; {@link Refunds#APPLICATION} when no person asked
     * @param origin  what asks, so that a step done twice asks once
     * @return number of the refund
     */
    @Transactional
    public String askRefund(String order, List<Integer> lines, Situation situation, String askedBy, String origin) {
        return refunds.ask(order, lines, situation, askedBy, origin);
    }

    /** Whether a resident lost a dispute with their bank about a payment and has not paid it since: the next order waits for that. */
    public boolean owes(long residentId) {
        return db.sql("""
                select exists (select from payment_dispute d join payment_order o on o.number = d.order_number join case_file c on c.number = o.case_number
                               where c.resident_id = :resident and d.state = 'LOST' and d.debt_paid_at is null)""").param("resident", residentId).query(Boolean.class).single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static PaymentOrder row(ResultSet row, int index) throws SQLException {
        return new PaymentOrder(row.getString("number"), row.getString("case_number"), row.getInt("sequence"), row.getString("step"), row.getLong("total_cents"),
                row.getString("state"), row.getTimestamp("opened_at").toInstant(), Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant).orElse(null));
    }
}
