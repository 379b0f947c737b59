package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.payout.Payouts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pays out what the city grants, each amount once. A payout is a row before it leaves, in one batch at most; a batch has one file; the table itself lets no
 * state go backwards. Everything happens in the transaction of the step that does it: a batch interrupted anywhere goes on where it was.
 */
@Component
public class SubsidyPayouts implements Payouts {
    /** After the end; then banking details and files are erased (domain.md, section 6.1). */
    private static final Duration DETAILS_KEPT = Duration.ofDays(30);
    private static final String END = "\r\n";

    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final Sealer sealer;

    SubsidyPayouts(JdbcClient db, Clock clock, CaseFiles caseFiles, Sealer sealer) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.sealer = sealer;
    }

    /**
     * Puts an amount in line for the next batch; nothing happens when it stands there already.
     *
     * @param process    of the case, that is told what became of it
     * @param adjustment that pays the amount; null for the subsidy itself
     * @throws IllegalStateException while another payment of the case is on its way
     */
    @Transactional
    public void request(String caseNumber, String process, String adjustment, long cents, String method) {
        int inLine = db.sql("""
                insert into subsidy_payout (case_number, attempt, process, adjustment, amount_cents, method, state, due_at)
                select :number, coalesce(max(attempt), 0) + 1, :process, :adjustment, :cents, :method, 'DUE', :now from subsidy_payout where case_number = :number
                on conflict (case_number) where state in ('DUE', 'IN_BATCH', 'SENT') do nothing""")
                .param("number", caseNumber).param("process", process).param("adjustment", adjustment, Types.VARCHAR).param("cents", cents).param("method", method).param("now", now()).update();
        if (inLine == 0 && !db.sql("""
                select exists (select from subsidy_payout where case_number = :number and process = :process and adjustment is not distinct from :adjustment and replaces is null
                               and state in ('DUE', 'IN_BATCH', 'SENT'))""")
                .param("number", caseNumber).param("process", process).param("adjustment", adjustment, Types.VARCHAR).query(Boolean.class).single()) throw onItsWay(caseNumber);
    }

    @Override
    @Transactional
    public void request(Due due) {
        db.sql("""
                insert into subsidy_payout (case_number, attempt, process, purpose, amount_cents, method, state, due_at)
                select :number, coalesce(max(attempt), 0) + 1, :process, :purpose, :cents, :method, 'DUE', :now from subsidy_payout where case_number = :number
                on conflict do nothing""")
                .param("number", due.caseNumber()).param("process", due.process()).param("purpose", due.purpose()).param("cents", due.cents()).param("method", methodOf(due.caseNumber()))
                .param("now", now()).update();
        // Nothing was put in line because it stands there or was paid; or because something else of the case stands there, which is no answer.
        if (!db.sql("""
                select exists (select from subsidy_payout where case_number = :number and purpose = :purpose and amount_cents = :cents and state in ('DUE', 'IN_BATCH', 'SENT', 'SETTLED') and stopped_at is null)""")
                .param("number", due.caseNumber()).param("purpose", due.purpose()).param("cents", due.cents()).query(Boolean.class).single()) throw onItsWay(due.caseNumber());
    }

    @Override
    public Optional<String> standing(String caseNumber, String purpose) {
        return db.sql("select state from subsidy_payout where case_number = :number and purpose = :purpose order by attempt desc limit 1").param("number", caseNumber).param("purpose", purpose)
                .query(String.class).optional();
    }

    @Override
    @Transactional
    public boolean takeBack(String caseNumber) {
        return takenOut(caseNumber) && !db.sql("select exists (select from subsidy_payout where case_number = :number and (state = 'SENT' or state in ('SETTLED', 'RETURNED') and not told))")
                .param("number", caseNumber).query(Boolean.class).single();
    }

    /** How a case that was paid before is paid again: to its account while the details are kept, otherwise by cheque. */
    public String methodOf(String caseNumber) {
        return caseFiles.find(new CaseNumber(caseNumber)).filter(file -> Sealer.isSealed(file.answers().get("bankAccount"))).isPresent() ? "DEPOSIT" : "CHEQUE";
    }

    /** Takes a payout back whose batch nobody approved yet; an {@link IllegalStateException} when it is on its way, or has arrived. */
    @Transactional
    public void withdraw(String caseNumber) {
        // Also what the bank settled a moment ago and the case was not told yet: it would be paid twice.
        if (!takenOut(caseNumber) || db.sql("select exists (select from subsidy_payout where case_number = :number and (state in ('SENT', 'SETTLED') or state = 'RETURNED' and not told))")
                .param("number", caseNumber).query(Boolean.class).single()) throw onItsWay(caseNumber);
    }

    /** Takes out of line, or of its batch, what has not left; false when the batch was approved. */
    private boolean takenOut(String caseNumber) {
        Optional<String> batch = db.sql("select batch from subsidy_payout where case_number = :number and state = 'IN_BATCH'").param("number", caseNumber).query(String.class).optional();
        // The batch first, as whoever approves and sends it does.
        if (batch.isPresent() && !lock(batch.get()).state().equals("COLLECTED")) return false;
        db.sql("""
                with taken as (update subsidy_payout set state = 'WITHDRAWN', batch = null where case_number = :number and state in ('DUE', 'IN_BATCH') returning amount_cents)
                update subsidy_payout_batch set lines = lines - 1, total_cents = total_cents - taken.amount_cents from taken where number = :batch""")
                .param("number", caseNumber).param("batch", batch.orElse("")).update();
        return true;
    }

    private static IllegalStateException onItsWay(String caseNumber) {
        return new IllegalStateException("The payout of %s is on its way".formatted(caseNumber));
    }

    /** A number for the next batch, `LOT-2026-000012-3`. */
    @Transactional
    public String nextNumber() {
        int year = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).getYear();
        long sequence = db.sql("select next_case_sequence('LOT', :year)").param("year", year).query(Long.class).single();
        return CaseNumber.numbered("LOT", year, sequence).value();
    }

    /** Makes the batch of everything that is due, once; how many lines it has. */
    @Transactional
    public PayoutBatch collect(String number) {
        int first = db.sql("insert into subsidy_payout_batch (number, state, lines, total_cents, collected_at) values (:number, 'COLLECTED', 0, 0, :now) on conflict do nothing")
                .param("number", number).param("now", now()).update();
        if (first == 1) {
            db.sql("""
                    with due as (select case_number, attempt from subsidy_payout where state = 'DUE' order by due_at, case_number for update skip locked),
                         taken as (update subsidy_payout p set state = 'IN_BATCH', batch = :number from due
                                   where p.case_number = due.case_number and p.attempt = due.attempt returning amount_cents)
                    update subsidy_payout_batch set lines = (select count(*) from taken), total_cents = (select coalesce(sum(amount_cents), 0) from taken)
                    where number = :number""").param("number", number).update();
        }
        return batch(number).orElseThrow();
    }

    /** Whether agreements are paid: then two people approve. */
    public boolean paysAgreements(String number) {
        return count(number, "(purpose is not null or process like 'funding-%')") > 0;
    }

    /** The first of two people lets a batch leave that pays agreements; the second one's {@link #approve} counts. */
    @Transactional
    public void approveFirst(String number, int lines, long totalCents, String approvedBy) {
        stillIs(lock(number), lines, totalCents);
        db.sql("update subsidy_payout_batch set first_approved_by = :by where number = :number").param("by", approvedBy).param("number", number).update();
    }

    /**
     * The batch leaves as it is; from here on no line is withdrawn.
     *
     * @param lines and `totalCents`: what was looked at; an {@link IllegalStateException} when the batch is no longer that, or was approved before
     */
    @Transactional
    public void approve(String number, int lines, long totalCents, String approvedBy) {
        PayoutBatch batch = lock(number);
        stillIs(batch, lines, totalCents);
        if (paysAgreements(number) && (batch.firstApprovedBy() == null || batch.firstApprovedBy().equals(approvedBy))) {
            throw new IllegalStateException("Batch %s pays agreements: two people approve it".formatted(number));
        }
        db.sql("update subsidy_payout_batch set state = 'APPROVED', approved_by = :by where number = :number").param("by", approvedBy).param("number", number).update();
    }

    private static void stillIs(PayoutBatch batch, int lines, long totalCents) {
        if (!batch.state().equals("COLLECTED")) throw new IllegalStateException("Batch %s was approved before".formatted(batch.number()));
        if (batch.lines() != lines || batch.totalCents() != totalCents) throw new IllegalStateException("Batch %s is no longer what was approved".formatted(batch.number()));
    }

    /** Writes the approved batch's file, once. */
    @Transactional
    public void send(String number) {
        PayoutBatch batch = lock(number);
        if (batch.state().equals("SENT")) return;
        if (!batch.state().equals("APPROVED")) throw new IllegalStateException("Nobody approved batch " + number);
        byte[] file = file(batch).getBytes(StandardCharsets.UTF_8);
        db.sql("update subsidy_payout set state = 'SENT' where batch = :number and state = 'IN_BATCH'").param("number", number).update();
        db.sql("update subsidy_payout_batch set state = 'SENT', sent_at = :now, file = :file, file_sha256 = :hash where number = :number")
                .param("now", now()).param("file", sealer.encrypt(file)).param("hash", sha256(file)).param("number", number).update();
    }

    /** Takes the bank's answer over, all of it or nothing. */
    @Transactional
    public void answer(String number, String returnFile) throws ReturnFileRefused {
        PayoutBatch batch = lock(number);
        Map<String, Payout> sent = lines(number).stream().collect(Collectors.toMap(Payout::reference, Function.identity()));
        var problems = new ArrayList<ReturnFileRefused.Problem>();
        var answers = new ArrayList<String[]>();
        var seen = new HashSet<String>();
        String[] rows = returnFile.strip().isEmpty() ? new String[0] : returnFile.strip().split("\\R");
        if (rows.length < 2) throw new ReturnFileRefused(List.of(new ReturnFileRefused.Problem(1, "empty", "")));
        if (!rows[0].equals("H;" + number)) problems.add(new ReturnFileRefused.Problem(1, "header", number));
        long total = 0;
        for (int i = 1; i < rows.length - 1; i++) {
            String[] fields = rows[i].split(";", -1);
            String reference = fields.length > 1 ? fields[1] : "";
            String wrong = wrong(fields, sent.get(reference), seen.add(reference));
            if (wrong != null) problems.add(new ReturnFileRefused.Problem(i + 1, wrong, reference));
            else {
                answers.add(fields);
                total += Long.parseLong(fields[2]);
            }
        }
        if (problems.isEmpty() && !rows[rows.length - 1].equals("T;" + answers.size() + ";" + total)) problems.add(new ReturnFileRefused.Problem(rows.length, "footer", "T;" + answers.size() + ";" + total));
        if (!problems.isEmpty()) throw new ReturnFileRefused(problems);
        answers.forEach(fields -> settle(batch, sent.get(fields[1]), fields[3], fields.length > 4 ? fields[4] : ""));
    }

    /** A cheque was issued: settled by hand. */
    @Transactional
    public void chequeIssued(String number, String reference) {
        PayoutBatch batch = lock(number);
        lines(number).stream().filter(line -> line.reference().equals(reference) && line.method().equals("CHEQUE") && line.state().equals("SENT"))
                .forEach(line -> settle(batch, line, "SETTLED", ""));
    }

    private static String wrong(String[] fields, Payout line, boolean first) {
        if (fields.length < 4 || !fields[0].equals("R")) return "shape";
        if (line == null) return "unknown";
        if (!first) return "duplicate";
        if (!fields[2].equals(String.valueOf(line.cents()))) return "altered";
        if (!fields[3].equals("SETTLED") && !fields[3].equals("RETURNED")) return "status";
        return line.state().equals("SENT") ? null : "answered";
    }

    private void settle(PayoutBatch batch, Payout line, String state, String reason) {
        db.sql("""
                update subsidy_payout set state = :state, return_reason = :reason, answered_at = :now
                where case_number = :number and attempt = :attempt and batch = :batch""")
                .param("state", state).param("reason", state.equals("RETURNED") ? reason.replaceAll("[^A-Z_]", "") : null, Types.VARCHAR)
                .param("now", now()).param("number", line.caseNumber()).param("attempt", line.attempt()).param("batch", batch.number()).update();
    }

    /** Answered lines whose cases were not told yet, and marks them told: tell them in the same transaction. */
    @Transactional
    public List<Payout> takeUntold(String number, int atMost) {
        return db.sql("""
                with untold as (select case_number, attempt from subsidy_payout where batch = :number and state in ('SETTLED', 'RETURNED') and not told
                                order by case_number limit :most for update)
                update subsidy_payout p set told = true from untold where p.case_number = untold.case_number and p.attempt = untold.attempt returning p.*""")
                .param("number", number).param("most", atMost).query(SubsidyPayouts::payout).list();
    }

    /** Lines that the bank has not answered. */
    public int unanswered(String number) {
        return count(number, "state in ('IN_BATCH', 'SENT')");
    }

    public int untold(String number) {
        return count(number, "state in ('SETTLED', 'RETURNED') and not told");
    }

    public Optional<PayoutBatch> batch(String number) {
        return db.sql(BATCH + "where b.number = :number").param("number", number).query(SubsidyPayouts::row).optional();
    }

    /** The latest first. */
    public List<PayoutBatch> batches() {
        return db.sql(BATCH + "where b.lines > 0 order by b.collected_at desc, b.number desc limit 200").query(SubsidyPayouts::row).list();
    }

    /** The batch sent before this one; for what changed since. */
    public Optional<PayoutBatch> before(String number) {
        return db.sql(BATCH + "where b.state = 'SENT' and b.collected_at < (select collected_at from subsidy_payout_batch where number = :number) order by b.collected_at desc limit 1")
                .param("number", number).query(SubsidyPayouts::row).optional();
    }

    public List<Payout> lines(String number) {
        return db.sql("select * from subsidy_payout where batch = :number order by case_number, attempt").param("number", number).query(SubsidyPayouts::payout).list();
    }

    /** The file as written; empty when there is none, or none any more. */
    public Optional<byte[]> file(String number) {
        return db.sql("select file from subsidy_payout_batch where number = :number and file is not null").param("number", number)
                .query((row, i) -> row.getBytes(1)).optional().map(sealer::decrypt);
    }

    /** The end of a case's account number, for a screen; empty when it is paid by cheque. */
    public String account(Payout line) {
        if (!line.method().equals("DEPOSIT")) return "";
        var answer = caseFiles.find(new CaseNumber(line.caseNumber())).map(file -> file.answers().get("bankAccount")).orElse(null);
        return Sealer.isSealed(answer) ? "••••" + ((Map<?, ?>) answer).get("tail") : "";
    }

    /** Banking details are erased thirty days after a case was paid or ended otherwise, and not while money is on its way to them; files when all of their lines were answered so long ago. */
    @Transactional
    public void eraseDetails() {
        Timestamp since = Timestamp.from(clock.instant().minus(DETAILS_KEPT));
        db.sql("""
                select number from case_file where service = 'subsidy-application' and status in ('PAID', 'REFUSED', 'WITHDRAWN', 'CLOSED') and status_since < :since
                  and cast(answers as text) like '%"sealed"%'
                  and not exists (select from subsidy_payout p where p.case_number = number and p.state in ('DUE', 'IN_BATCH', 'SENT'))""").param("since", since).query(String.class).list()
                .forEach(number -> caseFiles.eraseSealed(new CaseNumber(number)));
        db.sql("""
                update subsidy_payout_batch b set file = null where file is not null
                  and not exists (select from subsidy_payout p where p.batch = b.number and (p.answered_at is null or p.answered_at >= :since))""")
                .param("since", since).update();
    }

    /**
     * Semicolons between fields, amounts in cents: a header (batch, day, control count and total), a line per payout (reference, method,
     * institution, transit, account, amount, payee) and the control count and total again.
     */
    private String file(PayoutBatch batch) {
        var text = new StringBuilder("H;VILLE DE LAVAL;" + batch.number() + ";" + LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE) + ";" + batch.lines() + ";" + batch.totalCents() + END);
        long total = 0;
        int count = 0;
        for (Payout line : lines(batch.number())) {
            var file = caseFiles.find(new CaseNumber(line.caseNumber())).orElseThrow();
            String details = line.method().equals("CHEQUE") ? ";;"
                    : String.join(";", List.of(open(file.answers().get("bankInstitution")), open(file.answers().get("bankTransit")), open(file.answers().get("bankAccount"))));
            text.append(String.join(";", "D", line.reference(), line.method(), details, String.valueOf(line.cents()), payee(file.applicantName()))).append(END);
            total += line.cents();
            count++;
        }
        if (count != batch.lines() || total != batch.totalCents()) throw new IllegalStateException("Batch %s does not add up: %d lines, %d cents".formatted(batch.number(), count, total));
        return text.append("T;").append(count).append(';').append(total).append(END).toString();
    }

    private String open(Object sealed) {
        if (!Sealer.isSealed(sealed)) throw new IllegalStateException("A deposit without banking details");
        return sealer.open(sealed);
    }

    /** No field separators, and nothing that a spreadsheet would take for a formula. */
    private static String payee(String name) {
        return name == null ? "" : name.replaceAll("[;\"\\p{Cntrl}]", " ").strip().replaceFirst("^[=+\\-@]+", "");
    }

    private PayoutBatch lock(String number) {
        db.sql("select number from subsidy_payout_batch where number = :number for update").param("number", number).query(String.class).optional()
                .orElseThrow(() -> new IllegalStateException("No batch " + number));
        return batch(number).orElseThrow();
    }

    private int count(String number, String condition) {
        return db.sql("select count(*) from subsidy_payout where batch = :number and " + condition).param("number", number).query(Integer.class).single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static final String BATCH = """
            select b.*, (select count(*) from subsidy_payout p where p.batch = b.number and p.state in ('SETTLED', 'RETURNED')) as answered
            from subsidy_payout_batch b
            """;

    private static PayoutBatch row(ResultSet row, int index) throws SQLException {
        return new PayoutBatch(row.getString("number"), row.getString("state"), row.getInt("lines"), row.getLong("total_cents"), row.getTimestamp("collected_at").toInstant(),
                row.getString("first_approved_by"), row.getString("approved_by"), row.getTimestamp("sent_at") == null ? null : row.getTimestamp("sent_at").toInstant(), row.getInt("answered"), row.getBytes("file") != null);
    }

    static Payout payout(ResultSet row, int index) throws SQLException {
        return new Payout(row.getString("case_number"), row.getInt("attempt"), row.getLong("amount_cents"), row.getString("method"), row.getString("state"), row.getString("process"), row.getString("purpose"),
                row.getString("adjustment"), row.getString("return_reason"), row.getObject("replaces", Integer.class), row.getTimestamp("cashed_at") != null, row.getTimestamp("stopped_at") != null);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
