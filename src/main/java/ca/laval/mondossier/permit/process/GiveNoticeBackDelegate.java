package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.PermitFees;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the fee of a public notice back that was paid and never published. */
@Component
class GiveNoticeBackDelegate implements JavaDelegate {
    private final PermitFees fees;

    GiveNoticeBackDelegate(PermitFees fees) {
        this.fees = fees;
    }

    @Override
    public void execute(DelegateExecution task) {
        fees.giveNoticeBack(task.getProcessBusinessKey());
    }
}
