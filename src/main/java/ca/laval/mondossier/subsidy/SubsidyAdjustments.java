package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.subsidy.Adjustment.Difference;
import ca.laval.mondossier.subsidy.Adjustment.PaidCase;
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
 * What paid cases get when a cap is raised retroactively (domain.md, section 1.3): listed, set aside all at once, paid once each. The
 * cases stay as they are. Amounts are in cents.
 */
@Component
public class SubsidyAdjustments {
    /** The process that pays a difference. */
    private static final String DIFFERENCE = "subsidy-difference";

    private final JdbcClient db;
    private final Clock clock;
    private final SubsidyBudget budget;

    SubsidyAdjustments(JdbcClient db, Clock clock, SubsidyBudget budget) {
        this.db = db;
        this.clock = clock;
        this.budget = budget;
    }

    /** A number for the next adjustment, `ADJ-2026-000003-1`. */
    @Transactional
    public String nextNumber() {
        int year = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).getYear();
        return CaseNumber.numbered("ADJ", year, db.sql("select next_case_sequence('ADJ', :year)").param("year", year).query(Long.class).single()).value();
    }

    /** The paid cases of a programme, less those to which another payment is on its way: a case is paid one thing at a time. */
    public List<PaidCase> paidCases(String program) {
        return db.sql("""
                select r.case_number, r.amount_cents, r.amount_cents + coalesce(sum(d.cents), 0) as paid from subsidy_reservation r
                left join subsidy_difference d on d.case_number = r.case_number and d.state in ('RESERVED', 'PAID')
                where r.program = :program and r.state = 'PAID'
                  and not exists (select from subsidy_payout p where p.case_number = r.case_number and p.state in ('DUE', 'IN_BATCH', 'SENT')) group by r.case_number having count(*) filter (where d.state = 'RESERVED') = 0 order by r.case_number""")
                .param("program", program).query((row, i) -> new PaidCase(row.getString(1), row.getLong(2), row.getLong(3))).list();
    }

    /** Keeps the list of an adjustment, in place of the one before. */
    @Transactional
    public Adjustment list(String number, String program, int year, LocalDate purchasedFrom, int setByPersons, List<Difference> differences) {
        db.sql("""
                insert into subsidy_adjustment (number, program, year, purchased_from, set_by_persons, at) values (:number, :program, :year, :from, :persons, :now)
                on conflict (number) do update set set_by_persons = excluded.set_by_persons, at = excluded.at""")
                .param("number", number).param("program", program).param("year", year).param("from", purchasedFrom).param("persons", setByPersons)
                .param("now", Timestamp.from(clock.instant())).update();
        db.sql("delete from subsidy_difference where number = :number and state = 'LISTED'").param("number", number).update();
        differences.forEach(listed -> db.sql("insert into subsidy_difference (number, case_number, paid_cents, cents) values (:number, :case, :paid, :cents)")
                .param("number", number).param("case", listed.caseNumber()).param("paid", listed.paidCents()).param("cents", listed.cents()).update());
        return adjustment(number).orElseThrow();
    }

    /** Sets all differences of the list aside, or none; a case that was paid something since, or is about to be, is dropped from it. */
    @Transactional(rollbackFor = BudgetExhaustedException.class)
    public void setAside(String number, long firstDayCents) throws BudgetExhaustedException {
        Adjustment adjustment = adjustment(number).orElseThrow();
        // Two adjustments of one programme wait for each other here.
        db.sql("select pg_advisory_xact_lock(hashtext(:program))").param("program", "adjustment of " + adjustment.program()).query().singleRow();
        db.sql("""
                update subsidy_difference d set state = 'DROPPED' from subsidy_reservation r
                where d.number = :number and d.state = 'LISTED' and r.case_number = d.case_number and (d.paid_cents <> r.amount_cents
                    + (select coalesce(sum(o.cents), 0) from subsidy_difference o where o.case_number = d.case_number and o.state in ('RESERVED', 'PAID'))
                    or exists (select from subsidy_payout p where p.case_number = d.case_number and p.state in ('DUE', 'IN_BATCH', 'SENT')))""")
                .param("number", number).update();
        long total = db.sql("""
                with taken as (update subsidy_difference set state = 'RESERVED' where number = :number and state = 'LISTED' returning cents)
                select coalesce(sum(cents), 0) from taken""").param("number", number).query(Long.class).single();
        budget.setAside(number, adjustment.program(), adjustment.year(), firstDayCents, total);
    }

    /** The next differences whose payment has not begun, and marks them begun: begin them in the same transaction. */
    @Transactional
    public List<Difference> takeNotBegun(String number, int atMost) {
        return db.sql("""
                with next as (select case_number from subsidy_difference where number = :number and state = 'RESERVED' and not begun order by case_number limit :most for update)
                update subsidy_difference d set begun = true from next where d.number = :number and d.case_number = next.case_number returning d.*""")
                .param("number", number).param("most", atMost).query(SubsidyAdjustments::difference).list();
    }

    /** What was set aside for the case counts as paid, once. */
    @Transactional
    public void book(String number, String caseNumber) {
        var booked = db.sql("update subsidy_difference set state = 'PAID' where number = :number and case_number = :case and state = 'RESERVED' returning cents")
                .param("number", number).param("case", caseNumber).query(Long.class).optional();
        Adjustment adjustment = adjustment(number).orElseThrow();
        booked.ifPresent(cents -> budget.book(adjustment.program(), adjustment.year(), cents));
    }

    /** Whether the payout is a difference; otherwise it is the subsidy itself. */
    boolean pays(Payout payout) {
        return payout.process().equals(DIFFERENCE);
    }

    /** What an adjustment paid to a case came back, once: the next adjustment lists it again. */
    @Transactional
    public void takeBack(String number, String caseNumber) {
        Adjustment adjustment = adjustment(number).orElseThrow();
        db.sql("update subsidy_difference set state = 'DROPPED' where number = :number and case_number = :case and state = 'PAID' returning cents")
                .param("number", number).param("case", caseNumber).query(Long.class).optional()
                .ifPresent(cents -> budget.unbook(adjustment.program(), adjustment.year(), cents));
    }

    /** Whether the case got a difference on top of its subsidy, or is about to. */
    boolean paidTo(String caseNumber) {
        return !of(caseNumber).isEmpty();
    }

    public Optional<Adjustment> adjustment(String number) {
        return db.sql("""
                select a.*, count(d.case_number) as cases, coalesce(sum(d.cents), 0) as total from subsidy_adjustment a
                left join subsidy_difference d on d.number = a.number and d.state <> 'DROPPED' where a.number = :number group by a.number""").param("number", number)
                .query((row, i) -> new Adjustment(row.getString("number"), row.getString("program"), row.getInt("year"), row.getObject("purchased_from", LocalDate.class),
                        row.getInt("set_by_persons"), row.getInt("cases"), row.getLong("total"))).optional();
    }

    public List<Difference> differences(String number) {
        return db.sql("select * from subsidy_difference where number = :number order by case_number").param("number", number).query(SubsidyAdjustments::difference).list();
    }

    /** The adjustments that paid something to a case. */
    public List<String> of(String caseNumber) {
        return db.sql("select number from subsidy_difference where case_number = :number and state in ('RESERVED', 'PAID')").param("number", caseNumber).query(String.class).list();
    }

    private static Difference difference(ResultSet row, int index) throws SQLException {
        return new Difference(row.getString("case_number"), row.getLong("paid_cents"), row.getLong("cents"), row.getString("state"));
    }
}
