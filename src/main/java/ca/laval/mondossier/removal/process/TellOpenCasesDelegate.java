package ca.laval.mondossier.removal.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the next open cases what the inventory says. */
@Component
class TellOpenCasesDelegate implements JavaDelegate {
    private final DeviceThreads threads;

    TellOpenCasesDelegate(DeviceThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        Long until = threads.tell(RemovalProcess.CASE_NUMBER.from(task), RemovalStartProcess.TOLD_UNTIL.orNull(task));
        RemovalStartProcess.TOLD_UNTIL.set(task, until);
        RemovalStartProcess.MORE_TO_TELL.set(task, until != null);
    }
}
