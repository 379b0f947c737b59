package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Instalments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The bank sent the instalment back. */
@Component
class RecordReturnedDelegate implements JavaDelegate {
    private final Instalments instalments;

    RecordReturnedDelegate(Instalments instalments) {
        this.instalments = instalments;
    }

    @Override
    public void execute(DelegateExecution task) {
        instalments.returned(task.getProcessBusinessKey(), AgreementProcess.INSTALMENT.from(task));
    }
}
