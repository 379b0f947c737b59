package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.council.NoSitting;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the case on the agenda of the body that decides; after a notice that came too late, on that of the next sitting. */
@Component
class PlaceSittingDelegate implements JavaDelegate {
    private final PermitSittings sittings;

    PlaceSittingDelegate(PermitSittings sittings) {
        this.sittings = sittings;
    }

    @Override
    public void execute(DelegateExecution task) {
        try {
            PermitSittings.store(task, sittings.place(task.getProcessBusinessKey(), SittingProcess.DECIDING_BODY.from(task), SittingProcess.NOTICE_NEEDED.from(task)));
        } catch (NoSitting e) {
            throw new BpmnError(SittingProcess.NO_SITTING, e.getMessage(), e);
        }
    }
}
