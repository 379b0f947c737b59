package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes down what the funder gives. */
@Component
class RecordCommitmentDelegate implements JavaDelegate {
    private final Commitments commitments;
    private final EnvelopeTasks tasks;

    RecordCommitmentDelegate(Commitments commitments, EnvelopeTasks tasks) {
        this.commitments = commitments;
        this.tasks = tasks;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        commitments.commit(number, EnvelopeProcess.FUNDER.from(task), tasks.committed(task));
    }
}
