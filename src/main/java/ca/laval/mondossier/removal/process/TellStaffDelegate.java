package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.StaffNotices;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the notice that the input `letter` names: to who has the device, or to everybody where there is none. */
@Component
class TellStaffDelegate implements JavaDelegate {
    private final StaffNotices notices;

    TellStaffDelegate(StaffNotices notices) {
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution task) {
        Long device = DeviceRemovalProcess.DEVICE_ID.orNull(task);
        // What is told again and again has a key of its own each time.
        String step = task.getCurrentActivityId() + "." + task.getProcessInstanceId() + Optional.ofNullable(task.getVariable("letterKey")).map(key -> "." + key).orElse("");
        notices.tell(RemovalProcess.CASE_NUMBER.from(task), device == null ? StaffNotices.EVERYBODY : device, step, (String) task.getVariable("letter"), task.getVariables());
    }
}
