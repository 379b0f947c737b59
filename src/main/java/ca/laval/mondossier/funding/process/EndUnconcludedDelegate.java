package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.funding.Settlements;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends an agreement that never came into force. */
@Component
class EndUnconcludedDelegate implements JavaDelegate {
    private final Settlements settlements;

    EndUnconcludedDelegate(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        settlements.stop(task.getProcessBusinessKey(), "DEFEATED");
    }
}
