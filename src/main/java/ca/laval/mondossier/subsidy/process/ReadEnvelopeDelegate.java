package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyBudget;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** State of the year's envelope and what is left in it, for the envelope table; what counts is decided when the amount is set aside. */
@Component
class ReadEnvelopeDelegate implements JavaDelegate {
    private final SubsidyBudget budget;

    ReadEnvelopeDelegate(SubsidyBudget budget) {
        this.budget = budget;
    }

    @Override
    public void execute(DelegateExecution task) {
        var left = budget.left(task.getProcessBusinessKey(), SubsidyProcess.PROGRAM.from(task), SubsidyProcess.ENVELOPE_YEAR.from(task), SubsidyProcess.ENVELOPE_CENTS.from(task));
        SubsidyProcess.ENVELOPE_STATUS.set(task, left.status());
        SubsidyProcess.ENVELOPE_LEFT_CENTS.set(task, left.cents());
    }
}
