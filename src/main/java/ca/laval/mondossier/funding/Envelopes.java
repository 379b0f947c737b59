package ca.laval.mondossier.funding;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.funding.EnvelopeProposal.Funder;
import ca.laval.mondossier.funding.EnvelopeProposal.Organisation;
import ca.laval.mondossier.funding.MoneyRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The envelopes: opened with all their cells, closed when every agreement is. */
@Component
public class Envelopes {
    public static final String PREFIX = "FIN";
    public static final String AGREEMENT_PREFIX = "CNV";

    private final JdbcClient db;
    private final Clock clock;
    private final Books books;
    private final Settlements settlements;

    Envelopes(JdbcClient db, Clock clock, Books books, Settlements settlements) {
        this.db = db;
        this.clock = clock;
        this.books = books;
        this.settlements = settlements;
    }

    /** A number for the next envelope (`FIN`) or agreement (`CNV`). */
    @Transactional
    public String nextNumber(String prefix) {
        int year = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).getYear();
        long sequence = db.sql("select next_case_sequence(:prefix, :year)").param("prefix", prefix).param("year", year).query(Long.class).single();
        return CaseNumber.numbered(prefix, year, sequence).value();
    }

    /** The number of an envelope that is going to be proposed; its file is there from now on, for what its form says. */
    @Transactional
    public String begin() {
        String number = nextNumber(PREFIX);
        openFile(number, "community-funding", null, "", "", null);
        return number;
    }

    /**
     * Stores an envelope that was proposed, once: its case file, one per organisation (service `funding-agreement`, the organisation's own), the matrix of who gives to whom, and the
     * instalments with each funder's part. Processes are the caller's.
     *
     * @return the numbers of its agreements, in the order of the form
     */
    @Transactional
    public List<String> propose(String number, EnvelopeProposal proposal, String staff) {
        if (find(number).isEmpty()) {
            openFile(number, "community-funding", null, "", proposal.title(), staff);
            db.sql("""
                    insert into funding_envelope (number, title, purpose, fiscal_year_start, total_cents, state, opened_at)
                    values (:number, :title, :purpose, :start, :total, 'PROPOSED', :now)""")
                    .param("number", number).param("title", proposal.title()).param("purpose", proposal.purpose()).param("start", proposal.fiscalYearStart())
                    .param("total", proposal.totalCents()).param("now", books.now()).update();
            int position = 0;
            for (Funder funder : proposal.funders()) store(number, funder, position++);
            var agreements = new ArrayList<String>();
            for (Organisation organisation : proposal.organisations()) agreements.add(store(number, organisation, agreements.size(), staff));
            share(number, proposal, agreements);
        }
        return books.agreements(number).stream().map(Agreement::number).toList();
    }

    private void store(String envelope, Funder funder, int position) {
        db.sql("insert into funding_funder (envelope, code, position, name, email, committed_cents, state) values (:envelope, :code, :position, :name, :email, :cents, 'ASKED')")
                .param("envelope", envelope).param("code", funder.code()).param("position", position).param("name", funder.name()).param("email", funder.email()).param("cents", funder.cents()).update();
    }

    private String store(String envelope, Organisation organisation, int position, String staff) {
        String number = nextNumber(AGREEMENT_PREFIX);
        openFile(number, "funding-agreement", organisation.email(), organisation.name(), organisation.name(), staff);
        db.sql("""
                insert into funding_agreement (number, envelope, position, neq, name, purpose, granted_cents, state)
                values (:number, :envelope, :position, :neq, :name, :purpose, :cents, 'PROPOSED')""")
                .param("number", number).param("envelope", envelope).param("position", position).param("neq", organisation.neq()).param("name", organisation.name())
                .param("purpose", organisation.purpose()).param("cents", organisation.cents()).update();
        return number;
    }

    /** The city writes to an organisation in French. */
    private void openFile(String number, String service, String email, String applicant, String searched, String staff) {
        db.sql("""
                with owner as (insert into resident (email, created_at) select lower(cast(:email as text)), :now where cast(:email as text) is not null
                               on conflict (email) do update set email = excluded.email returning id),
                     opened as (insert into case_file (number, service, resident_id, filed_by, channel, language, email, applicant_name, search_text, answers, status, status_since, received_at)
                                values (:number, :service, (select id from owner), :staff, 'COUNTER', 'fr', lower(cast(:email as text)), nullif(:applicant, ''), :searched, '{}', 'RECEIVED', :now, :now)
                                on conflict (number) do update set search_text = excluded.search_text returning xmax = 0 as fresh)
                insert into case_event (case_number, at, code, actor, staff) select :number, :now, 'STATUS.RECEIVED', 'CITY', :staff from opened where fresh""")
                .param("number", number).param("service", service).param("email", email, Types.VARCHAR).param("applicant", applicant).param("staff", staff, Types.VARCHAR)
                .param("searched", CaseFiles.searchable(searched)).param("now", books.now()).update();
    }

    private void share(String envelope, EnvelopeProposal proposal, List<String> agreements) {
        long[] given = proposal.funders().stream().mapToLong(Funder::cents).toArray();
        long[] got = proposal.organisations().stream().mapToLong(Organisation::cents).toArray();
        long[][] cells = Matrix.allocate(given, got);
        long[] percents = proposal.plan().stream().mapToLong(Integer::longValue).toArray();
        for (int organisation = 0; organisation < got.length; organisation++) {
            long[] instalments = Shares.split(got[organisation], percents);
            long[] own = new long[given.length];
            for (int funder = 0; funder < given.length; funder++) {
                own[funder] = cells[funder][organisation];
                cell(envelope, proposal.funders().get(funder).code(), agreements.get(organisation), own[funder]);
            }
            plan(proposal.funders(), agreements.get(organisation), instalments, Matrix.allocate(own, instalments));
        }
    }

    private void cell(String envelope, String funder, String agreement, long cents) {
        db.sql("insert into funding_cell (envelope, funder, agreement, cents) values (:envelope, :funder, :agreement, :cents)")
                .param("envelope", envelope).param("funder", funder).param("agreement", agreement).param("cents", cents).update();
        books.enter("proposed", envelope, agreement, funder, "PROPOSED", cents);
    }

    private void plan(List<Funder> funders, String agreement, long[] instalments, long[][] parts) {
        for (int n = 0; n < instalments.length; n++) {
            db.sql("insert into funding_instalment (agreement, n, planned_cents) values (:agreement, :n, :cents)")
                    .param("agreement", agreement).param("n", n + 1).param("cents", instalments[n]).update();
            int at = n;
            db.sql("insert into funding_part (agreement, n, funder, cents) select :agreement, :n, funder, cents from unnest(:funders::text[], :parts::bigint[]) as part (funder, cents)")
                    .param("agreement", agreement).param("n", n + 1).param("funders", funders.stream().map(Funder::code).toArray(String[]::new))
                    .param("parts", Arrays.stream(parts).map(row -> row[at]).toArray(Long[]::new)).update();
        }
    }

    public Optional<Envelope> find(String number) {
        return db.sql("select * from funding_envelope where number = :number").param("number", number).query(Envelopes::row).optional();
    }

    /** The latest first. */
    public List<Envelope> all() {
        return db.sql("select * from funding_envelope order by opened_at desc, number desc limit 200").query(Envelopes::row).list();
    }

    /** The committee recommended it; nothing happens to one that is further already. */
    @Transactional
    public void recommend(String number) {
        db.sql("update funding_envelope set state = 'RECOMMENDED' where number = :number and state = 'PROPOSED'").param("number", number).update();
    }

    /** The treasurer certified that the money is there: every funder has answered, and nothing is missing. */
    @Transactional
    public void certify(String number) throws MoneyRefused {
        books.lock(number);
        for (var funder : books.funders(number)) Books.require(funder.answeredCents() != null && funder.shortCents() == 0, Reason.OPEN);
        db.sql("update funding_envelope set state = 'COMMITTED' where number = :number and state in ('PROPOSED', 'RECOMMENDED')").param("number", number).update();
    }

    /** Nothing comes of it; only before anything was paid. Its agreements are defeated. */
    @Transactional
    public void abandon(String number) throws MoneyRefused {
        books.lock(number);
        Books.require(books.cellsOf(number).stream().allMatch(cell -> cell.paidCents() == 0), Reason.OPEN);
        for (Agreement agreement : books.agreements(number)) {
            if (!agreement.state().equals("DEFEATED")) settlements.stop(agreement.number(), "DEFEATED");
        }
        end(number, "ABANDONED");
    }

    /** Every agreement is over. */
    @Transactional
    public void close(String number) throws MoneyRefused {
        books.lock(number);
        Books.require(books.agreements(number).stream().allMatch(agreement -> List.of("CLOSED", "DEFEATED").contains(agreement.state())), Reason.OPEN);
        end(number, "CLOSED");
    }

    private void end(String number, String state) {
        db.sql("update funding_envelope set state = :state, closed_at = :now where number = :number and closed_at is null").param("state", state).param("now", books.now()).param("number", number).update();
    }

    private static Envelope row(ResultSet row, int index) throws SQLException {
        return new Envelope(row.getString("number"), row.getString("title"), row.getString("purpose"), row.getObject("fiscal_year_start", LocalDate.class), row.getLong("total_cents"),
                row.getString("state"), Books.instant(row, "opened_at"), Books.instant(row, "closed_at"));
    }
}
