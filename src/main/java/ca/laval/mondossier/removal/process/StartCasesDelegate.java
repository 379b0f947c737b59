package ca.laval.mondossier.removal.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Starts the cases of the next devices that need action. */
@Component
class StartCasesDelegate implements JavaDelegate {
    private final DeviceThreads threads;

    StartCasesDelegate(DeviceThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        RemovalStartProcess.MORE_TO_START.set(task, threads.start(RemovalProcess.CASE_NUMBER.from(task)));
    }
}
