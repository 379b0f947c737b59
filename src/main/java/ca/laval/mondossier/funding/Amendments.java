package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.Books.Part;
import ca.laval.mondossier.funding.MoneyRefused.Reason;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A funder takes something back: pro rata from what is not yet paid of its part, or the city gives it instead. Each once per key. Where not both have signed yet, the text changes with the amounts. */
@Component
public class Amendments {
    private final JdbcClient db;
    private final Books books;
    private final Agreements texts;

    Amendments(JdbcClient db, Books books, Agreements texts) {
        this.db = db;
        this.books = books;
        this.texts = texts;
    }

    /** The organisations get less, in proportion to what this funder still owes each. @param key of the step that does it, e.g. `FIN-2026-000001-8/amendment/1` */
    @Transactional
    public void reduce(String envelope, String funder, long cents, String key) throws MoneyRefused {
        move(envelope, funder, cents, key, false);
    }

    /** The city bears it: nothing changes for the organisations. */
    @Transactional
    public void cover(String envelope, String funder, long cents, String key) throws MoneyRefused {
        move(envelope, funder, cents, key, true);
    }

    /** Decides the shortfall that the funders' answers left, for each of them. @param covered whether the city bears it */
    @Transactional
    public void settleShortfall(String envelope, boolean covered) throws MoneyRefused {
        for (Funder funder : books.funders(envelope)) {
            if (funder.shortCents() > 0) move(envelope, funder.code(), funder.shortCents(), "shortfall/" + envelope + "/" + funder.code(), covered);
        }
    }

    /** What this funder has not paid yet of its part, in cents: more cannot be taken back. */
    public long unpaid(String envelope, String funder) {
        return open(envelope).stream().mapToLong(agreement -> cents(books.unpaid(agreement.number(), funder))).sum();
    }

    private void move(String envelope, String funder, long cents, String key, boolean covered) throws MoneyRefused {
        books.lock(envelope);
        if (books.entered(envelope, key)) return;
        Books.require(!covered || !funder.equals(Commitments.CITY) && books.funder(envelope, Commitments.CITY).isPresent(), Reason.NO_CITY);
        List<Agreement> agreements = open(envelope);
        long[] unpaid = agreements.stream().mapToLong(agreement -> cents(books.unpaid(agreement.number(), funder))).toArray();
        Books.require(cents > 0 && cents <= Books.sum(unpaid), Reason.MORE_THAN_UNPAID, Books.sum(unpaid));
        long[] cuts = Shares.split(cents, unpaid);
        for (int at = 0; at < cuts.length; at++) {
            Agreement agreement = agreements.get(at);
            List<Part> parts = books.unpaid(agreement.number(), funder);
            long[] fromParts = Shares.split(cuts[at], parts.stream().mapToLong(Part::cents).toArray());
            for (int part = 0; part < fromParts.length; part++) {
                if (fromParts[part] == 0) continue;
                books.change(agreement.number(), parts.get(part).n(), funder, -fromParts[part]);
                if (covered) books.change(agreement.number(), parts.get(part).n(), Commitments.CITY, fromParts[part]);
            }
            books.enter(key, envelope, agreement.number(), funder, "AMENDED", -cuts[at]);
            if (covered) books.enter(key, envelope, agreement.number(), Commitments.CITY, "AMENDED", cuts[at]);
            else db.sql("update funding_agreement set granted_cents = granted_cents - :cut where number = :number").param("cut", cuts[at]).param("number", agreement.number()).update();
            if (cuts[at] > 0) texts.changeText(agreement.number());
        }
        commit(envelope, funder, -cents);
        if (covered) commit(envelope, Commitments.CITY, cents);
        else db.sql("update funding_envelope set total_cents = total_cents - :cents where number = :envelope").param("cents", cents).param("envelope", envelope).update();
    }

    /** What a funder said it gives follows what is left of it; a whole withdrawal is one. */
    private void commit(String envelope, String funder, long cents) {
        db.sql("""
                update funding_funder set committed_cents = committed_cents + :cents,
                    answered_cents = case when :cents > 0 or answered_cents is null then answered_cents + :cents else least(answered_cents, committed_cents + :cents) end,
                    state = case when state = 'COMMITTED' and committed_cents + :cents = 0 then 'WITHDRAWN' else state end
                where envelope = :envelope and code = :funder""").param("cents", cents).param("envelope", envelope).param("funder", funder).update();
    }

    /** Of whom it can be taken: what is settled or was stopped stays as it is. */
    private List<Agreement> open(String envelope) {
        return books.agreements(envelope).stream().filter(agreement -> List.of("PROPOSED", "ADOPTED", "SIGNED").contains(agreement.state())).toList();
    }

    private static long cents(List<Part> parts) {
        return parts.stream().mapToLong(Part::cents).sum();
    }
}
