package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyCheques;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whether the bank said meanwhile that the cheque was cashed. */
@Component
class LookUpChequeDelegate implements JavaDelegate {
    private final SubsidyCheques cheques;

    LookUpChequeDelegate(SubsidyCheques cheques) {
        this.cheques = cheques;
    }

    @Override
    public void execute(DelegateExecution task) {
        ChequeProcess.CASHED.set(task, cheques.isCashed(task.getProcessBusinessKey(), ChequeProcess.ATTEMPT.from(task)));
    }
}
