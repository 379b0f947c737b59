package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyPayouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the batch of everything that is due; its number is the business key. */
@Component
class CollectPayoutsDelegate implements JavaDelegate {
    private final SubsidyPayouts payouts;

    CollectPayoutsDelegate(SubsidyPayouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        if (task.getProcessBusinessKey() == null) task.setProcessBusinessKey(payouts.nextNumber());
        PayoutProcess.store(task, payouts.collect(task.getProcessBusinessKey()), payouts.before(task.getProcessBusinessKey()));
    }
}
