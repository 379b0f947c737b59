package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.PermitFees;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Frees what a withdrawn application holds: what is to be paid, its place on an agenda, an unpublished notice. */
@Component
class FreeApplicationDelegate implements JavaDelegate {
    private final PermitFees fees;

    FreeApplicationDelegate(PermitFees fees) {
        this.fees = fees;
    }

    @Override
    public void execute(DelegateExecution task) {
        fees.free(task.getProcessBusinessKey());
    }
}
