package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.MoneyRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The reports of the organisations; their documents are in the case files. */
@Component
public class Reports {
    private final JdbcClient db;
    private final Books books;

    Reports(JdbcClient db, Books books) {
        this.db = db;
        this.books = books;
    }

    /**
     * Files the next attempt of a report; its `attempt`, `state`, `filedAt` and `acceptedCents` are not looked at.
     *
     * @return the attempt
     * @throws MoneyRefused STATE while one is looked at or was accepted, NOT_IN_FORCE when the agreement is not
     */
    @Transactional
    public int file(Report report) throws MoneyRefused {
        Books.require(books.locked(report.agreement()).isInForce(), Reason.NOT_IN_FORCE);
        Optional<Report> before = latest(report.agreement(), report.kind());
        Books.require(before.isEmpty() || !List.of("FILED", "ACCEPTED").contains(before.get().state()), Reason.STATE);
        int attempt = before.map(Report::attempt).orElse(0) + 1;
        db.sql("""
                insert into funding_report (agreement, kind, attempt, state, expenses_from, expenses_to, admin_cents, ineligible_cents, indicators, english_services, visibility, statements, proofs, filed_at)
                values (:agreement, :kind, :attempt, 'FILED', :from, :to, :admin, :ineligible, :indicators, :english, :visibility, :statements, :proofs, :now)""")
                .param("agreement", report.agreement()).param("kind", report.kind()).param("attempt", attempt).param("from", report.expensesFrom()).param("to", report.expensesTo())
                .param("admin", report.adminCents()).param("ineligible", report.ineligibleCents()).param("indicators", report.indicators()).param("english", report.englishServices(), Types.INTEGER)
                .param("visibility", report.visibility()).param("statements", report.statements()).param("proofs", report.proofs()).param("now", books.now()).update();
        for (int at = 0; at < report.lines().size(); at++) {
            Report.Line line = report.lines().get(at);
            db.sql("insert into funding_report_line (agreement, kind, attempt, line, name, budget_cents, spent_cents) values (:agreement, :kind, :attempt, :line, :name, :budget, :spent)")
                    .param("agreement", report.agreement()).param("kind", report.kind()).param("attempt", attempt).param("line", at + 1).param("name", line.name())
                    .param("budget", line.budgetCents()).param("spent", line.spentCents()).update();
        }
        return attempt;
    }

    /** The last attempt; empty while none was filed. */
    public Optional<Report> latest(String agreement, String kind) {
        return db.sql("select * from funding_report where agreement = :agreement and kind = :kind order by attempt desc limit 1").param("agreement", agreement).param("kind", kind)
                .query(this::row).optional();
    }

    /** When a report of this agreement was accepted last. */
    Optional<Instant> lastAccepted(String agreement) {
        return db.sql("select decided_at from funding_report where agreement = :agreement and state = 'ACCEPTED' order by decided_at desc limit 1").param("agreement", agreement)
                .query((row, index) -> Books.instant(row, "decided_at")).optional();
    }

    /** The organisation is to say more: it may file again. */
    @Transactional
    public void askClarification(String agreement, String kind) {
        books.locked(agreement);
        decide(agreement, kind, "CLARIFICATION_ASKED", null);
    }

    /** Not accepted, for good: the agreement goes into default. */
    @Transactional
    public void refuse(String agreement, String kind) {
        books.locked(agreement);
        decide(agreement, kind, "REFUSED", null);
    }

    /**
     * Accepts the report that was filed last, once. Expenses up to what was paid so far are justified with it, by funder; the rest when the agreement is settled.
     *
     * @param acceptedCents expenses that count, from the first day on; at most what was reported
     */
    @Transactional
    public void accept(String agreement, String kind, long acceptedCents) {
        Agreement held = books.locked(agreement);
        if (!decide(agreement, kind, "ACCEPTED", acceptedCents)) return;
        List<Cell> cells = books.cells(agreement);
        long[] open = cells.stream().mapToLong(cell -> Math.max(0, cell.paidCents() - cell.justifiedCents())).toArray();
        long justified = cells.stream().mapToLong(Cell::justifiedCents).sum();
        long[] parts = Shares.split(Math.max(0, Math.min(Books.sum(open), acceptedCents - justified)), open);
        for (int at = 0; at < parts.length; at++) books.enter("report/" + kind, held.envelope(), agreement, cells.get(at).funder(), "JUSTIFIED", parts[at]);
    }

    /** The last attempt; also one about which the organisation was asked and said nothing. */
    private boolean decide(String agreement, String kind, String state, Long accepted) {
        return db.sql("""
                update funding_report r set state = :state, decided_at = :now, accepted_cents = :accepted where agreement = :agreement and kind = :kind and state in ('FILED', 'CLARIFICATION_ASKED')
                and attempt = (select max(attempt) from funding_report l where l.agreement = r.agreement and l.kind = r.kind)""")
                .param("state", state).param("now", books.now()).param("accepted", accepted, Types.BIGINT).param("agreement", agreement).param("kind", kind).update() == 1;
    }

    private Report row(ResultSet row, int index) throws SQLException {
        String agreement = row.getString("agreement");
        String kind = row.getString("kind");
        int attempt = row.getInt("attempt");
        List<Report.Line> lines = db.sql("select * from funding_report_line where agreement = :agreement and kind = :kind and attempt = :attempt order by line")
                .param("agreement", agreement).param("kind", kind).param("attempt", attempt)
                .query((line, at) -> new Report.Line(line.getString("name"), line.getLong("budget_cents"), line.getLong("spent_cents"))).list();
        return new Report(agreement, kind, attempt, row.getString("state"), row.getObject("expenses_from", LocalDate.class), row.getObject("expenses_to", LocalDate.class), lines,
                row.getLong("admin_cents"), row.getLong("ineligible_cents"), row.getString("indicators"), row.getObject("english_services", Integer.class), row.getBoolean("visibility"),
                row.getBoolean("statements"), row.getInt("proofs"), Books.instant(row, "filed_at"), row.getObject("accepted_cents", Long.class));
    }
}
