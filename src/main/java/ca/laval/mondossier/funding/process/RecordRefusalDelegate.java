package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The funder gives nothing. */
@Component
class RecordRefusalDelegate implements JavaDelegate {
    private final Commitments commitments;

    RecordRefusalDelegate(Commitments commitments) {
        this.commitments = commitments;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        commitments.refuse(EnvelopeProcess.CASE_NUMBER.from(task), EnvelopeProcess.FUNDER.from(task));
    }
}
