package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.Permit;
import ca.laval.mondossier.permit.Permits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Issues the permit: its signed document, its end and the day of the reminder. */
@Component
class IssuePermitDelegate implements JavaDelegate {
    private final Permits permits;

    IssuePermitDelegate(Permits permits) {
        this.permits = permits;
    }

    @Override
    public void execute(DelegateExecution task) {
        Permit permit = permits.issue(task.getProcessBusinessKey(), PermitProcess.VALIDITY_MONTHS.from(task).intValue(), PermitProcess.INSTRUMENT.from(task),
                PermitProcess.RESOLUTION_NUMBER.orNull(task));
        PermitDates.store(task, permit);
    }
}
