package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.Envelopes;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Counts what is missing of what was counted on; the committee has recommended the envelope. */
@Component
class CountCommitmentsDelegate implements JavaDelegate {
    private final Commitments commitments;
    private final Envelopes envelopes;

    CountCommitmentsDelegate(Commitments commitments, Envelopes envelopes) {
        this.commitments = commitments;
        this.envelopes = envelopes;
    }

    @Override
    public void execute(DelegateExecution task) {
        envelopes.recommend(EnvelopeProcess.CASE_NUMBER.from(task));
        EnvelopeProcess.SHORTFALL_CENTS.set(task, commitments.shortfall(EnvelopeProcess.CASE_NUMBER.from(task)));
    }
}
