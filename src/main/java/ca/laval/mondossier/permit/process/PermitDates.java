package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.Permit;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** What the drawing's timers need to know of a permit. */
final class PermitDates {

    private PermitDates() {
    }

    static void store(DelegateExecution task, Permit permit) {
        PermitProcess.EXPIRES_ON.set(task, permit.expiresOn() == null ? null : permit.expiresOn().toString());
        PermitProcess.REMINDER_ON.set(task, permit.reminderOn() == null ? null : permit.reminderOn().toString());
    }
}
