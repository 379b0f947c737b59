package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.removal.RemovalCommands;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks a silent device to report. */
@Component
class ResyncDeviceDelegate implements JavaDelegate {
    private final RemovalCommands commands;

    ResyncDeviceDelegate(RemovalCommands commands) {
        this.commands = commands;
    }

    @Override
    public void execute(DelegateExecution task) throws ManagerBusy, ManagerUnreachable {
        commands.send(RemovalProcess.CASE_NUMBER.from(task), DeviceRemovalProcess.DEVICE_ID.from(task), Kind.SYNC);
    }
}
