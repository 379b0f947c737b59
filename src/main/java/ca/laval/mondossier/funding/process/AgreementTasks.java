package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.engine.FourEyes;
import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.Agreements.BudgetLine;
import ca.laval.mondossier.funding.BankAccounts;
import ca.laval.mondossier.funding.EnvelopeReader;
import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.funding.Settlements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Models call it `agreementTasks`: what the tasks of an agreement change in its books, and what they may not say. */
@Component("agreementTasks")
public class AgreementTasks {
    private final Agreements agreements;
    private final Settlements settlements;
    private final BankAccounts accounts;
    private final CaseFiles caseFiles;
    private final FourEyes fourEyes;
    private final Refusals refusals;

    AgreementTasks(Agreements agreements, Settlements settlements, BankAccounts accounts, CaseFiles caseFiles, FourEyes fourEyes, Refusals refusals) {
        this.agreements = agreements;
        this.settlements = settlements;
        this.accounts = accounts;
        this.caseFiles = caseFiles;
        this.fourEyes = fourEyes;
        this.refusals = refusals;
    }

    /** On completion: who signs and the budget, whose lines make the granted amount. */
    public void draft(DelegateTask task) {
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        List<BudgetLine> lines = budget(answer(number, "budget"));
        // An amendment waits until the budget is in the books; then the budget follows it.
        long granted = agreements.held(number).grantedCents();
        long sum = lines.stream().mapToLong(BudgetLine::cents).sum();
        if (sum != granted) throw refusals.of("agreement.refused.budgetSum", sum, granted);
        books(() -> {
            agreements.budget(number, lines);
            agreements.nameSignatory(number, answer(number, "signatory"));
        });
    }

    /** On completion: somebody named by the board, and a new text is not needed. */
    public void nameSignatory(DelegateTask task) {
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        books(() -> agreements.nameSignatory(number, answer(number, "signatory")));
    }

    /** On completion: a decision has its number and its day, a postponement the next sitting. */
    public void checkResolution(DelegateTask task) {
        boolean postponed = ConclusionProcess.RESOLUTION_OUTCOME.from(task).equals("postponed");
        if (postponed && ConclusionProcess.NEXT_SITTING_ON.orNull(task) == null) throw refusals.of("agreement.refused.nextSitting");
        if (!postponed && (blank(ConclusionProcess.RESOLUTION_NUMBER.orNull(task)) || ConclusionProcess.RESOLUTION_ON.orNull(task) == null)) throw refusals.of("agreement.refused.resolution");
    }

    /** On completion: the city's signature is the assignee's. */
    public void signForCity(DelegateTask task) {
        books(() -> agreements.signForCity(EnvelopeProcess.CASE_NUMBER.from(task), task.getAssignee()));
    }

    /** On completion: what counts of the reported expenses is a clear amount, and not more than was reported. */
    public void checkReview(DelegateTask task) {
        if (!ReportProcess.REVIEW_DECISION.from(task).equals("accept")) return;
        long reported = ReportProcess.EXPENSES_CENTS.from(task);
        Optional<Long> accepted = EnvelopeReader.amount(ReportProcess.ACCEPTED_AMOUNT.orNull(task));
        if (accepted.isEmpty() || accepted.get() > reported) throw refusals.of("agreement.refused.accepted", reported);
    }

    /** On completion: the money that came back, once per reference of the bank. */
    public void recordReturn(DelegateTask task) {
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        long cents = amount(number, RecoveryProcess.RETURNED_AMOUNT.from(task));
        // A cheque that was given up meanwhile: nothing is owed any more, and nothing arrived.
        if (cents == 0 && !owes(number)) return;
        bookReturn(number, cents, RecoveryProcess.RETURN_REFERENCE.from(task).strip());
    }

    /** On completion: what arrived meanwhile counts first; legal affairs takes the rest over, under a number and for a reason, or leaves it with the treasury. */
    public void decideDebt(DelegateTask task) {
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        String arrived = RecoveryProcess.ARRIVED_AMOUNT.orNull(task);
        String reference = RecoveryProcess.ARRIVED_REFERENCE.orNull(task);
        if (blank(arrived) != blank(reference)) throw refusals.of("agreement.refused.arrived");
        if (!blank(arrived)) bookReturn(number, amount(number, arrived), reference.strip());
        if (!RecoveryProcess.DEBT_DECISION.from(task).equals("takeOver")) return;
        String reason = RecoveryProcess.DEBT_REASON.orNull(task);
        String claim = RecoveryProcess.CLAIM_NUMBER.orNull(task);
        if (blank(reason) || blank(claim)) throw refusals.of("agreement.refused.claim");
        if (!owes(number)) throw refusals.of("agreement.refused.nothingOwed");
        books(() -> settlements.handOver(number, reason, claim, task.getAssignee()));
    }

    private long amount(String number, String typed) {
        return EnvelopeReader.amount(typed).orElseThrow(() -> refusals.of("funding.moneyRefused.NOT_DUE", owed(number)));
    }

    private void bookReturn(String number, long cents, String reference) {
        books(() -> {
            if (!settlements.returned(number, cents, number + "/" + reference)) throw refusals.of("agreement.refused.returnTwice", reference);
        });
    }

    /** On completion: a second person decides, and nobody confirms what the organisation did not ask for. */
    public void decideAccount(DelegateTask task) {
        fourEyes.check(task, "userTask_callBack");
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        boolean confirmed = AccountProcess.ACCOUNT_DECISION.from(task).equals("confirm");
        if (confirmed && !AccountProcess.CALL_BACK_OUTCOME.from(task).equals("asked")) throw refusals.of("agreement.refused.callBack");
        if (confirmed) books(() -> accounts.confirm(number, task.getAssignee()));
        else accounts.refuse(number, task.getAssignee());
    }

    /** What the organisation gets, in cents: its budget makes as much. */
    public long granted(String agreement) {
        return agreements.find(agreement).orElseThrow().grantedCents();
    }

    /** Codes of findings, as sentences for the staff. */
    public String inWords(String findings) {
        return refusals.sentences(AgreementProcess.KEY, "reason.", findings);
    }

    public boolean owes(String agreement) {
        return owed(agreement) > 0;
    }

    /** What the organisation still owes, in cents. */
    public long owed(String agreement) {
        return settlements.outstanding(agreement);
    }

    /** A line each: `name; amount`. */
    private List<BudgetLine> budget(String text) {
        var lines = new ArrayList<BudgetLine>();
        String[] rows = text.split("\\R");
        for (int at = 0; at < rows.length; at++) {
            if (rows[at].isBlank()) continue;
            String[] parts = rows[at].split(";", -1);
            Optional<Long> cents = parts.length == 2 ? EnvelopeReader.amount(parts[1].strip()) : Optional.empty();
            if (cents.isEmpty() || parts[0].isBlank()) throw refusals.of("agreement.refused.budgetLine", at + 1);
            lines.add(new BudgetLine(parts[0].strip(), cents.get()));
        }
        return lines;
    }

    private String answer(String number, String field) {
        return Objects.toString(caseFiles.find(new CaseNumber(number)).orElseThrow().answers().get(field), "");
    }

    private interface Booking {
        void run() throws MoneyRefused;
    }

    private void books(Booking booking) {
        try {
            booking.run();
        } catch (MoneyRefused e) {
            throw refusals.of(e);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
