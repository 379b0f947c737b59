package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyPayouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the difference of a paid case in line for the next payout batch. */
@Component
class RequestDifferenceDelegate implements JavaDelegate {
    private final SubsidyPayouts payouts;

    RequestDifferenceDelegate(SubsidyPayouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        String method = SubsidyProcess.PAYMENT_METHOD.orNull(task);
        payouts.request(task.getProcessBusinessKey(), DifferenceProcess.KEY, DifferenceProcess.ADJUSTMENT.from(task), DifferenceProcess.DIFFERENCE_CENTS.from(task),
                method == null ? payouts.methodOf(task.getProcessBusinessKey()) : method);
    }
}
