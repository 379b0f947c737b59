package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Frees budget, entitlement and payout of a case that ended, and tells those who are let in for it. */
@Component
class FreeSubsidyDelegate implements JavaDelegate {
    private final SubsidyCases cases;

    FreeSubsidyDelegate(SubsidyCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        // Who was let in while withdrawing waits no longer; their own step frees it again.
        cases.free(task.getProcessBusinessKey()).forEach(letIn -> task.getProcessEngineServices().getRuntimeService()
                .createMessageCorrelation(SubsidyProcess.BUDGET_RESERVED).processInstanceBusinessKey(letIn).correlateAll());
    }
}
