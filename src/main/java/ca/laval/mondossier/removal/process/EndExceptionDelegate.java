package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalExceptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends an exception, or a request for one; the device’s case goes on. */
@Component
class EndExceptionDelegate implements JavaDelegate {
    private final RemovalExceptions exceptions;
    private final DeviceThreads threads;

    EndExceptionDelegate(RemovalExceptions exceptions, DeviceThreads threads) {
        this.exceptions = exceptions;
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        exceptions.end(task.getProcessBusinessKey());
        threads.exceptionEnded(RemovalProcess.CASE_NUMBER.from(task), DeviceRemovalProcess.DEVICE_ID.from(task));
    }
}
