package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.Status;
import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.Envelopes;
import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends an envelope before anything was paid, and closes its organisations' files. */
@Component
class AbandonEnvelopeDelegate implements JavaDelegate {
    private final Envelopes envelopes;
    private final Agreements agreements;
    private final CaseFiles caseFiles;

    AbandonEnvelopeDelegate(Envelopes envelopes, Agreements agreements, CaseFiles caseFiles) {
        this.envelopes = envelopes;
        this.agreements = agreements;
        this.caseFiles = caseFiles;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        String number = EnvelopeProcess.CASE_NUMBER.from(task);
        envelopes.abandon(number);
        agreements.of(number).forEach(agreement -> caseFiles.enter(agreement.number(), Status.CLOSED));
    }
}
