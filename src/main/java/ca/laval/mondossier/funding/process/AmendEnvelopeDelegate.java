package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes back what a funder no longer gives, by the key of this amendment: once. */
@Component
class AmendEnvelopeDelegate implements JavaDelegate {
    private final EnvelopeTasks tasks;

    AmendEnvelopeDelegate(EnvelopeTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        tasks.amend(task);
    }
}
