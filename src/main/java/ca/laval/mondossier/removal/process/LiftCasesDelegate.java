package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Cancels the next open cases of a lifted measure, then unblocks its devices. */
@Component
class LiftCasesDelegate implements JavaDelegate {
    private final DeviceThreads threads;

    LiftCasesDelegate(DeviceThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) throws ManagerBusy, ManagerUnreachable {
        String campaign = RemovalProcess.CASE_NUMBER.from(task);
        Long until = threads.lift(campaign, RemovalLiftProcess.ASKED_UNTIL.orNull(task));
        RemovalLiftProcess.ASKED_UNTIL.set(task, until);
        RemovalLiftProcess.MORE_TO_LIFT.set(task, until != null);
        RemovalLiftProcess.ASK_AGAIN.set(task, until == null && threads.asksAgain(campaign));
    }
}
