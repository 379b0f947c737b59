package ca.laval.mondossier.funding;

import ca.laval.mondossier.funding.Books.Part;
import ca.laval.mondossier.funding.MoneyRefused.Reason;
import ca.laval.mondossier.payout.Payouts;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The end of an agreement's money: a smaller final instalment, a recovery, or nothing more at all; to the cent, by funder. */
@Component
public class Settlements {
    private final JdbcClient db;
    private final Books books;
    private final Payouts payouts;
    private final Instalments instalments;
    private final BankAccounts accounts;

    Settlements(JdbcClient db, Books books, Payouts payouts, Instalments instalments, BankAccounts accounts) {
        this.db = db;
        this.books = books;
        this.payouts = payouts;
        this.instalments = instalments;
        this.accounts = accounts;
    }

    /** What {@link #settle} would do with these expenses; changes nothing. @param expensesCents accepted, from the first day on */
    public Settlement preview(String agreement, long expensesCents) {
        return settlement(agreement, expensesCents, true);
    }

    /**
     * Settles with the accepted expenses of the whole year, once: what is not paid yet becomes one final instalment, or none; what was paid too much is owed back; the rest is released.
     *
     * @throws MoneyRefused IN_FLIGHT while an instalment is in a batch, NOT_IN_FORCE when the agreement is not
     */
    @Transactional
    public Settlement settle(String agreement, long expensesCents) throws MoneyRefused {
        Agreement held = books.locked(agreement);
        Settlement settlement = settlement(agreement, expensesCents, true);
        if (held.state().equals("SETTLED")) return settlement;
        Books.require(held.isInForce(), Reason.NOT_IN_FORCE);
        Books.require(books.instalments(agreement).stream().noneMatch(instalment -> instalment.state().equals("REQUESTED")), Reason.IN_FLIGHT);
        conclude(held, settlement, "settled");
        state(agreement, "SETTLED");
        return settlement;
    }

    /**
     * Nothing more is paid, because of default or dissolution; what was paid beyond the accepted expenses is owed back.
     *
     * @param state DEFAULTED, DISSOLVED, or DEFEATED for an agreement that never came into force
     * @throws MoneyRefused IN_FLIGHT when an instalment is on its way to the bank: it arrives first
     */
    @Transactional
    public Settlement stop(String agreement, String state) throws MoneyRefused {
        Agreement held = books.locked(agreement);
        withdraw(agreement);
        Settlement settlement = settlement(agreement, accepted(agreement), false);
        conclude(held, settlement, "stopped/" + state);
        accounts.forget(agreement);
        state(agreement, state);
        return settlement;
    }

    private void withdraw(String agreement) throws MoneyRefused {
        // What the bank has answered counts, whether or not the process that waited for it is still there to hear it.
        for (Instalment requested : requested(agreement)) {
            String standing = payouts.standing(agreement, Instalments.purpose(requested.n())).orElse("");
            if (standing.equals("SETTLED")) instalments.paid(agreement, requested.n());
            if (standing.equals("RETURNED")) instalments.returned(agreement, requested.n());
        }
        if (requested(agreement).isEmpty()) return;
        Books.require(payouts.takeBack(agreement), Reason.IN_FLIGHT);
        db.sql("update funding_instalment set state = 'RETURNED' where agreement = :agreement and state = 'REQUESTED'").param("agreement", agreement).update();
    }

    private List<Instalment> requested(String agreement) {
        return books.instalments(agreement).stream().filter(instalment -> instalment.state().equals("REQUESTED")).toList();
    }

    /** What the organisation still owes, in cents. */
    public long outstanding(String agreement) {
        return books.cells(agreement).stream().mapToLong(Cell::owedCents).sum();
    }

    /**
     * Money came back, once per key, e.g. its reference at the bank, that names no other; it goes to the funders in proportion to what each is owed.
     *
     * @return false when it was entered before: then nothing has changed
     */
    @Transactional
    public boolean returned(String agreement, long cents, String key) throws MoneyRefused {
        Agreement held = books.locked(agreement);
        if (books.entered(held.envelope(), "returned/" + key)) return false;
        List<Cell> cells = books.cells(agreement);
        long[] owed = cells.stream().mapToLong(Cell::owedCents).toArray();
        Books.require(cents > 0 && cents <= Books.sum(owed), Reason.NOT_DUE, Books.sum(owed));
        long[] parts = Shares.split(cents, owed);
        for (int at = 0; at < parts.length; at++) books.enter("returned/" + key, held.envelope(), agreement, cells.get(at).funder(), "RETURNED", parts[at]);
        return true;
    }

    /**
     * What is still owed is handed to legal affairs, once: from now on it counts as not recovered, for each funder what was owed to it.
     *
     * @param reason NO_ANSWER, INSOLVENT, DISSOLVED or DISPUTED
     * @param claim  number of legal affairs' own file
     * @throws MoneyRefused NOT_DUE when nothing is owed
     */
    @Transactional
    public void handOver(String agreement, String reason, String claim, String staff) throws MoneyRefused {
        Agreement held = books.locked(agreement);
        List<Cell> cells = books.cells(agreement);
        long owed = cells.stream().mapToLong(Cell::owedCents).sum();
        if (owed == 0 && debt(agreement).isPresent()) return;
        Books.require(owed > 0, Reason.NOT_DUE, owed);
        db.sql("insert into funding_debt (agreement, cents, reason, claim, decided_by, decided_at) values (:agreement, :cents, :reason, :claim, :staff, :now)")
                .param("agreement", agreement).param("cents", owed).param("reason", reason).param("claim", claim.strip()).param("staff", staff).param("now", books.now()).update();
        for (Cell cell : cells) books.enter("handed-over", held.envelope(), agreement, cell.funder(), "UNRECOVERED", cell.owedCents());
    }

    /** What was handed to legal affairs, if anything. */
    public Optional<Debt> debt(String agreement) {
        return db.sql("select * from funding_debt where agreement = :agreement").param("agreement", agreement)
                .query((row, index) -> new Debt(agreement, row.getLong("cents"), row.getString("reason"), row.getString("claim"), row.getString("decided_by"), Books.instant(row, "decided_at"))).optional();
    }

    /** The agreement is over, and nothing is owed: what does not come is with legal affairs. */
    @Transactional
    public void close(String agreement) throws MoneyRefused {
        Agreement held = books.locked(agreement);
        if (held.state().equals("CLOSED") || held.state().equals("DEFEATED")) return;
        Books.require(books.instalments(agreement).stream().allMatch(instalment -> List.of("PAID", "CANCELLED").contains(instalment.state())), Reason.OPEN);
        Books.require(outstanding(agreement) == 0, Reason.OPEN);
        Books.require(List.of("SETTLED", "DEFAULTED", "DISSOLVED").contains(held.state()), Reason.STATE);
        accounts.forget(agreement);
        state(agreement, "CLOSED");
    }

    private Settlement settlement(String agreement, long expensesCents, boolean pays) {
        long paid = books.cells(agreement).stream().mapToLong(Cell::paidCents).sum();
        long unpaid = books.unpaid(agreement, null).stream().mapToLong(Part::cents).sum();
        long due = pays ? Math.max(0, Math.min(unpaid, expensesCents - paid)) : 0;
        long granted = books.cells(agreement).stream().mapToLong(Cell::cents).sum();
        return new Settlement(paid, due, Math.max(0, paid - expensesCents), granted - paid - due);
    }

    /** In proportion to what each funder has not paid, and of what it has: no part is then more than what it is taken from. What came back when it ended before stays owed and back. */
    private void conclude(Agreement agreement, Settlement settlement, String key) {
        List<Cell> cells = books.cells(agreement.number());
        List<Part> unpaid = books.unpaid(agreement.number(), null);
        long[] due = Shares.split(settlement.finalCents(), cells.stream().mapToLong(cell -> unpaid.stream().filter(part -> part.funder().equals(cell.funder())).mapToLong(Part::cents).sum()).toArray());
        long[] gone = cells.stream().mapToLong(Cell::goneCents).toArray();
        long[] recover = Shares.between(Math.max(settlement.recoverCents(), Books.sum(gone)), gone, cells.stream().mapToLong(Cell::paidCents).toArray());
        int last = unpaid.stream().mapToInt(Part::n).max().orElse(0);
        for (Part part : unpaid) books.change(part.agreement(), part.n(), part.funder(), -part.cents());
        for (int at = 0; at < cells.size(); at++) {
            Cell cell = cells.get(at);
            if (due[at] > 0) books.change(agreement.number(), last, cell.funder(), due[at]);
            books.enter(key, agreement.envelope(), agreement.number(), cell.funder(), "RELEASED", cell.cents() - cell.paidCents() - due[at] - cell.releasedCents());
            books.enter(key, agreement.envelope(), agreement.number(), cell.funder(), "RETURN_DUE", recover[at] - cell.returnDueCents());
            books.enter(key, agreement.envelope(), agreement.number(), cell.funder(), "JUSTIFIED", cell.paidCents() + due[at] - recover[at] - cell.justifiedCents());
        }
        db.sql("update funding_instalment set state = 'CANCELLED', held_for = null where agreement = :agreement and planned_cents = 0 and state in ('PLANNED', 'HELD', 'RETURNED')")
                .param("agreement", agreement.number()).update();
        db.sql("update funding_instalment set state = 'PLANNED', held_for = null where agreement = :agreement and state = 'HELD'").param("agreement", agreement.number()).update();
    }

    /** Expenses that were accepted so far, in cents. */
    private long accepted(String agreement) {
        return db.sql("select coalesce(max(accepted_cents), 0) from funding_report where agreement = :agreement and state = 'ACCEPTED'").param("agreement", agreement).query(Long.class).single();
    }

    private void state(String agreement, String state) {
        db.sql("update funding_agreement set state = :state, closed_at = case when :state in ('CLOSED', 'DEFEATED') then cast(:now as timestamptz) end where number = :number and state <> :state")
                .param("state", state).param("now", books.now()).param("number", agreement).update();
    }
}
