package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.removal.RemovalCases;
import ca.laval.mondossier.removal.RemovalCommands;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has the application uninstalled and blocked, each once; not while the campaign pauses or the device has an exception. */
@Component
class CommandRemovalDelegate implements JavaDelegate {
    private final RemovalCommands commands;
    private final RemovalCases cases;

    CommandRemovalDelegate(RemovalCommands commands, RemovalCases cases) {
        this.commands = commands;
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) throws ManagerBusy, ManagerUnreachable {
        String campaign = RemovalProcess.CASE_NUMBER.from(task);
        long device = DeviceRemovalProcess.DEVICE_ID.from(task);
        boolean sent = commands.send(campaign, device, Kind.UNINSTALL, Kind.BLOCK);
        // A drawing that does not know of it waits for the next inventory, which sends the case back to the tables.
        if (!sent && task.getBpmnModelInstance().getModelElementById("event_heldBack") != null) throw new BpmnError(DeviceRemovalProcess.HELD_BACK);
        cases.now(campaign, device, "COMMANDED");
    }
}
