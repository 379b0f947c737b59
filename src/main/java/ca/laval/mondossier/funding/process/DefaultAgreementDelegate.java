package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.funding.Settlements;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Nothing more is paid; what was not justified is owed back. */
@Component
class DefaultAgreementDelegate implements JavaDelegate {
    private final Settlements settlements;

    DefaultAgreementDelegate(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        settlements.stop(task.getProcessBusinessKey(), "DEFAULTED");
    }
}
