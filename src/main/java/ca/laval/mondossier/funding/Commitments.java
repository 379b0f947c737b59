package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.MoneyRefused.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the funders say they give, and what they paid in. */
@Component
public class Commitments {
    /** The funder that is the city itself: it may cover what another takes back, and owes itself no cash. */
    public static final String CITY = "VILLE";

    private final JdbcClient db;
    private final Books books;

    Commitments(JdbcClient db, Books books) {
        this.db = db;
        this.books = books;
    }

    /** In the order of the form. */
    public List<Funder> of(String envelope) {
        return books.funders(envelope);
    }

    public Optional<Funder> find(String envelope, String code) {
        return books.funder(envelope, code);
    }

    /** The funder confirms what it gives, once; less than it was asked for leaves a shortfall that somebody decides about. */
    @Transactional
    public void commit(String envelope, String code, long cents) throws MoneyRefused {
        answer(envelope, code, cents, "COMMITTED");
        for (Cell cell : books.cellsOf(envelope)) {
            if (cell.funder().equals(code) && !books.entered(envelope, "committed", cell.agreement(), code)) {
                books.enter("committed", envelope, cell.agreement(), code, "COMMITTED", cell.cents());
            }
        }
    }

    /** The funder gives nothing, or did not answer in time. */
    @Transactional
    public void refuse(String envelope, String code) throws MoneyRefused {
        answer(envelope, code, 0, "REFUSED");
    }

    private void answer(String envelope, String code, long cents, String state) throws MoneyRefused {
        books.lock(envelope);
        Funder funder = books.funder(envelope, code).orElseThrow(() -> new IllegalArgumentException("No funder %s of %s".formatted(code, envelope)));
        Books.require(cents >= 0 && cents <= funder.committedCents(), Reason.NOT_DUE, funder.committedCents());
        db.sql("update funding_funder set state = :state, answered_cents = :cents, answered_at = :now where envelope = :envelope and code = :code and state = 'ASKED'")
                .param("state", state).param("cents", cents).param("now", books.now()).param("envelope", envelope).param("code", code).update();
    }

    /** What is missing of what was counted on, in cents; 0 when the envelope is covered. */
    public long shortfall(String envelope) {
        return books.funders(envelope).stream().mapToLong(Funder::shortCents).sum();
    }

    /** Whether every funder said what it gives. */
    public boolean allAnswered(String envelope) {
        return books.funders(envelope).stream().noneMatch(funder -> funder.state().equals("ASKED"));
    }

    /** Money of a funder arrived at the city, once per key, e.g. its reference at the bank; false when it was written down before. */
    @Transactional
    public boolean receive(String envelope, String code, long cents, LocalDate on, String key, String staff) {
        return db.sql("insert into funding_receipt (key, envelope, funder, cents, received_on, recorded_by) values (:key, :envelope, :code, :cents, :on, :staff) on conflict do nothing")
                .param("key", key).param("envelope", envelope).param("code", code).param("cents", cents).param("on", on).param("staff", staff).update() == 1;
    }
}
