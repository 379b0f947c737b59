package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.SubsidyAdjustments;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Begins the payment of the difference in each case, a page of them at a time. */
@Component
class PayDifferencesDelegate implements JavaDelegate {
    private static final int PAGE = 50;

    private final SubsidyAdjustments adjustments;

    PayDifferencesDelegate(SubsidyAdjustments adjustments) {
        this.adjustments = adjustments;
    }

    @Override
    public void execute(DelegateExecution task) {
        var page = adjustments.takeNotBegun(task.getProcessBusinessKey(), PAGE);
        page.forEach(difference -> task.getProcessEngineServices().getRuntimeService().startProcessInstanceByKey(DifferenceProcess.KEY, difference.caseNumber(),
                Map.of(DifferenceProcess.ADJUSTMENT.name(), task.getProcessBusinessKey(), DifferenceProcess.PROGRAM.name(), AdjustmentProcess.PROGRAM.from(task),
                        DifferenceProcess.DIFFERENCE_CENTS.name(), difference.cents())));
        AdjustmentProcess.MORE_TO_PAY.set(task, page.size() == PAGE);
    }
}
