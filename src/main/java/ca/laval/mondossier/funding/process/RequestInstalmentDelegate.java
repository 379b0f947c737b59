package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Instalments;
import ca.laval.mondossier.funding.MoneyRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the instalment in line for the next batch. */
@Component
class RequestInstalmentDelegate implements JavaDelegate {
    private final Instalments instalments;

    RequestInstalmentDelegate(Instalments instalments) {
        this.instalments = instalments;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        instalments.request(task.getProcessBusinessKey(), AgreementProcess.INSTALMENT.from(task));
    }
}
