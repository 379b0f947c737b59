package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.BudgetExhaustedException;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the granted amount aside in the year's envelope. */
@Component
class ReserveBudgetDelegate implements JavaDelegate {
    private final SubsidyBudget budget;

    ReserveBudgetDelegate(SubsidyBudget budget) {
        this.budget = budget;
    }

    @Override
    public void execute(DelegateExecution task) {
        try {
            budget.reserve(task.getProcessBusinessKey(), SubsidyProcess.PROGRAM.from(task), SubsidyProcess.ENVELOPE_YEAR.from(task),
                    SubsidyProcess.ENVELOPE_CENTS.from(task), SubsidyProcess.GRANT_CENTS.from(task));
        } catch (BudgetExhaustedException e) {
            throw new BpmnError(SubsidyProcess.BUDGET_EXHAUSTED, e.getMessage(), e);
        }
    }
}
