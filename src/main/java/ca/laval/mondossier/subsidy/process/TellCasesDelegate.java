package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.Payout;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the cases of a batch what became of their payouts, a page of them at a time. */
@Component
class TellCasesDelegate implements JavaDelegate {
    private static final int PAGE = 50;

    private final SubsidyPayouts payouts;

    TellCasesDelegate(SubsidyPayouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        var runtime = task.getProcessEngineServices().getRuntimeService();
        payouts.takeUntold(task.getProcessBusinessKey(), PAGE).forEach(line -> {
            tell(runtime, line);
            ChequeProcess.follow(runtime, task.getProcessBusinessKey(), line);
        });
        PayoutProcess.MORE_TO_TELL.set(task, payouts.untold(task.getProcessBusinessKey()) > 0);
    }

    /** A case that an operator has ended meanwhile waits for nothing, and does not hold the others up. A cheque that replaces another is no news to it. */
    private static void tell(RuntimeService runtime, Payout line) {
        if (line.replaces() != null) return;
        runtime.createMessageCorrelation(line.process() + (line.state().equals("SETTLED") ? PayoutProcess.SETTLED : PayoutProcess.RETURNED))
                .processInstanceBusinessKey(line.caseNumber()).correlateAllWithResult();
    }
}
