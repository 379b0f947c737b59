package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Envelopes;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Stores the envelope that was proposed, with its cells and the files of its organisations. */
@Component
class OpenEnvelopeDelegate implements JavaDelegate {
    private final EnvelopeForm form;
    private final Envelopes envelopes;

    OpenEnvelopeDelegate(EnvelopeForm form, Envelopes envelopes) {
        this.form = form;
        this.envelopes = envelopes;
    }

    @Override
    public void execute(DelegateExecution task) {
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        var proposal = form.proposal(number);
        envelopes.propose(number, proposal, null);
        EnvelopeProcess.FISCAL_YEAR_END.set(task, proposal.fiscalYearStart().plusYears(1).minusDays(1).toString());
    }
}
