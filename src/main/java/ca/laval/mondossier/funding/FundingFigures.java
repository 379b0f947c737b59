package ca.laval.mondossier.funding;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.Status;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The envelopes for those who answer for them: where each cent is, today or on any day, from the journal. */
@Component
class FundingFigures {
    private final JdbcClient db;

    FundingFigures(JdbcClient db) {
        this.db = db;
    }

    /** An envelope on the list; amounts in cents. */
    record Line(String number, String title, LocalDate fiscalYearStart, String state, long totalCents, long paidCents, long justifiedCents, long owedCents, int agreements, int over) {

        /** Of the total, rounded down. */
        public long percent(long cents) {
            return totalCents == 0 ? 0 : cents * 100 / totalCents;
        }
    }

    /** One funder's money for one organisation on a day, in cents. */
    record Standing(String funder, String funderName, String agreement, String organisation, String neq, Amounts amounts) {
    }

    /**
     * In cents.
     *
     * @param committed what is given, as amended
     * @param due         what came to be owed back
     * @param unrecovered of it, what did not come and is with legal affairs
     */
    record Amounts(long committed, long paid, long justified, long released, long due, long returned, long unrecovered) {
        static final Amounts NONE = new Amounts(0, 0, 0, 0, 0, 0, 0);

        Amounts plus(Amounts other) {
            return new Amounts(committed + other.committed, paid + other.paid, justified + other.justified, released + other.released, due + other.due, returned + other.returned,
                    unrecovered + other.unrecovered);
        }

        /** Neither paid nor released. */
        public long open() {
            return committed - paid - released;
        }

        public long owed() {
            return due - returned - unrecovered;
        }
    }

    /** A granted amount for the public: no person, no address. */
    record Granted(String envelope, String title, LocalDate fiscalYearStart, String organisation, String neq, String purpose, long grantedCents, long paidCents, long returnedCents, String resolution,
                   LocalDate adoptedOn, String state) {
    }

    /** An agreement as the page of its envelope shows it. @param status of its case */
    record Agreed(String number, String neq, String name, String purpose, String state, long grantedCents, String resolution, Instant signedAt, Status status) {
    }

    /** The latest first. @param funders office codes whose envelopes alone are listed; null for all */
    List<Line> envelopes(List<String> funders) {
        return db.sql("""
                select e.*, c.*, a.* from funding_envelope e,
                    lateral (select coalesce(sum(paid_cents), 0) as paid, coalesce(sum(justified_cents), 0) as justified, coalesce(sum(return_due_cents - returned_cents - unrecovered_cents), 0) as owed
                             from funding_cell where envelope = e.number) c,
                    lateral (select count(*) as agreements, count(*) filter (where closed_at is not null) as over from funding_agreement where envelope = e.number) a
                where :all or exists (select from funding_funder f where f.envelope = e.number and f.code = any(:codes::text[]))
                order by e.opened_at desc, e.number desc limit 200""")
                .param("all", funders == null).param("codes", funders == null ? new String[0] : funders.toArray(new String[0]))
                .query((row, index) -> new Line(row.getString("number"), row.getString("title"), row.getObject("fiscal_year_start", LocalDate.class), row.getString("state"), row.getLong("total_cents"),
                        row.getLong("paid"), row.getLong("justified"), row.getLong("owed"), row.getInt("agreements"), row.getInt("over"))).list();
    }

    /** Every cell at the end of a day in Laval, by funder and then by organisation, in the order of the form. */
    List<Standing> at(String envelope, LocalDate day) {
        return db.sql("""
                select f.code, f.name as funder_name, a.number, a.name, a.neq,
                    coalesce(sum(j.cents) filter (where j.kind in ('PROPOSED', 'AMENDED')), 0) as committed, coalesce(sum(j.cents) filter (where j.kind = 'PAID'), 0) as paid,
                    coalesce(sum(j.cents) filter (where j.kind = 'JUSTIFIED'), 0) as justified, coalesce(sum(j.cents) filter (where j.kind = 'RELEASED'), 0) as released,
                    coalesce(sum(j.cents) filter (where j.kind = 'RETURN_DUE'), 0) as due, coalesce(sum(j.cents) filter (where j.kind = 'RETURNED'), 0) as returned,
                    coalesce(sum(j.cents) filter (where j.kind = 'UNRECOVERED'), 0) as unrecovered
                from funding_cell c join funding_funder f on f.envelope = c.envelope and f.code = c.funder join funding_agreement a on a.number = c.agreement
                left join funding_entry j on j.agreement = c.agreement and j.funder = c.funder and j.at < :until
                where c.envelope = :envelope group by f.position, f.code, f.name, a.position, a.number, a.name, a.neq order by f.position, a.position""")
                .param("envelope", envelope).param("until", Timestamp.from(day.plusDays(1).atStartOfDay(BusinessCalendar.ZONE).toInstant()))
                .query((row, index) -> new Standing(row.getString("code"), row.getString("funder_name"), row.getString("number"), row.getString("name"), row.getString("neq"), amounts(row))).list();
    }

    /** How many entries the journal had at the end of a day: the same number, the same statement. */
    long entries(String envelope, LocalDate day) {
        return db.sql("select count(*) from funding_entry where envelope = :envelope and at < :until").param("envelope", envelope)
                .param("until", Timestamp.from(day.plusDays(1).atStartOfDay(BusinessCalendar.ZONE).toInstant())).query(Long.class).single();
    }

    List<Agreed> agreements(String envelope) {
        return db.sql("select a.*, f.status from funding_agreement a join case_file f on f.number = a.number where a.envelope = :envelope order by a.position").param("envelope", envelope)
                .query((row, index) -> new Agreed(row.getString("number"), row.getString("neq"), row.getString("name"), row.getString("purpose"), row.getString("state"), row.getLong("granted_cents"),
                        row.getString("resolution"), Books.instant(row, "signed_at"), Status.valueOf(row.getString("status")))).list();
    }

    /** Instalments that are held, by agreement. */
    List<Instalment> held(String envelope) {
        return db.sql("select i.* from funding_instalment i join funding_agreement a on a.number = i.agreement where a.envelope = :envelope and i.state in ('HELD', 'RETURNED') order by a.position, i.n")
                .param("envelope", envelope).query((row, index) -> new Instalment(row.getString("agreement"), row.getInt("n"), row.getLong("planned_cents"), row.getLong("paid_cents"), row.getString("state"),
                        row.getString("held_for"), Books.instant(row, "requested_at"), Books.instant(row, "paid_at"), row.getBoolean("given_up"))).list();
    }

    /** What was handed to legal affairs, by agreement. */
    List<Debt> debts(String envelope) {
        return db.sql("select d.* from funding_debt d join funding_agreement a on a.number = d.agreement where a.envelope = :envelope order by a.position").param("envelope", envelope)
                .query((row, index) -> new Debt(row.getString("agreement"), row.getLong("cents"), row.getString("reason"), row.getString("claim"), row.getString("decided_by"), Books.instant(row, "decided_at"))).list();
    }

    /** What a resolution granted, the latest year first, then by name. */
    List<Granted> register() {
        return db.sql("""
                select e.number as envelope, e.title, e.fiscal_year_start, a.*, c.paid, c.returned from funding_agreement a join funding_envelope e on e.number = a.envelope,
                    lateral (select coalesce(sum(paid_cents), 0) as paid, coalesce(sum(returned_cents), 0) as returned from funding_cell where agreement = a.number) c
                where a.adopted_on is not null and a.state <> 'DEFEATED' order by e.fiscal_year_start desc, e.number, a.position limit 2000""")
                .query((row, index) -> new Granted(row.getString("envelope"), row.getString("title"), row.getObject("fiscal_year_start", LocalDate.class), row.getString("name"), row.getString("neq"),
                        row.getString("purpose"), row.getLong("granted_cents"), row.getLong("paid"), row.getLong("returned"), row.getString("resolution"), adopted(row), row.getString("state"))).list();
    }

    /** Who gives to an envelope, by name, in the order of the form; those alone that give something. */
    List<String> giverNames(String envelope) {
        return db.sql("select name from funding_funder where envelope = :envelope and committed_cents > 0 order by position").param("envelope", envelope).query(String.class).list();
    }

    /** Codes of all funders of all envelopes. */
    List<String> codes() {
        return db.sql("select distinct code from funding_funder order by code").query(String.class).list();
    }

    /** Sums of some cells. */
    static Amounts sum(List<Standing> standings) {
        return standings.stream().map(Standing::amounts).reduce(Amounts.NONE, Amounts::plus);
    }

    private static LocalDate adopted(ResultSet row) throws SQLException {
        Date day = row.getDate("adopted_on");
        return day == null ? null : day.toLocalDate();
    }

    private static Amounts amounts(ResultSet row) throws SQLException {
        return new Amounts(row.getLong("committed"), row.getLong("paid"), row.getLong("justified"), row.getLong("released"), row.getLong("due"), row.getLong("returned"), row.getLong("unrecovered"));
    }
}
