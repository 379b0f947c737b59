package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Refunds;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads how the refund stands, under its lock: an answer of this very moment finds the process waiting. */
@Component
class ReadRefundDelegate implements JavaDelegate {
    private final Refunds refunds;

    ReadRefundDelegate(Refunds refunds) {
        this.refunds = refunds;
    }

    @Override
    public void execute(DelegateExecution task) {
        RefundProcess.REFUND_STATE.set(task, refunds.locked(RefundProcess.REFUND_NUMBER.from(task)).state());
    }
}
