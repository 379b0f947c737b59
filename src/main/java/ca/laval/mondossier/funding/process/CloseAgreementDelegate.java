package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.funding.Settlements;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes an agreement whose every cent is paid, released, returned or with legal affairs. */
@Component
class CloseAgreementDelegate implements JavaDelegate {
    private final Settlements settlements;

    CloseAgreementDelegate(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        settlements.close(task.getProcessBusinessKey());
    }
}
