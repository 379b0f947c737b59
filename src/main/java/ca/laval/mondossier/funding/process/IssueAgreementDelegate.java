package ca.laval.mondossier.funding.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Issues the text of the agreement, once. */
@Component
class IssueAgreementDelegate implements JavaDelegate {
    private final AgreementText text;

    IssueAgreementDelegate(AgreementText text) {
        this.text = text;
    }

    @Override
    public void execute(DelegateExecution task) {
        text.issue(task.getProcessBusinessKey());
    }
}
