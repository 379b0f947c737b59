package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Starts the cases of the next devices that need action; when all are started, blocks the next ones that need none. */
@Component
class StartCasesDelegate implements JavaDelegate {
    private final DeviceThreads threads;

    StartCasesDelegate(DeviceThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) throws ManagerBusy, ManagerUnreachable {
        String campaign = RemovalProcess.CASE_NUMBER.from(task);
        Long looked = RemovalStartProcess.LOOKED_AT_UNTIL.orNull(task);
        Long started = looked == null ? threads.start(campaign, RemovalStartProcess.STARTED_UNTIL.orNull(task)) : null;
        RemovalStartProcess.STARTED_UNTIL.set(task, started);
        // No more to start: the others are looked at, from the first.
        Long until = started == null ? threads.keepAway(campaign, looked) : null;
        RemovalStartProcess.LOOKED_AT_UNTIL.set(task, until);
        RemovalStartProcess.MORE_TO_START.set(task, started != null || until != null);
    }
}
