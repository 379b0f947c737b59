package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyCheques;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Returns a stopped cheque's money to its envelope, and tells those who are let in for it. */
@Component
class GiveUpChequeDelegate implements JavaDelegate {
    private final SubsidyCheques cheques;

    GiveUpChequeDelegate(SubsidyCheques cheques) {
        this.cheques = cheques;
    }

    @Override
    public void execute(DelegateExecution task) {
        var givenUp = cheques.giveUp(task.getProcessBusinessKey(), ChequeProcess.ATTEMPT.from(task));
        ChequeProcess.WHOLE_SUBSIDY.set(task, givenUp.wholeSubsidy());
        givenUp.letIn().forEach(letIn -> task.getProcessEngineServices().getRuntimeService()
                .createMessageCorrelation(SubsidyProcess.BUDGET_RESERVED).processInstanceBusinessKey(letIn).correlateAll());
    }
}
