package ca.laval.mondossier.payment;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was taken, given back and is still open, for accounts receivable and the treasury. */
@Component
class PaymentFigures {
    private final JdbcClient db;

    PaymentFigures(JdbcClient db) {
        this.db = db;
    }

    /**
     * A day of one kind of line.
     *
     * @param word         key in the words of the service; empty for what was paid twice or too late
     * @param unreconciled of what was taken or given back, not yet seen in the provider's books
     */
    record Day(LocalDate day, String service, String word, long takenCents, long refundedCents, long pendingCents, long unknownCents, long unreconciled) {
    }

    /** @param kind TAKEN, REFUNDED, PENDING or UNKNOWN */
    record Movement(Instant at, String kind, String order, String caseNumber, String service, String word, long cents, long gstCents, long qstCents, String reference, boolean reconciled) {
    }

    List<Day> days(LocalDate from, LocalDate to) {
        return db.sql("""
                select cast(at at time zone 'America/Toronto' as date) as day, service, word, coalesce(sum(cents) filter (where kind = 'TAKEN'), 0), coalesce(sum(cents) filter (where kind = 'REFUNDED'), 0),
                    coalesce(sum(cents) filter (where kind = 'PENDING'), 0), coalesce(sum(cents) filter (where kind = 'UNKNOWN'), 0), count(*) filter (where kind in ('TAKEN', 'REFUNDED') and not reconciled)
                from payment_movement where at >= :from and at < :to group by 1, 2, 3 order by 1 desc, 2, 3""")
                .param("from", start(from)).param("to", start(to.plusDays(1)))
                .query((row, i) -> new Day(row.getObject(1, LocalDate.class), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8))).list();
    }

    List<Movement> movements(LocalDate from, LocalDate to) {
        return db.sql("select * from payment_movement where at >= :from and at < :to order by at, order_number, word").param("from", start(from)).param("to", start(to.plusDays(1)))
                .query(PaymentFigures::row).list();
    }

    /** An order of which something moved that day. */
    record Moved(String number, long totalCents, String state) {
    }

    /** The orders of a day with money in motion, the newest first. */
    List<Moved> orders(LocalDate day) {
        return db.sql("""
                select o.number, o.total_cents, o.state from payment_order o join payment_movement m on m.order_number = o.number
                where m.at >= :from and m.at < :to group by o.number order by max(m.at) desc limit 200""").param("from", start(day)).param("to", start(day.plusDays(1)))
                .query((row, index) -> new Moved(row.getString(1), row.getLong(2), row.getString(3))).list();
    }

    private static Timestamp start(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(BusinessCalendar.ZONE).toInstant());
    }

    private static Movement row(ResultSet row, int index) throws SQLException {
        return new Movement(row.getTimestamp("at").toInstant(), row.getString("kind"), row.getString("order_number"), row.getString("case_number"), row.getString("service"),
                row.getString("word"), row.getLong("cents"), row.getLong("gst_cents"), row.getLong("qst_cents"), row.getString("reference"), row.getBoolean("reconciled"));
    }
}
