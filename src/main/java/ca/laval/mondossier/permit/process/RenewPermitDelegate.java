package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.Permit;
import ca.laval.mondossier.permit.Permits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Renews the permit for the same term, with a new document. */
@Component
class RenewPermitDelegate implements JavaDelegate {
    private final Permits permits;

    RenewPermitDelegate(Permits permits) {
        this.permits = permits;
    }

    @Override
    public void execute(DelegateExecution task) {
        Permit permit = permits.renew(task.getProcessBusinessKey(), PermitProcess.VALIDITY_MONTHS.from(task).intValue(), PermitProcess.INSTRUMENT.from(task));
        PermitDates.store(task, permit);
        LifeProcess.RENEWED.set(task, permit.renewed());
    }
}
