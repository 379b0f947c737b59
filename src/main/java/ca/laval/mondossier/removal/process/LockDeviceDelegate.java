package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.removal.RemovalCommands;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Locks a device that nobody brought to the network. */
@Component
class LockDeviceDelegate implements JavaDelegate {
    private final RemovalCommands commands;

    LockDeviceDelegate(RemovalCommands commands) {
        this.commands = commands;
    }

    @Override
    public void execute(DelegateExecution task) throws ManagerBusy, ManagerUnreachable {
        commands.send(RemovalProcess.CASE_NUMBER.from(task), DeviceRemovalProcess.DEVICE_ID.from(task), Kind.LOCK);
    }
}
