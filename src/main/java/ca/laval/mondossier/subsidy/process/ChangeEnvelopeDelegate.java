package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.ModelMoney;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.SubsidyPrograms;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Adds to an envelope, suspends a programme or resumes it, once per change. */
@Component
class ChangeEnvelopeDelegate implements JavaDelegate {
    private final SubsidyBudget budget;
    private final SubsidyPrograms programs;
    private final ModelMoney money;

    ChangeEnvelopeDelegate(SubsidyBudget budget, SubsidyPrograms programs, ModelMoney money) {
        this.budget = budget;
        this.programs = programs;
        this.money = money;
    }

    @Override
    public void execute(DelegateExecution task) {
        String program = BudgetProcess.PROGRAM.from(task);
        Long cents = money.cents(BudgetProcess.ADDED_AMOUNT.orNull(task));
        budget.change(task.getProcessBusinessKey(), program, BudgetProcess.ENVELOPE_YEAR.from(task).intValue(), programs.firstDayCents(program),
                BudgetProcess.CHANGE.from(task), cents == null ? 0 : cents);
    }
}
