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
        RemovalLiftProcess.MORE_TO_LIFT.set(task, threads.lift(RemovalProcess.CASE_NUMBER.from(task)));
    }
}
