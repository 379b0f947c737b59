package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyPayouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the granted amount in line for the next payout batch. */
@Component
class RequestPayoutDelegate implements JavaDelegate {
    private final SubsidyPayouts payouts;

    RequestPayoutDelegate(SubsidyPayouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        String method = SubsidyProcess.PAYMENT_METHOD.orNull(task);
        payouts.request(task.getProcessBusinessKey(), SubsidyProcess.KEY, null, SubsidyProcess.GRANT_CENTS.from(task), method == null ? "CHEQUE" : method);
    }
}
