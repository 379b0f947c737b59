package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyBudget;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets the next in line in, a page of them at a time, and tells their cases. */
@Component
class LetWaitingInDelegate implements JavaDelegate {
    private static final int PAGE = 50;

    private final SubsidyBudget budget;

    LetWaitingInDelegate(SubsidyBudget budget) {
        this.budget = budget;
    }

    @Override
    public void execute(DelegateExecution task) {
        var letIn = budget.letIn(BudgetProcess.PROGRAM.from(task), BudgetProcess.ENVELOPE_YEAR.from(task).intValue(), PAGE);
        letIn.forEach(number -> task.getProcessEngineServices().getRuntimeService()
                .createMessageCorrelation(SubsidyProcess.BUDGET_RESERVED).processInstanceBusinessKey(number).correlateAll());
        BudgetProcess.MORE_TO_LET_IN.set(task, letIn.size() == PAGE);
    }
}
