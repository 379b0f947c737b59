package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyBudget;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes the case's place in line for the year's envelope. */
@Component
class JoinWaitingListDelegate implements JavaDelegate {
    private final SubsidyBudget budget;

    JoinWaitingListDelegate(SubsidyBudget budget) {
        this.budget = budget;
    }

    @Override
    public void execute(DelegateExecution task) {
        budget.waitInLine(task.getProcessBusinessKey(), SubsidyProcess.PROGRAM.from(task), SubsidyProcess.ENVELOPE_YEAR.from(task),
                SubsidyProcess.ENVELOPE_CENTS.from(task), SubsidyProcess.GRANT_CENTS.from(task));
    }
}
