package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Instalments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The bank settled the instalment. */
@Component
class RecordPaidDelegate implements JavaDelegate {
    private final Instalments instalments;

    RecordPaidDelegate(Instalments instalments) {
        this.instalments = instalments;
    }

    @Override
    public void execute(DelegateExecution task) {
        instalments.paid(task.getProcessBusinessKey(), AgreementProcess.INSTALMENT.from(task));
    }
}
