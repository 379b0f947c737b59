package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyBudget;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What was set aside counts as paid. */
@Component
class CommitBudgetDelegate implements JavaDelegate {
    private final SubsidyBudget budget;

    CommitBudgetDelegate(SubsidyBudget budget) {
        this.budget = budget;
    }

    @Override
    public void execute(DelegateExecution task) {
        budget.commit(task.getProcessBusinessKey());
    }
}
