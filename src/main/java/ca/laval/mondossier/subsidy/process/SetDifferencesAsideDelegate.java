package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.BudgetExhaustedException;
import ca.laval.mondossier.subsidy.SubsidyAdjustments;
import ca.laval.mondossier.subsidy.SubsidyPrograms;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets all differences of the adjustment aside, or none. */
@Component
class SetDifferencesAsideDelegate implements JavaDelegate {
    private final SubsidyAdjustments adjustments;
    private final SubsidyPrograms programs;

    SetDifferencesAsideDelegate(SubsidyAdjustments adjustments, SubsidyPrograms programs) {
        this.adjustments = adjustments;
        this.programs = programs;
    }

    @Override
    public void execute(DelegateExecution task) {
        try {
            adjustments.setAside(task.getProcessBusinessKey(), programs.firstDayCents(AdjustmentProcess.PROGRAM.from(task)));
        } catch (BudgetExhaustedException e) {
            throw new BpmnError(AdjustmentProcess.BUDGET_EXHAUSTED, e.getMessage(), e);
        }
    }
}
