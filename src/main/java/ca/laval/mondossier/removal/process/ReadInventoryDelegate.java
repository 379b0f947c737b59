package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.removal.Inventories;
import java.time.Clock;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads the next page of the inventory; a busy system says when to come again. */
@Component
class ReadInventoryDelegate implements JavaDelegate {
    private final Inventories inventories;
    private final Clock clock;

    ReadInventoryDelegate(Inventories inventories, Clock clock) {
        this.inventories = inventories;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution task) throws ManagerUnreachable {
        if (RemovalStartProcess.READING_BEGUN.orNull(task) == null) RemovalStartProcess.READING_BEGUN.set(task, clock.millis());
        try {
            Instant begun = Instant.ofEpochMilli(RemovalStartProcess.READING_BEGUN.from(task));
            RemovalStartProcess.MORE_TO_READ.set(task, inventories.readPage(RemovalProcess.CASE_NUMBER.from(task), begun));
        } catch (ManagerBusy e) {
            RemovalStartProcess.WAIT_SECONDS.set(task, (int) e.retryAfter().toSeconds());
            throw new BpmnError(RemovalStartProcess.SOURCE_BUSY, e.getMessage(), e);
        }
    }
}
