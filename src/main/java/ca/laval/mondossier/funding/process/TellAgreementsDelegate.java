package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Agreement;
import ca.laval.mondossier.funding.Agreements;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the agreements of the envelope that their amounts changed, and the instalments that wait. */
@Component
class TellAgreementsDelegate implements JavaDelegate {
    private final Agreements agreements;

    TellAgreementsDelegate(Agreements agreements) {
        this.agreements = agreements;
    }

    @Override
    public void execute(DelegateExecution task) {
        var runtime = task.getProcessEngineServices().getRuntimeService();
        agreements.of(EnvelopeProcess.CASE_NUMBER.from(task)).forEach(agreement -> messages(agreement)
                .forEach(message -> runtime.createMessageCorrelation(message).processInstanceBusinessKey(agreement.number()).correlateAllWithResult()));
    }

    /** Where a signature lapsed, the city does not sign what is no longer the text. */
    private static List<String> messages(Agreement agreement) {
        return agreement.isToConclude() && agreement.signedAt() == null ? List.of(AgreementProcess.AGREEMENT_AMENDED, ConclusionProcess.SIGNATURE_LAPSED)
                : List.of(AgreementProcess.AGREEMENT_AMENDED, InstalmentProcess.SITUATION_CHANGED);
    }
}
