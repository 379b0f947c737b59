package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.removal.Campaigns;
import ca.laval.mondossier.removal.RemovalExceptions;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Models call it `campaignTasks`: what a measure and an exception may not say. */
@Component("campaignTasks")
public class CampaignTasks {
    private final Campaigns campaigns;
    private final RemovalExceptions exceptions;
    private final BusinessCalendar calendar;
    private final Documents documents;

    CampaignTasks(Campaigns campaigns, RemovalExceptions exceptions, BusinessCalendar calendar, Documents documents) {
        this.campaigns = campaigns;
        this.exceptions = exceptions;
        this.calendar = calendar;
        this.documents = documents;
    }

    /** On start, by whichever door: the measure's number is its business key. */
    public void number(DelegateExecution execution) {
        String number = campaigns.nextNumber("APP");
        execution.setProcessBusinessKey(number);
        RemovalProcess.CASE_NUMBER.set(execution, number);
    }

    /** On completion: names an application that is not forbidden yet, and a review that lies ahead. */
    public void check(DelegateTask task) {
        namesSomething(task);
        if (campaigns.isForbidden(RemovalProcess.APPLICATION_NAME.from(task))) {
            refuse("Une mesure vise déjà cette application.", "A measure against this application is in force already.");
        }
        String review = RemovalProcess.REVIEW_ON.from(task);
        if (calendar.hasPassed(review) || !LocalDate.parse(review).isAfter(LocalDate.parse(RemovalProcess.STARTS_ON.from(task)))) {
            refuse("La révision doit suivre l’entrée en vigueur et ne peut être passée.", "The review must follow the beginning and cannot lie in the past.");
        }
    }

    /** On completion: a measure that goes on still names something, and has a review ahead. */
    public void checkReview(DelegateTask task) {
        if (!RemovalProcess.REVIEW_DECISION.from(task).equals("renew")) return;
        namesSomething(task);
        if (calendar.hasPassed(RemovalProcess.REVIEW_ON.from(task))) refuse("La prochaine révision ne peut être passée.", "The next review cannot lie in the past.");
    }

    private static void namesSomething(DelegateTask task) {
        if (OpenCampaignDelegate.terms(task).namesSomething()) return;
        refuse("Indiquez au moins un identifiant ou un nom : sans lui, aucun appareil n’est visé.", "Give at least one id or name: without it no device is concerned.");
    }

    /** Whether there is something to report: the measure is in force, or paused. */
    public boolean isInForce(DelegateExecution execution) {
        return campaigns.holds(RemovalProcess.CASE_NUMBER.from(execution));
    }

    /** On completion: the proof of the step is on the campaign's page, ARCHIVE or NOTICE. */
    public void checkEvidence(DelegateTask task, String kind) {
        var number = new CaseNumber(RemovalProcess.CASE_NUMBER.from(task));
        if (documents.ofCase(number).stream().anyMatch(document -> document.kind().equals(kind))) return;
        refuse("Ajoutez d’abord la preuve sur la page de la campagne.", "Add the proof on the campaign’s page first.");
    }

    /** On completion: an exception ends within thirty days. */
    public void checkException(DelegateTask task) {
        if (!RemovalExceptionProcess.EXCEPTION_DECISION.from(task).equals("grant")) return;
        if (!exceptions.isAllowed(LocalDate.parse(DeviceRemovalProcess.EXCEPTION_UNTIL.from(task)))) {
            refuse("Le dernier jour d’une exception est au plus tard dans 30 jours, et pas dans le passé.", "The last day of an exception is at most 30 days ahead, and not in the past.");
        }
    }

    private static void refuse(String french, String english) {
        throw new SubmissionRefusedException(french + " / " + english);
    }
}
