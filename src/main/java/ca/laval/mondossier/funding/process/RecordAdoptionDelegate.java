package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Agreements;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes the resolution down. */
@Component
class RecordAdoptionDelegate implements JavaDelegate {
    private final Agreements agreements;

    RecordAdoptionDelegate(Agreements agreements) {
        this.agreements = agreements;
    }

    @Override
    public void execute(DelegateExecution task) {
        agreements.adopt(task.getProcessBusinessKey(), ConclusionProcess.RESOLUTION_NUMBER.from(task), LocalDate.parse(ConclusionProcess.RESOLUTION_ON.from(task)));
    }
}
