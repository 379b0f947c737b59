package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives the excepted device the application back. */
@Component
class UnblockDeviceDelegate implements JavaDelegate {
    private final DeviceThreads threads;

    UnblockDeviceDelegate(DeviceThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) throws ManagerBusy, ManagerUnreachable {
        threads.exceptionGranted(RemovalProcess.CASE_NUMBER.from(task), DeviceRemovalProcess.DEVICE_ID.from(task));
    }
}
