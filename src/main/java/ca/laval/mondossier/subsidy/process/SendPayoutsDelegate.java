package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyPayouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes the approved batch's file. */
@Component
class SendPayoutsDelegate implements JavaDelegate {
    private final SubsidyPayouts payouts;

    SendPayoutsDelegate(SubsidyPayouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        payouts.send(task.getProcessBusinessKey());
    }
}
