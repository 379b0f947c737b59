package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.council.NoSitting;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the case on the agenda of the planning committee. */
@Component
class PlaceCommitteeDelegate implements JavaDelegate {
    private final PermitSittings sittings;

    PlaceCommitteeDelegate(PermitSittings sittings) {
        this.sittings = sittings;
    }

    @Override
    public void execute(DelegateExecution task) {
        try {
            CommitteeProcess.COMMITTEE_ON.set(task, sittings.placeCommittee(task.getProcessBusinessKey()).on().toString());
            // The form opens empty after a postponement.
            CommitteeProcess.RECOMMENDATION.set(task, null);
            CommitteeProcess.RECOMMENDATION_NUMBER.set(task, null);
        } catch (NoSitting e) {
            throw new BpmnError(CommitteeProcess.NO_SITTING, e.getMessage(), e);
        }
    }
}
