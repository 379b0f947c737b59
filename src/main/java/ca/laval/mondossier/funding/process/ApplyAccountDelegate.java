package ca.laval.mondossier.funding.process;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the instalment that waits for a certain account that it was decided on. */
@Component
class ApplyAccountDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution task) {
        var runtime = task.getProcessEngineServices().getRuntimeService();
        // A deposit that came back waits for an account that is right: one that was refused is none.
        boolean confirmed = AccountProcess.ACCOUNT_DECISION.from(task).equals("confirm");
        (confirmed ? List.of(InstalmentProcess.ACCOUNT_CORRECTED, InstalmentProcess.SITUATION_CHANGED) : List.of(InstalmentProcess.SITUATION_CHANGED))
                .forEach(message -> runtime.createMessageCorrelation(message).processInstanceBusinessKey(task.getProcessBusinessKey()).correlateAllWithResult());
    }
}
