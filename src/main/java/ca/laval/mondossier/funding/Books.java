package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.MoneyRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the money, for the classes that move it. Whoever changes an envelope holds its row: its sums are checked when the transaction ends. */
@Component
class Books {
    private final JdbcClient db;
    private final Clock clock;

    Books(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** One funder's part of one instalment. */
    record Part(String agreement, int n, String funder, long cents) {
    }

    /** The envelope's row is this transaction's until it ends. */
    void lock(String envelope) {
        db.sql("select number from funding_envelope where number = :number for update").param("number", envelope).query(String.class).optional()
                .orElseThrow(() -> new IllegalArgumentException("No envelope " + envelope));
    }

    /** The agreement, with its envelope held. */
    Agreement locked(String number) {
        lock(agreement(number).orElseThrow(() -> new IllegalArgumentException("No agreement " + number)).envelope());
        return agreement(number).orElseThrow();
    }

    Optional<Agreement> agreement(String number) {
        return db.sql("select * from funding_agreement where number = :number").param("number", number).query(Books::agreement).optional();
    }

    /** In the order of the form. */
    List<Agreement> agreements(String envelope) {
        return db.sql("select * from funding_agreement where envelope = :envelope order by position").param("envelope", envelope).query(Books::agreement).list();
    }

    List<Funder> funders(String envelope) {
        return db.sql("""
                select f.*, coalesce((select sum(cents) from funding_receipt r where r.envelope = f.envelope and r.funder = f.code), 0) as received
                from funding_funder f where envelope = :envelope order by position""").param("envelope", envelope)
                .query((row, index) -> new Funder(row.getString("envelope"), row.getString("code"), row.getString("name"), row.getString("email"), row.getLong("committed_cents"),
                        row.getObject("answered_cents", Long.class), row.getLong("received"), row.getString("state"))).list();
    }

    Optional<Funder> funder(String envelope, String code) {
        return funders(envelope).stream().filter(funder -> funder.code().equals(code)).findFirst();
    }

    List<Instalment> instalments(String agreement) {
        return db.sql("select * from funding_instalment where agreement = :agreement order by n").param("agreement", agreement).query(Books::instalment).list();
    }

    /** Of one agreement, in the order of the funders. */
    List<Cell> cells(String agreement) {
        return db.sql("select c.* from funding_cell c join funding_funder f on f.envelope = c.envelope and f.code = c.funder where c.agreement = :agreement order by f.position")
                .param("agreement", agreement).query(Books::cell).list();
    }

    List<Cell> cellsOf(String envelope) {
        return db.sql("""
                select c.* from funding_cell c join funding_funder f on f.envelope = c.envelope and f.code = c.funder join funding_agreement a on a.number = c.agreement
                where c.envelope = :envelope order by f.position, a.position""").param("envelope", envelope).query(Books::cell).list();
    }

    /** Parts of the instalments of an agreement that are neither paid nor in a batch, in order; of one funder, or of all when it is null. */
    List<Part> unpaid(String agreement, String funder) {
        return db.sql("""
                select p.* from funding_part p join funding_instalment i on i.agreement = p.agreement and i.n = p.n
                where p.agreement = :agreement and (:funder::text is null or p.funder = :funder) and i.state in ('PLANNED', 'HELD', 'RETURNED') order by p.n, p.funder""")
                .param("agreement", agreement).param("funder", funder, Types.VARCHAR)
                .query((row, index) -> new Part(row.getString("agreement"), row.getInt("n"), row.getString("funder"), row.getLong("cents"))).list();
    }

    List<Part> parts(String agreement, int n) {
        return db.sql("select * from funding_part where agreement = :agreement and n = :n order by funder").param("agreement", agreement).param("n", n)
                .query((row, index) -> new Part(row.getString("agreement"), row.getInt("n"), row.getString("funder"), row.getLong("cents"))).list();
    }

    /** Adds to a funder's part of an instalment and to the instalment; less than 0 takes away. */
    void change(String agreement, int n, String funder, long cents) {
        db.sql("update funding_part set cents = cents + :cents where agreement = :agreement and n = :n and funder = :funder")
                .param("cents", cents).param("agreement", agreement).param("n", n).param("funder", funder).update();
        db.sql("update funding_instalment set planned_cents = planned_cents + :cents where agreement = :agreement and n = :n").param("cents", cents).param("agreement", agreement).param("n", n).update();
    }

    /** Writes into the journal, once per key; it carries the cell. Nothing is written for nothing. */
    void enter(String key, String envelope, String agreement, String funder, String kind, long cents) {
        if (cents == 0) return;
        db.sql("insert into funding_entry (key, envelope, agreement, funder, kind, cents, at) values (:key, :envelope, :agreement, :funder, :kind, :cents, :now)")
                .param("key", key + "/" + agreement + "/" + funder + "/" + kind).param("envelope", envelope).param("agreement", agreement).param("funder", funder).param("kind", kind)
                .param("cents", cents).param("now", now()).update();
    }

    /** Whether something was entered under this very key before: then the step is repeated, and has been done. */
    boolean entered(String envelope, String key) {
        return db.sql("select exists (select from funding_entry where envelope = :envelope and key = :key || '/' || agreement || '/' || funder || '/' || kind)")
                .param("envelope", envelope).param("key", key).query(Boolean.class).single();
    }

    /** Of one cell alone. */
    boolean entered(String envelope, String key, String agreement, String funder) {
        return db.sql("select exists (select from funding_entry where envelope = :envelope and agreement = :agreement and funder = :funder and key = :key || '/' || agreement || '/' || funder || '/' || kind)")
                .param("envelope", envelope).param("agreement", agreement).param("funder", funder).param("key", key).query(Boolean.class).single();
    }

    Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    static long sum(long[] cents) {
        return LongStream.of(cents).sum();
    }

    static void require(boolean allowed, Reason reason, Object... arguments) throws MoneyRefused {
        if (!allowed) throw new MoneyRefused(reason, arguments);
    }

    private static Agreement agreement(ResultSet row, int index) throws SQLException {
        return new Agreement(row.getString("number"), row.getString("envelope"), row.getString("neq"), row.getString("name"), row.getString("purpose"), row.getLong("granted_cents"),
                row.getString("state"), row.getString("resolution"), row.getObject("adopted_on", LocalDate.class), row.getString("signatory"), instant(row, "signed_at"),
                instant(row, "city_signed_at"), row.getInt("text_edition"));
    }

    private static Instalment instalment(ResultSet row, int index) throws SQLException {
        return new Instalment(row.getString("agreement"), row.getInt("n"), row.getLong("planned_cents"), row.getLong("paid_cents"), row.getString("state"), row.getString("held_for"),
                instant(row, "requested_at"), instant(row, "paid_at"), row.getBoolean("given_up"));
    }

    private static Cell cell(ResultSet row, int index) throws SQLException {
        return new Cell(row.getString("envelope"), row.getString("funder"), row.getString("agreement"), row.getLong("cents"), row.getLong("paid_cents"), row.getLong("justified_cents"),
                row.getLong("released_cents"), row.getLong("return_due_cents"), row.getLong("returned_cents"), row.getLong("unrecovered_cents"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant).orElse(null);
    }
}
