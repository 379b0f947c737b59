package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.council.Resolution;
import ca.laval.mondossier.council.Resolutions;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.permit.PermitCases;
import ca.laval.mondossier.permit.PermitFees;
import ca.laval.mondossier.permit.Permits;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Models call it `permitTasks`: what ending a task of a permit changes, and what it may not. */
@Component("permitTasks")
public class PermitTasks {
    private final PermitCases cases;
    private final PermitFees fees;
    private final Permits permits;
    private final Resolutions resolutions;

    PermitTasks(PermitCases cases, PermitFees fees, Permits permits, Resolutions resolutions) {
        this.cases = cases;
        this.fees = fees;
        this.permits = permits;
        this.resolutions = resolutions;
    }

    /** On completion: a matricule that the staff found has to be in the roll; what the roll says of it counts from then on. */
    public void takeIn(DelegateTask task) {
        String matricule = IntakeProcess.PROPERTY_FOUND.orNull(task);
        if (matricule == null) return;
        if (!cases.found(number(task), matricule)) {
            refuse("Ce matricule n’est pas au rôle d’évaluation de Laval.", "This matricule is not in Laval’s assessment roll.");
        }
        var property = cases.property(number(task)).orElseThrow();
        var process = task.getExecution();
        IntakeProcess.IN_ROLL.set(process, true);
        IntakeProcess.PIIA_AREA.set(process, property.piia() ? "yes" : "no");
        IntakeProcess.CONSTRAINT_AREA.set(process, property.constraintWord() == null ? "no" : "yes");
        IntakeProcess.OTHER_FILES.set(process, !cases.of(number(task)).isEmpty());
    }

    /** On completion: keeps the opinion of the office that was asked. */
    public void giveOpinion(DelegateTask task) {
        cases.opine(number(task), AssessmentProcess.OFFICE.from(task), AssessmentProcess.OPINION.from(task), task.getAssignee());
    }

    /** On completion: nothing is granted against the by-law, against a body that said no, before the payment, or on a procuration that has ended. */
    public void conclude(DelegateTask task) {
        if (!DecisionProcess.CONCLUSION.from(task).equals("grant")) return;
        if (DecisionProcess.PATH.from(task).equals("REFUSE")) {
            refuse("L’analyse mène à un refus : un permis ne peut pas être accordé contre le règlement.", "The analysis leads to a refusal: a permit cannot be granted against the by-law.");
        }
        if ("REFUSED".equals(DecisionProcess.COUNCIL_OUTCOME.orNull(task))) {
            refuse("L’instance qui décide a refusé : la conclusion est un refus.", "The body that decides refused: the conclusion is a refusal.");
        }
        if (!fees.paid(number(task))) refuse("Les frais ne sont pas payés : rien n’est accordé avant.", "The fee is not paid: nothing is granted before.");
        if (!cases.mayStillAct(number(task))) {
            refuse("La procuration est échue : en demander une nouvelle, ou refuser pour ce motif.", "The procuration has expired: ask for a new one, or refuse for that reason.");
        }
        cases.keepConditions(number(task), resolutions.decided(number(task)).map(Resolution::conditions).orElse(null));
    }

    /** On completion: the works may resume. */
    public void liftStopWork(DelegateTask task) {
        if (LifeProcess.STOP_WORK_DECISION.from(task).equals("resume")) permits.resume(number(task));
    }

    private static String number(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }

    private static void refuse(String french, String english) {
        throw new SubmissionRefusedException(french + " / " + english);
    }
}
