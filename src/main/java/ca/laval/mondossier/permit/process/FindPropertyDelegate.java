package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.PermitCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks the property up in the assessment roll and keeps what the tables and the forms need to know. */
@Component
class FindPropertyDelegate implements JavaDelegate {
    private final PermitCases cases;

    FindPropertyDelegate(PermitCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        var facts = cases.register(task.getProcessBusinessKey());
        IntakeProcess.IN_ROLL.set(task, facts.inRoll());
        IntakeProcess.PIIA_AREA.set(task, facts.piia() ? "yes" : "no");
        IntakeProcess.CONSTRAINT_AREA.set(task, facts.constraint() ? "yes" : "no");
        IntakeProcess.OTHER_FILES.set(task, facts.otherFiles());
        IntakeProcess.LICENCE_TOO_SHORT.set(task, facts.licenceTooShort());
    }
}
