package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyCheques;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts a new cheque in line for the next payout batch. */
@Component
class ReissueChequeDelegate implements JavaDelegate {
    private final SubsidyCheques cheques;

    ReissueChequeDelegate(SubsidyCheques cheques) {
        this.cheques = cheques;
    }

    @Override
    public void execute(DelegateExecution task) {
        cheques.reissue(task.getProcessBusinessKey(), ChequeProcess.ATTEMPT.from(task));
    }
}
