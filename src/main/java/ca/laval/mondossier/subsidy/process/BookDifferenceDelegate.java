package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyAdjustments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What was set aside for the case's difference counts as paid. */
@Component
class BookDifferenceDelegate implements JavaDelegate {
    private final SubsidyAdjustments adjustments;

    BookDifferenceDelegate(SubsidyAdjustments adjustments) {
        this.adjustments = adjustments;
    }

    @Override
    public void execute(DelegateExecution task) {
        adjustments.book(DifferenceProcess.ADJUSTMENT.from(task), task.getProcessBusinessKey());
    }
}
