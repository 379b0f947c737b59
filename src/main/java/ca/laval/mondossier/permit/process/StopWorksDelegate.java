package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.Permits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Suspends the permit. */
@Component
class StopWorksDelegate implements JavaDelegate {
    private final Permits permits;

    StopWorksDelegate(Permits permits) {
        this.permits = permits;
    }

    @Override
    public void execute(DelegateExecution task) {
        permits.stop(task.getProcessBusinessKey());
    }
}
