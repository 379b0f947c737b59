package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.NoticeRefused;
import ca.laval.mondossier.council.NoticeTooLate;
import ca.laval.mondossier.council.Notices;
import ca.laval.mondossier.council.Outcome;
import ca.laval.mondossier.council.ResolutionRefused;
import ca.laval.mondossier.council.Resolutions;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.permit.PermitCases;
import ca.laval.mondossier.permit.PermitFees;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Models call it `councilTasks`: what the committee's secretariat and the clerk's office record, checked by the calendar of sittings. */
@Component("councilTasks")
public class CouncilTasks {
    private final Notices notices;
    private final Resolutions resolutions;
    private final PermitCases cases;
    private final PermitFees fees;

    CouncilTasks(Notices notices, Resolutions resolutions, PermitCases cases, PermitFees fees) {
        this.notices = notices;
        this.resolutions = resolutions;
        this.cases = cases;
        this.fees = fees;
    }

    /** On completion: the recommendation of the planning committee. */
    public void recordRecommendation(DelegateTask task) {
        String outcome = CommitteeProcess.RECOMMENDATION.from(task);
        record(task, Body.CCU, CommitteeProcess.RECOMMENDATION_NUMBER.from(task), outcome);
        CommitteeProcess.COMMITTEE_AGAIN.set(task.getExecution(), outcome.equals("POSTPONED"));
    }

    /** On completion: the day the notice was published, when it was; nothing is too late before the last lawful day has passed. */
    public void publishNotice(DelegateTask task) {
        if (!SittingProcess.NOTICE_OUTCOME.from(task).equals("published")) {
            notices.timeLeft(number(task), body(task)).ifPresent(last -> refuse(
                    "Il n’est pas trop tard : l’avis peut encore paraître jusqu’au %s.".formatted(Formats.date(last, Language.FR)),
                    "It is not too late: the notice can still be published until %s.".formatted(Formats.date(last, Language.EN))));
            return;
        }
        try {
            notices.publish(number(task), body(task), LocalDate.parse(SittingProcess.PUBLISHED_ON.from(task)), SittingProcess.NOTICE_PLACE.from(task), task.getAssignee());
        } catch (NoticeTooLate e) {
            refuse("Trop tard : le dernier jour légal était le %s. Choisissez « Non, ou trop tard » : le dossier passe à la séance suivante.".formatted(Formats.date(e.lastDay(), Language.FR)),
                    "Too late: the last lawful day was %s. Choose “No, or too late”: the file goes to the next sitting.".formatted(Formats.date(e.lastDay(), Language.EN)));
        } catch (NoticeRefused e) {
            refuse(e.reason());
        }
    }

    /** On completion: the resolution of the body that decides. */
    public void recordResolution(DelegateTask task) {
        String outcome = SittingProcess.RESOLUTION_OUTCOME.from(task);
        record(task, body(task), SittingProcess.RESOLUTION_NUMBER.from(task), outcome);
        SittingProcess.COUNCIL_OUTCOME.set(task.getExecution(), outcome);
    }

    private void record(DelegateTask task, Body body, String number, String outcome) {
        try {
            resolutions.record(number(task), body, number, Outcome.valueOf(outcome), cases.noted(number(task)), task.getAssignee(), () -> fees.paid(number(task)));
        } catch (ResolutionRefused e) {
            refuse(e.reason());
        }
    }

    private static void refuse(NoticeRefused.Reason reason) {
        switch (reason) {
            case FUTURE -> refuse("La publication ne peut pas être à venir.", "The publication cannot lie ahead.");
            case CLOSED_DAY -> refuse("L’avis doit paraître un jour où les bureaux sont ouverts.", "The notice must be published on a day the offices are open.");
            case BEFORE_AGENDA -> refuse("Un avis publié avant l’inscription à cette séance n’a pas pu l’annoncer.", "A notice published before the case was on this agenda cannot have announced it.");
            case AFTER_THE_FACT -> refuse("Le jour de la séance est venu : un avis ne s’inscrit plus après coup.", "The day of the sitting has come: a notice is not entered after the fact.");
            case ALREADY_PUBLISHED -> refuse("L’avis de cette séance est déjà inscrit.", "The notice of this sitting is recorded already.");
            case NOT_ON_AGENDA -> refuse("Ce dossier n’attend pas d’avis public.", "This file awaits no public notice.");
        }
    }

    private static void refuse(ResolutionRefused.Reason reason) {
        switch (reason) {
            case SITTING_AHEAD -> refuse("La séance n’a pas encore eu lieu.", "The sitting has not been held yet.");
            case NUMBER_SHAPE -> refuse("Ce numéro n’est pas de cette instance ou de ce jour.", "This number is not of that body, or not of that day.");
            case NUMBER_TAKEN -> refuse("Ce numéro est déjà celui d’une autre résolution.", "This number already belongs to another resolution.");
            case NOTICE_MISSING -> refuse("Sans avis public légal, rien ne peut être décidé.", "Without a lawful public notice nothing can be decided.");
            case NOT_PAID -> refuse("Les frais ne sont pas payés : rien n’est décidé avant.", "The fee is not paid: nothing is decided before.");
            case NOT_ON_AGENDA -> refuse("Ce dossier n’est plus à cet ordre du jour.", "This file is no longer on that agenda.");
        }
    }

    private static Body body(DelegateTask task) {
        return Body.valueOf(SittingProcess.DECIDING_BODY.from(task));
    }

    private static String number(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }

    private static void refuse(String french, String english) {
        throw new SubmissionRefusedException(french + " / " + english);
    }
}
