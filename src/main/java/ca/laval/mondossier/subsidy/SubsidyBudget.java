package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The envelopes of the subsidy programmes: one per programme and year, first come, first served, never overspent (domain.md, section 1.3).
 * Every decision locks the envelope's row until its transaction ends, so callers decide late and commit soon. Amounts are in cents.
 * What is paid is paid: a case that was paid can neither reserve nor wait again ({@link IllegalStateException}).
 */
@Component
public class SubsidyBudget {
    private static final int LET_IN_AT_ONCE = 20;

    private final JdbcClient db;
    private final Clock clock;

    SubsidyBudget(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private record Reservation(String caseNumber, String program, int year, long cents, String state, long place) {

        boolean isIn(String envelopeProgram, int envelopeYear) {
            return program.equals(envelopeProgram) && year == envelopeYear;
        }

        long held() {
            return state.equals("RESERVED") ? cents : 0;
        }
    }

    /**
     * What a case could have set aside now.
     *
     * @param status the envelope's; EXHAUSTED when others wait already
     * @param cents  with what the case itself holds
     */
    public record Left(String status, long cents) {
    }

    /** Without a lock: what counts is {@link #reserve}. */
    public Left left(String caseNumber, String program, int year, long firstDayCents) {
        Envelope envelope = envelope(program, year).orElse(new Envelope(program, year, firstDayCents, 0, 0, 0, "OPEN"));
        var own = reservation(caseNumber).filter(reserved -> reserved.isIn(program, year));
        boolean behindOthers = envelope.waitingCents() > 0 && own.map(Reservation::held).orElse(0L) == 0;
        return new Left(envelope.status().equals("OPEN") && behindOthers ? "EXHAUSTED" : envelope.status(), envelope.leftCents() + own.map(Reservation::held).orElse(0L));
    }

    /**
     * Sets the amount aside. Asked again it changes nothing; with another amount it adjusts what is set aside, and keeps it when the new
     * amount does not fit.
     *
     * @param firstDayCents what the envelope holds when this is the first anyone asks of it
     * @throws BudgetExhaustedException when it does not fit, or when others wait and the case holds nothing yet
     */
    @Transactional(rollbackFor = BudgetExhaustedException.class)
    public void reserve(String caseNumber, String program, int year, long firstDayCents, long cents) throws BudgetExhaustedException {
        // The lock is held until the commit: not waiting there for the disk lets the next one in some milliseconds sooner. A crash of the database
        // can lose this transaction as a whole, with the engine's step in it, which is then done again; nobody was told anything yet.
        db.sql("set local synchronous_commit = off").update();
        leaveOther(caseNumber, program, year);
        String answer = db.sql("select subsidy_reserve(:number, :program, :year, :firstDay, :cents, :now)").param("number", caseNumber).param("program", program).param("year", year)
                .param("firstDay", firstDayCents).param("cents", cents).param("now", Timestamp.from(clock.instant())).query(String.class).single();
        switch (answer) {
            case "RESERVED" -> { }
            case "PAID" -> throw paidAlready(caseNumber);
            default -> throw new BudgetExhaustedException(caseNumber, envelope(program, year).orElseThrow(), cents);
        }
    }

    /** Joins the line, in the place that the case already has if it has one; what it held is free for those ahead. */
    @Transactional
    public void waitInLine(String caseNumber, String program, int year, long firstDayCents, long cents) {
        leaveOther(caseNumber, program, year);
        Envelope envelope = lock(program, year, firstDayCents);
        var own = unpaid(caseNumber);
        add(envelope, -own.map(Reservation::held).orElse(0L), 0);
        store(caseNumber, envelope, cents, "WAITING", own);
    }

    /** Gives up what the case holds, or its place in line. Answers who is let in for it; the caller tells them in the same transaction. */
    @Transactional
    public List<String> release(String caseNumber) {
        var before = reservation(caseNumber);
        if (before.isEmpty()) return List.of();
        Envelope envelope = lock(before.get().program(), before.get().year(), 0);
        Reservation own = reservation(caseNumber).orElseThrow();
        if (!own.state().equals("RESERVED") && !own.state().equals("WAITING")) return List.of();
        add(envelope, -own.held(), 0);
        store(caseNumber, envelope, own.cents(), "RELEASED", Optional.of(own));
        return letIn(own.program(), own.year(), LET_IN_AT_ONCE);
    }

    /** Sets the amounts of the next in line aside, strictly in order, as many as fit and at most so many. Answers their case numbers. */
    @Transactional
    public List<String> letIn(String program, int year, int atMost) {
        Envelope envelope = lock(program, year, 0);
        if (!envelope.status().equals("OPEN")) return List.of();
        var let = db.sql("""
                with line as (select case_number, place, sum(amount_cents) over (order by place) as up_to_here
                              from subsidy_reservation where program = :program and year = :year and state = 'WAITING' order by place limit :most),
                     let as (update subsidy_reservation r set state = 'RESERVED', at = :now from line
                             where r.case_number = line.case_number and line.up_to_here <= :left returning r.case_number, r.amount_cents, r.place)
                select case_number, sum(amount_cents) over () as total from let order by place""")
                .param("program", program).param("year", year).param("most", atMost).param("left", envelope.leftCents()).param("now", Timestamp.from(clock.instant()))
                .query((row, i) -> new Reservation(row.getString(1), program, year, row.getLong(2), "RESERVED", 0)).list();
        if (!let.isEmpty()) add(envelope, let.get(0).cents(), 0);
        return let.stream().map(Reservation::caseNumber).toList();
    }

    /** What was set aside counts as paid, once. */
    @Transactional
    public void commit(String caseNumber) {
        Reservation before = reservation(caseNumber).orElseThrow(() -> new IllegalStateException("Nothing is set aside for " + caseNumber));
        Envelope envelope = lock(before.program(), before.year(), 0);
        Reservation own = reservation(caseNumber).orElseThrow();
        if (own.state().equals("PAID")) return;
        if (!own.state().equals("RESERVED")) throw new IllegalStateException("Nothing is set aside for " + caseNumber);
        add(envelope, -own.cents(), own.cents());
        store(caseNumber, envelope, own.cents(), "PAID", Optional.of(own));
    }

    /** What was paid came back, with a cheque that nobody cashed, once. Answers who is let in for it; the caller tells them in the same transaction. */
    @Transactional
    public List<String> takeBack(String caseNumber) {
        Reservation before = reservation(caseNumber).orElseThrow(() -> new IllegalStateException("Nothing was paid to " + caseNumber));
        Envelope envelope = lock(before.program(), before.year(), 0);
        Reservation own = reservation(caseNumber).orElseThrow();
        if (!own.state().equals("PAID")) return List.of();
        add(envelope, 0, -own.cents());
        store(caseNumber, envelope, own.cents(), "RELEASED", Optional.of(own));
        return letIn(own.program(), own.year(), LET_IN_AT_ONCE);
    }

    /** Sets an adjustment's differences aside, behind everybody who waits; the caller keeps what they are for. */
    @Transactional(rollbackFor = BudgetExhaustedException.class)
    void setAside(String number, String program, int year, long firstDayCents, long cents) throws BudgetExhaustedException {
        Envelope envelope = lock(program, year, firstDayCents);
        if (cents > 0 && !envelope.hasRoomFor(cents)) throw new BudgetExhaustedException(number, envelope, cents);
        add(envelope, cents, 0);
    }

    /** What {@link #setAside} set aside counts as paid. */
    @Transactional
    void book(String program, int year, long cents) {
        add(lock(program, year, 0), -cents, cents);
    }

    /** What {@link #book} counted as paid came back. */
    @Transactional
    void unbook(String program, int year, long cents) {
        add(lock(program, year, 0), 0, -cents);
    }

    /** Adds to an envelope, suspends it or opens it again, once per key. */
    @Transactional
    public void change(String key, String program, int year, long firstDayCents, String change, long cents) {
        Envelope envelope = lock(program, year, firstDayCents);
        int first = db.sql("""
                insert into subsidy_envelope_change (key, program, year, change, cents, at) values (:key, :program, :year, :change, :cents, :now)
                on conflict (key) do nothing""")
                .param("key", key).param("program", program).param("year", year).param("change", change).param("cents", cents)
                .param("now", Timestamp.from(clock.instant())).update();
        if (first == 0) return;
        db.sql("update subsidy_envelope set total_cents = total_cents + :cents, status = :status where program = :program and year = :year")
                .param("cents", cents).param("program", program).param("year", year)
                .param("status", change.equals("SUSPEND") ? "SUSPENDED" : change.equals("RESUME") ? "OPEN" : envelope.status()).update();
    }

    /** A number for the next change of an envelope, `ENV-2026-000003-1`. */
    @Transactional
    public String nextChange() {
        int year = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).getYear();
        return CaseNumber.numbered("ENV", year, db.sql("select next_case_sequence('ENV', :year)").param("year", year).query(Long.class).single()).value();
    }

    /** Place in line, from 1; empty for who does not wait. */
    public Optional<Integer> position(String caseNumber) {
        return db.sql("""
                select count(*) from subsidy_reservation own
                join subsidy_reservation ahead on ahead.program = own.program and ahead.year = own.year and ahead.state = 'WAITING' and ahead.place <= own.place
                where own.case_number = :number and own.state = 'WAITING' having count(*) > 0""")
                .param("number", caseNumber).query(Integer.class).optional();
    }

    /** Empty until somebody asked something of it. */
    public Optional<Envelope> envelope(String program, int year) {
        return db.sql(ENVELOPE + "where e.program = :program and e.year = :year").param("program", program).param("year", year).query(SubsidyBudget::envelope).optional();
    }

    /** All envelopes, the latest year first. */
    public List<Envelope> envelopes() {
        return db.sql(ENVELOPE + "order by e.year desc, e.program").query(SubsidyBudget::envelope).list();
    }

    private static final String ENVELOPE = """
            select e.*, (select coalesce(sum(amount_cents), 0) from subsidy_reservation r
                         where r.program = e.program and r.year = e.year and r.state = 'WAITING') as waiting_cents
            from subsidy_envelope e
            """;

    /** A corrected date can move a case to another year's envelope; what it had in the old one is free. */
    private void leaveOther(String caseNumber, String program, int year) {
        unpaid(caseNumber).filter(own -> !own.isIn(program, year) && !own.state().equals("RELEASED")).ifPresent(own -> {
            add(lock(own.program(), own.year(), 0), -own.held(), 0);
            db.sql("delete from subsidy_reservation where case_number = :number").param("number", caseNumber).update();
        });
    }

    private Envelope lock(String program, int year, long firstDayCents) {
        return locked(program, year).orElseGet(() -> {
            db.sql("insert into subsidy_envelope (program, year, total_cents) values (:program, :year, :cents) on conflict do nothing")
                    .param("program", program).param("year", year).param("cents", firstDayCents).update();
            return locked(program, year).orElseThrow();
        });
    }

    private Optional<Envelope> locked(String program, int year) {
        return db.sql(ENVELOPE + "where e.program = :program and e.year = :year for update of e").param("program", program).param("year", year)
                .query(SubsidyBudget::envelope).optional();
    }

    private void add(Envelope envelope, long reserved, long paid) {
        if (reserved == 0 && paid == 0) return;
        db.sql("update subsidy_envelope set reserved_cents = reserved_cents + :reserved, paid_cents = paid_cents + :paid where program = :program and year = :year")
                .param("reserved", reserved).param("paid", paid).param("program", envelope.program()).param("year", envelope.year()).update();
    }

    /** A case that comes back after it gave up its place takes a new one. */
    private void store(String caseNumber, Envelope envelope, long cents, String state, Optional<Reservation> own) {
        boolean newPlace = own.isEmpty() || own.get().state().equals("RELEASED");
        db.sql("""
                insert into subsidy_reservation (case_number, program, year, amount_cents, state, place, at)
                values (:number, :program, :year, :cents, :state, nextval('subsidy_place'), :now)
                on conflict (case_number) do update set program = excluded.program, year = excluded.year, amount_cents = excluded.amount_cents, state = excluded.state,
                    place = case when :newPlace then excluded.place else subsidy_reservation.place end, at = excluded.at""")
                .param("number", caseNumber).param("program", envelope.program()).param("year", envelope.year()).param("cents", cents).param("state", state)
                .param("newPlace", newPlace).param("now", Timestamp.from(clock.instant())).update();
    }

    private Optional<Reservation> unpaid(String caseNumber) {
        var own = reservation(caseNumber);
        if (own.filter(reserved -> reserved.state().equals("PAID")).isPresent()) throw paidAlready(caseNumber);
        return own;
    }

    private static IllegalStateException paidAlready(String caseNumber) {
        return new IllegalStateException(caseNumber + " is paid already");
    }

    private Optional<Reservation> reservation(String caseNumber) {
        return db.sql("select * from subsidy_reservation where case_number = :number").param("number", caseNumber)
                .query((row, i) -> new Reservation(caseNumber, row.getString("program"), row.getInt("year"), row.getLong("amount_cents"), row.getString("state"),
                        row.getLong("place"))).optional();
    }

    private static Envelope envelope(ResultSet row, int index) throws SQLException {
        return new Envelope(row.getString("program"), row.getInt("year"), row.getLong("total_cents"), row.getLong("reserved_cents"), row.getLong("paid_cents"),
                row.getLong("waiting_cents"), row.getString("status"));
    }
}
