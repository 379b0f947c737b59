package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Amendments;
import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reduces everybody pro rata, or lets the city cover what is missing. */
@Component
class SettleShortfallDelegate implements JavaDelegate {
    private final Amendments amendments;

    SettleShortfallDelegate(Amendments amendments) {
        this.amendments = amendments;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        amendments.settleShortfall(EnvelopeProcess.CASE_NUMBER.from(task), EnvelopeProcess.SHORTFALL_DECISION.from(task).equals("cover"));
    }
}
