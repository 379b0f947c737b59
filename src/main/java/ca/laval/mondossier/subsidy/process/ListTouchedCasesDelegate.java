package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.Adjustment.Difference;
import ca.laval.mondossier.subsidy.Adjustment.PaidCase;
import ca.laval.mondossier.subsidy.SubsidyAdjustments;
import java.time.LocalDate;
import java.util.ArrayList;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lists the paid cases of a programme to which today's table gives more than they were paid. */
@Component
class ListTouchedCasesDelegate implements JavaDelegate {
    private final SubsidyAdjustments adjustments;
    private final PaidDecisions decisions;

    ListTouchedCasesDelegate(SubsidyAdjustments adjustments, PaidDecisions decisions) {
        this.adjustments = adjustments;
        this.decisions = decisions;
    }

    @Override
    public void execute(DelegateExecution task) {
        LocalDate from = LocalDate.parse(AdjustmentProcess.PURCHASED_FROM.from(task));
        var touched = new ArrayList<Difference>();
        int setByPersons = 0;
        for (PaidCase paid : adjustments.paidCases(AdjustmentProcess.PROGRAM.from(task))) {
            var amounts = decisions.amounts(paid.caseNumber()).filter(known -> !known.purchasedOn().isBefore(from));
            if (amounts.isEmpty()) continue;
            // What a person decided stays what they decided.
            if (amounts.get().thenCents() != paid.grantedCents()) setByPersons++;
            else if (amounts.get().nowCents() > paid.paidCents()) touched.add(new Difference(paid.caseNumber(), paid.paidCents(), amounts.get().nowCents() - paid.paidCents(), "LISTED"));
        }
        AdjustmentProcess.store(task, adjustments.list(task.getProcessBusinessKey(), AdjustmentProcess.PROGRAM.from(task), AdjustmentProcess.ENVELOPE_YEAR.from(task).intValue(), from,
                setByPersons, touched));
    }
}
