package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Envelopes;
import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes an envelope whose agreements are all over. */
@Component
class CloseEnvelopeDelegate implements JavaDelegate {
    private final Envelopes envelopes;

    CloseEnvelopeDelegate(Envelopes envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        envelopes.close(EnvelopeProcess.CASE_NUMBER.from(task));
    }
}
