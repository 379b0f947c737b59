package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyPayouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes a payout back that has not left. */
@Component
class WithdrawPayoutDelegate implements JavaDelegate {
    private final SubsidyPayouts payouts;

    WithdrawPayoutDelegate(SubsidyPayouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        payouts.withdraw(task.getProcessBusinessKey());
    }
}
