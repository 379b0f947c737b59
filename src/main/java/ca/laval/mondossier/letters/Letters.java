package ca.laval.mondossier.letters;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Letters to residents. A letter is a row before it leaves; one case, step and attempt has one row, so a repeated job finds it and sends
 * the same text under the same Message-ID. It is in the resident's file whether or not it could be mailed.
 */
@Component
public class Letters {
    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;
    private final LetterWording wording;
    private final Mailer mailer;
    private final TransactionTemplate ownTransaction;

    Letters(JdbcClient db, Clock clock, CaseFiles caseFiles, LetterWording wording, Mailer mailer, PlatformTransactionManager transactions) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.wording = wording;
        this.mailer = mailer;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Writes the step's letter and sends it.
     *
     * @param process whose folder has the wording; a called process has its own
     * @param step   the step of the case it belongs to; a step that the case comes back to writes a new letter
     * @param facts  what the process knows: codes, dates, amounts in cents
     */
    public void send(String caseNumber, String process, String step, String name, Map<String, Object> facts) {
        CaseFile file = caseFiles.find(new CaseNumber(caseNumber)).orElseThrow(() -> new IllegalStateException("No case file " + caseNumber));
        Optional<Letter> last = last(caseNumber, step);
        // A letter of an earlier visit to this step that never left stays as it is: what it says no longer holds.
        Letter letter = last.filter(earlier -> !earlier.stepDone() && !earlier.writtenAt().isBefore(file.statusSince()))
                .orElseGet(() -> write(file, process, step, last.map(Letter::attempt).orElse(0) + 1, name, facts));
        if (letter.status().equals("IN_FILE")) return;
        boolean leaves = mailer.leavesTheHouse(letter.email());
        if (!letter.status().equals("SENT")) {
            mail(letter);
            // Committed by itself: it has left, whatever becomes of the step.
            if (leaves) ownTransaction.executeWithoutResult(status -> sent(letter));
        }
        if (leaves) db.sql("update letter set step_done = true where id = :id").param("id", letter.id()).update();
        else sent(letter);
    }

    private void mail(Letter letter) {
        try {
            mailer.send(letter.email(), letter.subject(), letter.body(), letter.messageId());
        } catch (MailException e) {
            throw new LetterNotSentException(letter, e);
        }
    }

    private void sent(Letter letter) {
        db.sql("update letter set status = 'SENT', sent_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant())).param("id", letter.id()).update();
    }

    /** Goes to logs and incidents: says what the mail server said, without anybody's address, and so without the cause. */
    static class LetterNotSentException extends RuntimeException {
        LetterNotSentException(Letter letter, MailException refusal) {
            super("The letter %s could not be sent: %s".formatted(letter.messageId(), withoutAddresses(refusal.getMessage())));
        }
    }

    static String withoutAddresses(String text) {
        return text == null ? "" : text.replaceAll("[^\\s<>\"':;,]+@[^\\s<>\"':;,]+", "…");
    }

    /** The letters of a case, oldest first. */
    public List<Letter> of(CaseNumber number) {
        return db.sql("select * from letter where case_number = :number order by id").param("number", number.value()).query(this::row).list();
    }

    private Letter write(CaseFile file, String process, String step, int attempt, String name, Map<String, Object> facts) {
        LetterWording.Text text = wording.write(file, process, name, facts);
        if (file.email() == null || !mailer.delivers()) return insert(file, step, attempt, name, text, "IN_FILE", true);
        if (!mailer.leavesTheHouse(file.email())) return insert(file, step, attempt, name, text, "NOT_DELIVERED_YET", true);
        // Committed by itself: the row is there before the mail leaves, and stays when the mail server refuses it.
        return ownTransaction.execute(status -> insert(file, step, attempt, name, text, "NOT_DELIVERED_YET", false));
    }

    private Letter insert(CaseFile file, String step, int attempt, String name, LetterWording.Text text, String status, boolean stepDone) {
        return db.sql("""
                insert into letter (case_number, step, attempt, name, subject, body, email, message_id, status, written_at, step_done)
                values (:number, :step, :attempt, :name, :subject, :body, :email, :id, :status, :now, :done) returning *""")
                .param("number", file.number()).param("step", step).param("attempt", attempt).param("name", name)
                .param("subject", text.subject()).param("body", text.body()).param("email", file.email()).param("status", status).param("done", stepDone)
                .param("id", "<%s.%s.%d@%s>".formatted(file.number(), step, attempt, mailer.domain())).param("now", Timestamp.from(clock.instant()))
                .query(this::row).single();
    }

    private Optional<Letter> last(String caseNumber, String step) {
        return db.sql("select * from letter where case_number = :number and step = :step order by attempt desc limit 1")
                .param("number", caseNumber).param("step", step).query(this::row).optional();
    }

    private Letter row(ResultSet row, int index) throws SQLException {
        return new Letter(row.getLong("id"), row.getString("case_number"), row.getInt("attempt"), row.getString("name"), row.getString("subject"), row.getString("body"),
                row.getString("email"), row.getString("message_id"), row.getString("status"), row.getTimestamp("written_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant).orElse(null), row.getBoolean("step_done"));
    }
}
