package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.subsidy.SubsidyCheques;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Models call it `chequeDesk`: what accounts payable found out about a cheque. */
@Component("chequeDesk")
public class ChequeDesk {
    private final SubsidyCheques cheques;

    ChequeDesk(SubsidyCheques cheques) {
        this.cheques = cheques;
    }

    /** On completion: marks the cheque as cashed or stopped; refuses what no longer fits. */
    public void decided(DelegateTask task) {
        String number = ChequeProcess.CASE_NUMBER.from(task);
        int attempt = ChequeProcess.ATTEMPT.from(task);
        switch ((String) task.getVariable("chequeDecision")) {
            case "wait" -> { }
            case "cashed" -> refuseUnless(cheques.cashed(number, attempt, task.getAssignee()), "Ce chèque est arrêté ou revenu : il n’a pas été encaissé. / This cheque was stopped or came back: it was not cashed.");
            case "reissue" -> {
                refuseUnless(!cheques.isAnotherUnderWay(number), "Un autre versement de ce dossier est en cours : attendez qu’il soit réglé. / Another payment of this case is on its way: wait until it is settled.");
                stop(number, attempt);
                // At once, while nothing else of the case can come in between.
                cheques.reissue(number, attempt);
            }
            default -> {
                refuseUnless(!cheques.carriesADifference(number, attempt),
                        "Une différence a été versée en plus de cette subvention : émettez le chèque de nouveau. / A difference was paid on top of this subsidy: issue the cheque again.");
                refuseUnless(cheques.mayGiveUp(number, attempt), "L’organisme a déjà remboursé ce que ce chèque versait, ou les affaires juridiques le réclament : émettez-le de nouveau. / The organisation already returned what this cheque paid, or legal affairs claims it: issue it again.");
                stop(number, attempt);
            }
        }
    }

    private void stop(String number, int attempt) {
        refuseUnless(cheques.stop(number, attempt), "Ce chèque a été encaissé entre-temps. / This cheque was cashed meanwhile.");
    }

    private static void refuseUnless(boolean fits, String why) {
        if (!fits) throw new SubmissionRefusedException(why);
    }
}
