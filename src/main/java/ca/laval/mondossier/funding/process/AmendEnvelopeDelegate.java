package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes back what a funder no longer gives, by the key of this amendment: once; agreements that are not concluded get their text anew. */
@Component
class AmendEnvelopeDelegate implements JavaDelegate {
    private final EnvelopeTasks tasks;
    private final AgreementText text;

    AmendEnvelopeDelegate(EnvelopeTasks tasks, AgreementText text) {
        this.tasks = tasks;
        this.text = text;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        tasks.amend(task);
        text.renew(EnvelopeProcess.CASE_NUMBER.from(task));
    }
}
