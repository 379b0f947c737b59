package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.Permits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Revokes the permit. */
@Component
class RevokePermitDelegate implements JavaDelegate {
    private final Permits permits;

    RevokePermitDelegate(Permits permits) {
        this.permits = permits;
    }

    @Override
    public void execute(DelegateExecution task) {
        permits.revoke(task.getProcessBusinessKey());
    }
}
