package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.Permits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The permit is no longer valid. */
@Component
class ExpirePermitDelegate implements JavaDelegate {
    private final Permits permits;

    ExpirePermitDelegate(Permits permits) {
        this.permits = permits;
    }

    @Override
    public void execute(DelegateExecution task) {
        permits.expire(task.getProcessBusinessKey());
    }
}
