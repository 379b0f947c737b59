package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Instalments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Holds the instalment, with its reason. */
@Component
class HoldInstalmentDelegate implements JavaDelegate {
    private final Instalments instalments;

    HoldInstalmentDelegate(Instalments instalments) {
        this.instalments = instalments;
    }

    @Override
    public void execute(DelegateExecution task) {
        instalments.hold(task.getProcessBusinessKey(), AgreementProcess.INSTALMENT.from(task), InstalmentProcess.HELD_FOR.from(task));
    }
}
