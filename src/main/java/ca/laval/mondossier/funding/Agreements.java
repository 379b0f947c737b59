package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.MoneyRefused.Reason;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The agreements with the organisations, until they are in force. */
@Component
public class Agreements {
    private final JdbcClient db;
    private final Books books;

    Agreements(JdbcClient db, Books books) {
        this.db = db;
        this.books = books;
    }

    /** A line of an agreement's budget, in cents. */
    public record BudgetLine(String name, long cents) {
    }

    public Optional<Agreement> find(String number) {
        return books.agreement(number);
    }

    /** As it is, and its amounts stay so until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Agreement held(String number) {
        return books.locked(number);
    }

    /** In the order of the form. */
    public List<Agreement> of(String envelope) {
        return books.agreements(envelope);
    }

    /** In the order of the funders. */
    public List<Cell> cells(String agreement) {
        return books.cells(agreement);
    }

    /** The budget that the reports are compared with; replaces the one before. Only until the first signature. */
    @Transactional
    public void budget(String number, List<BudgetLine> lines) throws MoneyRefused {
        Books.require(books.locked(number).signedAt() == null, Reason.STATE);
        db.sql("delete from funding_budget_line where agreement = :number").param("number", number).update();
        for (int at = 0; at < lines.size(); at++) {
            db.sql("insert into funding_budget_line (agreement, line, name, cents) values (:number, :line, :name, :cents)")
                    .param("number", number).param("line", at + 1).param("name", lines.get(at).name()).param("cents", lines.get(at).cents()).update();
        }
    }

    /** In order; empty when none was written down. */
    public List<BudgetLine> budget(String number) {
        return db.sql("select name, cents from funding_budget_line where agreement = :number order by line").param("number", number)
                .query((row, index) -> new BudgetLine(row.getString(1), row.getLong(2))).list();
    }

    /** The clerk's office recorded the resolution, once. */
    @Transactional
    public void adopt(String number, String resolution, LocalDate on) {
        books.locked(number);
        db.sql("update funding_agreement set state = 'ADOPTED', resolution = :resolution, adopted_on = :on where number = :number and state = 'PROPOSED'")
                .param("resolution", resolution).param("on", on).param("number", number).update();
    }

    /** Who signs for the organisation, by resolution of its board; another person until somebody signed. */
    @Transactional
    public void nameSignatory(String number, String name) throws MoneyRefused {
        Books.require(books.locked(number).signedAt() == null, Reason.STATE);
        db.sql("update funding_agreement set signatory = :name where number = :number").param("name", name.strip()).param("number", number).update();
    }

    /**
     * The organisation signs, once.
     *
     * @param name typed by who signs; accents and capitals do not matter
     * @param textEdition of the text that was read
     * @throws MoneyRefused STATE before the resolution, TEXT_CHANGED when another text has taken its place, NO_SIGNATORY, or NOT_NAMED when it is somebody else
     */
    @Transactional
    public void sign(String number, String name, int textEdition) throws MoneyRefused {
        Agreement agreement = books.locked(number);
        if (agreement.signedAt() != null) return;
        Books.require(textEdition == agreement.textEdition(), Reason.TEXT_CHANGED);
        Books.require(agreement.state().equals("ADOPTED"), Reason.STATE);
        Books.require(agreement.signatory() != null, Reason.NO_SIGNATORY);
        Books.require(!bare(name).isEmpty() && bare(agreement.signatory()).equals(bare(name)), Reason.NOT_NAMED);
        db.sql("update funding_agreement set signed_at = :now where number = :number").param("now", books.now()).param("number", number).update();
        inForce(number);
    }

    /** The city signs, once, after the organisation: then the agreement is in force. */
    @Transactional
    public void signForCity(String number, String staff) throws MoneyRefused {
        Agreement agreement = books.locked(number);
        if (agreement.citySignedAt() != null) return;
        Books.require(agreement.state().equals("ADOPTED") && agreement.signedAt() != null, Reason.STATE);
        db.sql("update funding_agreement set city_signed_by = :staff, city_signed_at = :now where number = :number").param("staff", staff).param("now", books.now()).param("number", number).update();
        inForce(number);
    }

    private void inForce(String number) {
        db.sql("update funding_agreement set state = 'SIGNED' where number = :number and state = 'ADOPTED' and signed_at is not null and city_signed_at is not null").param("number", number).update();
    }

    /**
     * The amounts have changed before both have signed: another text is to be signed, a signature on the one before counts no more, and the budget follows pro rata.
     * A concluded agreement's text stays as it was signed.
     */
    @Transactional
    void changeText(String number) {
        Agreement agreement = books.locked(number);
        if (!agreement.isToConclude()) return;
        db.sql("update funding_agreement set text_edition = text_edition + 1, signed_at = null where number = :number").param("number", number).update();
        List<BudgetLine> lines = budget(number);
        if (lines.stream().allMatch(line -> line.cents() == 0)) return;
        long[] cents = Shares.split(agreement.grantedCents(), lines.stream().mapToLong(BudgetLine::cents).toArray());
        for (int at = 0; at < cents.length; at++) {
            db.sql("update funding_budget_line set cents = :cents where agreement = :number and line = :line").param("cents", cents[at]).param("number", number).param("line", at + 1).update();
        }
    }

    /** A name as its letters and digits, in whatever script, without accents or capitals. */
    static String bare(String name) {
        return Normalizer.normalize(Normalizer.normalize(name, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036f]", "").replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
    }
}
