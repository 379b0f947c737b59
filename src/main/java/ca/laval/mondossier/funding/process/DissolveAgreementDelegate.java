package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.funding.Settlements;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nothing more is paid to an organisation that is dissolved; what was not justified is owed back. While a payment is on its way to the bank, tried again. */
@Component
class DissolveAgreementDelegate implements JavaDelegate {
    private final Settlements settlements;

    DissolveAgreementDelegate(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        settlements.stop(task.getProcessBusinessKey(), "DISSOLVED");
    }
}
