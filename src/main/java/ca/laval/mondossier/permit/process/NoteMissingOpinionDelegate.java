package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.permit.PermitCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Notes that the file went on without the opinion of an office. */
@Component
class NoteMissingOpinionDelegate implements JavaDelegate {
    private final PermitCases cases;

    NoteMissingOpinionDelegate(PermitCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        cases.opine(task.getProcessBusinessKey(), AssessmentProcess.OFFICE.from(task), "missing", null);
    }
}
