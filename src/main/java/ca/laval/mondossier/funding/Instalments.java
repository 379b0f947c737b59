package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.Books.Part;
import ca.laval.mondossier.funding.MoneyRefused.Reason;
import ca.laval.mondossier.payout.Payouts;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The payments of an agreement. Agreement and number of an instalment are the key of its payout: it leaves once. */
@Component
public class Instalments {
    /** The process that is told by `funding-instalment.payoutSettled` and `funding-instalment.payoutReturned`. */
    public static final String PROCESS = "funding-instalment";

    private final JdbcClient db;
    private final Books books;
    private final Payouts payouts;

    Instalments(JdbcClient db, Books books, Payouts payouts) {
        this.db = db;
        this.books = books;
        this.payouts = payouts;
    }

    /** In order. */
    public List<Instalment> of(String agreement) {
        return books.instalments(agreement);
    }

    public Optional<Instalment> find(String agreement, int n) {
        return books.instalments(agreement).stream().filter(instalment -> instalment.n() == n).findFirst();
    }

    /**
     * Puts an instalment in line for the next batch, once. One of nothing is cancelled: there is nothing to wait for.
     *
     * @return whether something is in line
     * @throws MoneyRefused NOT_IN_FORCE, or ACCOUNT_UNCONFIRMED while nobody has called back about a new account
     */
    @Transactional
    public boolean request(String agreement, int n) throws MoneyRefused {
        Agreement held = books.locked(agreement);
        Instalment instalment = find(agreement, n).orElseThrow(() -> new IllegalArgumentException("No instalment %s.%d".formatted(agreement, n)));
        if (List.of("REQUESTED", "PAID").contains(instalment.state())) return true;
        Books.require(List.of("SIGNED", "SETTLED").contains(held.state()), Reason.NOT_IN_FORCE);
        Books.require(!unconfirmed(agreement), Reason.ACCOUNT_UNCONFIRMED);
        if (instalment.state().equals("CANCELLED")) return false;
        if (instalment.plannedCents() == 0) {
            state(agreement, n, "CANCELLED");
            return false;
        }
        if (instalment.state().equals("HELD")) release(agreement, n);
        state(agreement, n, "REQUESTED");
        db.sql("update funding_instalment set requested_at = :now where agreement = :agreement and n = :n").param("now", books.now()).param("agreement", agreement).param("n", n).update();
        payouts.request(new Payouts.Due(agreement, PROCESS, purpose(n), instalment.plannedCents()));
        return true;
    }

    /** The bank settled it: each funder's part is written into the journal. */
    @Transactional
    public void paid(String agreement, int n) {
        Agreement held = books.locked(agreement);
        if (find(agreement, n).orElseThrow().state().equals("PAID")) return;
        db.sql("update funding_instalment set state = 'PAID', paid_cents = planned_cents, paid_at = :now where agreement = :agreement and n = :n")
                .param("now", books.now()).param("agreement", agreement).param("n", n).update();
        for (Part part : books.parts(agreement, n)) books.enter("paid/" + n, held.envelope(), agreement, part.funder(), "PAID", part.cents());
    }

    /** The bank sent it back; it can be requested again once the account is right. */
    @Transactional
    public void returned(String agreement, int n) {
        books.locked(agreement);
        db.sql("update funding_instalment set state = 'RETURNED' where agreement = :agreement and n = :n and state = 'REQUESTED'").param("agreement", agreement).param("n", n).update();
    }

    /** Whether the books can do without the payment: legal affairs claims nothing of it, and what the organisation returned was not more than it then still got. */
    boolean mayGiveUp(String agreement, int n) {
        return books.agreement(agreement).filter(Agreement::isInForce).isPresent()
                || !isClaimed(agreement) && books.cells(agreement).stream().allMatch(cell -> cell.goneCents() <= cell.paidCents() - part(cell, n));
    }

    private boolean isClaimed(String agreement) {
        return db.sql("select exists (select from funding_debt where agreement = :agreement)").param("agreement", agreement).query(Boolean.class).single();
    }

    private long part(Cell cell, int n) {
        return books.parts(cell.agreement(), n).stream().filter(part -> part.funder().equals(cell.funder())).mapToLong(Part::cents).sum();
    }

    /**
     * Nobody cashed its cheque: it was no payment, once. While the agreement is in force its amount is paid with the next instalment; afterwards it stays with the funders, and lessens what is owed back.
     *
     * @throws MoneyRefused STATE when the books count on the payment
     */
    @Transactional
    public void giveUp(String agreement, int n) throws MoneyRefused {
        Agreement held = books.locked(agreement);
        if (!find(agreement, n).orElseThrow().state().equals("PAID")) return;
        Books.require(mayGiveUp(agreement, n), Reason.STATE);
        db.sql("update funding_instalment set state = 'RETURNED', given_up = true, paid_cents = 0, paid_at = null where agreement = :agreement and n = :n").param("agreement", agreement).param("n", n).update();
        int next = held.isInForce() ? next(agreement) : 0;
        if (!held.isInForce()) lessenDebt(held, n);
        for (Part part : books.parts(agreement, n)) {
            enter(held, n, part.funder(), "PAID", -part.cents());
            books.change(agreement, n, part.funder(), -part.cents());
            if (held.isInForce()) books.change(agreement, next, part.funder(), part.cents());
            else enter(held, n, part.funder(), "RELEASED", part.cents());
        }
        state(agreement, n, "CANCELLED");
    }

    /** The agreement owes less by the whole payment, whichever funder it was owed to; never less than what came back already. What is paid and not owed is justified. */
    private void lessenDebt(Agreement held, int n) {
        List<Cell> cells = books.cells(held.number());
        long[] part = cells.stream().mapToLong(cell -> part(cell, n)).toArray();
        long[] gone = cells.stream().mapToLong(Cell::goneCents).toArray();
        long[] paid = IntStream.range(0, part.length).mapToLong(at -> cells.get(at).paidCents() - part[at]).toArray();
        long[] due = Shares.between(Math.max(Books.sum(gone), cells.stream().mapToLong(Cell::returnDueCents).sum() - Books.sum(part)), gone, paid);
        for (int at = 0; at < due.length; at++) {
            long more = due[at] - cells.get(at).returnDueCents();
            enter(held, n, cells.get(at).funder(), "RETURN_DUE", more);
            enter(held, n, cells.get(at).funder(), "JUSTIFIED", -part[at] - more);
        }
    }

    /** The first that is not paid nor on its way; one more when all are. */
    private int next(String agreement) {
        List<Instalment> all = of(agreement);
        return all.stream().filter(instalment -> instalment.isOpen() && !instalment.givenUp()).map(Instalment::n).findFirst().orElseGet(() -> {
            db.sql("insert into funding_instalment (agreement, n, planned_cents) values (:agreement, :n, 0)").param("agreement", agreement).param("n", all.size() + 1).update();
            db.sql("insert into funding_part (agreement, n, funder, cents) select agreement, :n, funder, 0 from funding_cell where agreement = :agreement").param("agreement", agreement).param("n", all.size() + 1).update();
            return all.size() + 1;
        });
    }

    private void enter(Agreement agreement, int n, String funder, String kind, long cents) {
        books.enter("given-up/" + n, agreement.envelope(), agreement.number(), funder, kind, cents);
    }

    /** Not paid for now. @param why a code of the words `funding.held.*`, e.g. `REPORT_LATE` or `FUNDER_CASH` */
    @Transactional
    public void hold(String agreement, int n, String why) {
        books.locked(agreement);
        db.sql("update funding_instalment set state = 'HELD', held_for = :why where agreement = :agreement and n = :n and state in ('PLANNED', 'HELD')")
                .param("why", why).param("agreement", agreement).param("n", n).update();
    }

    /** What held it is over. */
    @Transactional
    public void release(String agreement, int n) {
        books.locked(agreement);
        db.sql("update funding_instalment set state = 'PLANNED', held_for = null where agreement = :agreement and n = :n and state = 'HELD'").param("agreement", agreement).param("n", n).update();
    }

    /** Whether every funder but the city has paid in what this instalment and those requested or paid before it take of its money; so until this transaction ends: two agreements do not count on the same money. */
    @Transactional
    public boolean isCovered(String agreement, int n) {
        books.locked(agreement);
        return db.sql("""
                select not exists (
                    select from funding_agreement a join funding_funder f on f.envelope = a.envelope and f.code <> :city
                    where a.number = :agreement
                      and coalesce((select sum(r.cents) from funding_receipt r where r.envelope = f.envelope and r.funder = f.code), 0) <
                          (select coalesce(sum(p.cents), 0) from funding_part p join funding_instalment i on i.agreement = p.agreement and i.n = p.n join funding_agreement o on o.number = p.agreement
                           where o.envelope = f.envelope and p.funder = f.code and (i.state in ('REQUESTED', 'PAID') or (p.agreement = :agreement and p.n = :n))))""")
                .param("city", Commitments.CITY).param("agreement", agreement).param("n", n).query(Boolean.class).single();
    }

    /** Paid so far, in cents. */
    public long paidCents(String agreement) {
        return books.instalments(agreement).stream().mapToLong(Instalment::paidCents).sum();
    }

    /** What the instalment pays, towards the batches. */
    static String purpose(int n) {
        return "instalment-" + n;
    }

    private boolean unconfirmed(String agreement) {
        return db.sql("select exists (select from funding_account where agreement = :agreement and state = 'ASKED')").param("agreement", agreement).query(Boolean.class).single();
    }

    private void state(String agreement, int n, String state) {
        db.sql("update funding_instalment set state = :state where agreement = :agreement and n = :n").param("state", state).param("agreement", agreement).param("n", n).update();
    }
}
