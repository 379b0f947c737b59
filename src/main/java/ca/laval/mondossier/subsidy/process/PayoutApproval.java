package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.subsidy.Payout;
import ca.laval.mondossier.subsidy.PayoutBatch;
import ca.laval.mondossier.subsidy.SubsidyAdjustments;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Models call it `payoutApproval`: who may let a batch leave, and when its answer is complete. */
@Component("payoutApproval")
public class PayoutApproval {
    private final ObjectProvider<HistoryService> history;
    private final SubsidyPayouts payouts;
    private final SubsidyAdjustments adjustments;

    PayoutApproval(ObjectProvider<HistoryService> history, SubsidyPayouts payouts, SubsidyAdjustments adjustments) {
        this.history = history;
        this.payouts = payouts;
        this.adjustments = adjustments;
    }

    /** On completion: approves the batch, or is the first of two who do; refuses whoever worked on one of its cases, and a batch that is no longer what the task shows. */
    public void check(DelegateTask task) {
        if (!"approve".equals(task.getVariable("batchDecision"))) return;
        PayoutBatch batch = approvable(task);
        if (payouts.paysAgreements(batch.number())) payouts.approveFirst(batch.number(), batch.lines(), batch.totalCents(), task.getAssignee());
        else payouts.approve(batch.number(), batch.lines(), batch.totalCents(), task.getAssignee());
    }

    /** On completion: approves a batch that pays agreements as the second person; refuses the first one, too. */
    public void checkAgain(DelegateTask task) {
        if (!"approve".equals(task.getVariable("batchDecision"))) return;
        PayoutBatch batch = approvable(task);
        if (task.getAssignee() == null || task.getAssignee().equals(batch.firstApprovedBy())) {
            throw new SubmissionRefusedException("Une deuxième personne doit approuver ce lot : vous l’avez approuvé la première fois. / A second person must approve this batch: you approved it the first time.");
        }
        payouts.approve(batch.number(), batch.lines(), batch.totalCents(), task.getAssignee());
    }

    private PayoutBatch approvable(DelegateTask task) {
        String number = task.getExecution().getProcessBusinessKey();
        var batch = payouts.batch(number).orElseThrow();
        if (batch.lines() != PayoutProcess.LINES.from(task) || batch.totalCents() != PayoutProcess.TOTAL_CENTS.from(task)) {
            throw new SubmissionRefusedException("Une ligne a été retirée depuis : choisissez « Recompter ». / A line was withdrawn meanwhile: choose \"Count again\".");
        }
        if (payouts.lines(number).stream().map(Payout::caseNumber).anyMatch(caseNumber -> workedOn(caseNumber, task.getAssignee()))) {
            throw new SubmissionRefusedException("Une autre personne doit approuver ce lot : vous avez travaillé à l’un de ses dossiers. / "
                    + "Somebody else must approve this batch: you worked on one of its cases.");
        }
        return batch;
    }

    /** On completion: refuses while the bank has not answered every line. */
    public void answered(DelegateTask task) {
        int open = payouts.unanswered(task.getExecution().getProcessBusinessKey());
        if (open > 0) throw new SubmissionRefusedException("%d lignes n’ont pas encore de réponse. / %d lines have no answer yet.".formatted(open, open));
    }

    private boolean workedOn(String caseNumber, String person) {
        return Stream.concat(Stream.of(caseNumber), adjustments.of(caseNumber).stream()).anyMatch(number -> history.getObject().createHistoricTaskInstanceQuery().processInstanceBusinessKey(number)
                .taskAssignee(person).finished().count() > 0);
    }
}
