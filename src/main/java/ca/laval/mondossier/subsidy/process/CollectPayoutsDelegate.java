package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.PayoutChanges;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the batch of everything that is due; its number is the business key. */
@Component
class CollectPayoutsDelegate implements JavaDelegate {
    private final SubsidyPayouts payouts;
    private final PayoutChanges changes;

    CollectPayoutsDelegate(SubsidyPayouts payouts, PayoutChanges changes) {
        this.payouts = payouts;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution task) {
        if (task.getProcessBusinessKey() == null) task.setProcessBusinessKey(payouts.nextNumber());
        String number = task.getProcessBusinessKey();
        PayoutProcess.store(task, payouts.collect(number), payouts.before(number), changes.counts(number));
        PayoutProcess.PAYS_AGREEMENTS.set(task, payouts.paysAgreements(number));
    }
}
