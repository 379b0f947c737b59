package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.NoSitting;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the case on the agenda of the planning committee. */
@Component
class PlaceCommitteeDelegate implements JavaDelegate {
    private final Agenda agenda;

    PlaceCommitteeDelegate(Agenda agenda) {
        this.agenda = agenda;
    }

    @Override
    public void execute(DelegateExecution task) {
        try {
            CommitteeProcess.COMMITTEE_ON.set(task, agenda.place(task.getProcessBusinessKey(), Body.CCU, LocalDate.EPOCH, false).on().toString());
        } catch (NoSitting e) {
            throw new BpmnError(CommitteeProcess.NO_SITTING, e.getMessage(), e);
        }
    }
}
