package ca.laval.mondossier.funding;

import ca.laval.mondossier.CaseTest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;

/** The money of envelopes, on real tables; without their processes. */
public abstract class FundingTest extends CaseTest {
    /** Of domain.md, section 5.2. */
    protected static final List<Integer> PLAN = List.of(50, 40, 10);

    @Autowired
    protected Envelopes envelopes;
    @Autowired
    protected Commitments commitments;
    @Autowired
    protected Agreements agreements;
    @Autowired
    protected Amendments amendments;
    @Autowired
    protected Instalments instalments;
    @Autowired
    protected Reports reports;
    @Autowired
    protected Settlements settlements;
    @Autowired
    protected Clock clock;

    /** An envelope of these shares, in cents, as proposed. */
    protected String propose(List<EnvelopeProposal.Funder> funders, List<EnvelopeProposal.Organisation> organisations, List<Integer> plan) {
        String number = envelopes.nextNumber(Envelopes.PREFIX);
        envelopes.propose(number, new EnvelopeProposal("Aînés et santé mentale", "Objectif 3.2", LocalDate.of(2026, 4, 1), funders.stream().mapToLong(EnvelopeProposal.Funder::cents).sum(),
                funders, organisations, plan), "caroline");
        return number;
    }

    /** The $556,165.00 of the demonstration. */
    protected String demo() {
        return propose(List.of(funder("VILLE", 22_246_600), funder("MAMH", 19_465_775), funder("CISSS", 13_904_125)),
                List.of(organisation("1140000013", "TRCAL", 31_145_240), organisation("1140000021", "ALPABEM", 24_471_260)), PLAN);
    }

    protected static EnvelopeProposal.Funder funder(String code, long cents) {
        return new EnvelopeProposal.Funder(code, "Bailleur " + code, code.toLowerCase() + "@exemple.example", cents);
    }

    protected static EnvelopeProposal.Organisation organisation(String neq, String name, long cents) {
        return new EnvelopeProposal.Organisation(neq, name, name.toLowerCase() + "@exemple.example", cents, "Aînés");
    }

    /** Every funder gives what it was asked for. */
    protected void commit(String envelope) throws MoneyRefused {
        for (Funder funder : commitments.of(envelope)) commitments.commit(envelope, funder.code(), funder.committedCents());
        envelopes.certify(envelope);
    }

    /** By resolution and both signatures. */
    protected void inForce(String agreement) throws MoneyRefused {
        agreements.adopt(agreement, "CM-20260414-101", LocalDate.of(2026, 4, 14));
        agreements.nameSignatory(agreement, "Élise Côté");
        agreements.sign(agreement, "elise cote", agreements.find(agreement).orElseThrow().textEdition());
        agreements.signForCity(agreement, "isabelle");
    }

    /** Requested, in a batch, at the bank and settled. */
    protected void pay(String agreement, int n) throws MoneyRefused {
        if (!instalments.request(agreement, n)) return;
        db.sql("delete from subsidy_payout where case_number = :number").param("number", agreement).update();
        instalments.paid(agreement, n);
    }

    protected void report(String agreement, String kind, long expensesCents) throws MoneyRefused {
        reports.file(new Report(agreement, kind, 0, "", LocalDate.of(2026, 4, 1), LocalDate.of(2027, 3, 31), List.of(new Report.Line("Salaires", expensesCents, expensesCents)), 0, 0,
                "120 personnes rejointes", 40, true, true, 3, clock.instant(), null));
        reports.accept(agreement, kind, expensesCents);
    }

    protected long sum(String column, String envelope) {
        return db.sql("select coalesce(sum(" + column + "), 0) from funding_cell where envelope = :envelope").param("envelope", envelope).query(Long.class).single();
    }
}
