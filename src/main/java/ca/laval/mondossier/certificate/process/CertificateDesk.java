package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.certificate.CertificateLines;
import ca.laval.mondossier.engine.FourEyes;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Models call it `certificateDesk`: when the tasks of a delivery may end, and what they do to the lines. */
@Component("certificateDesk")
public class CertificateDesk {
    private static final int URGENT = 90;

    private final CertificateLines lines;
    private final FourEyes fourEyes;
    private final ObjectProvider<TaskService> tasks;

    CertificateDesk(CertificateLines lines, FourEyes fourEyes, ObjectProvider<TaskService> tasks) {
        this.lines = lines;
        this.fourEyes = fourEyes;
        this.tasks = tasks;
    }

    /** On completion: refuses while a line is neither ready nor closed, or only waits for a decision about its refund. */
    public void prepared(DelegateTask task) {
        int held = lines.held(number(task));
        int open = lines.open(number(task)) - held;
        if (open > 0) {
            throw new SubmissionRefusedException("Lignes à terminer dans la page de la commande : %d. / Lines to finish on the page of the order: %d.".formatted(open, open));
        }
        if (held > 0 && !lines.anythingPrepared(number(task))) {
            throw new SubmissionRefusedException("Les finances décident d’abord du remboursement demandé, lignes en attente : %d. / Finance decides first about the refund asked for, lines waiting: %d.".formatted(held, held));
        }
        DeliveryProcess.ANYTHING_TO_SIGN.set(task, lines.anythingPrepared(number(task)));
    }

    /** On completion: signs everything that is ready, by somebody who prepared none of it, or sends it back. */
    public void signed(DelegateTask task) {
        if (!"sign".equals(task.getVariable("signDecision"))) {
            lines.sendBack(number(task));
            return;
        }
        fourEyes.check(task, "userTask_prepareCertificates");
        if (lines.prepared(number(task), task.getAssignee())) {
            throw new SubmissionRefusedException("Une autre personne doit signer : vous avez préparé l’un de ces certificats. / Somebody else must sign: you prepared one of these certificates.");
        }
        lines.sign(number(task), task.getAssignee());
    }

    /** The order is late: its other tasks come first now. */
    public void hurry(DelegateTask late) {
        tasks.getObject().createTaskQuery().processInstanceId(late.getProcessInstanceId()).list().stream().filter(task -> !task.getId().equals(late.getId()))
                .forEach(task -> tasks.getObject().setPriority(task.getId(), URGENT));
    }

    /** On completion: gives up what is not signed when the approver says so. */
    public void lateDecided(DelegateTask task) {
        if ("giveBack".equals(task.getVariable("lateDecision"))) lines.giveUp(number(task));
    }

    private static String number(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
