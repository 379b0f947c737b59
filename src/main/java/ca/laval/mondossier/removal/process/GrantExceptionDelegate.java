package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalExceptions;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes the committee’s decision down. */
@Component
class GrantExceptionDelegate implements JavaDelegate {
    private final RemovalExceptions exceptions;

    GrantExceptionDelegate(RemovalExceptions exceptions) {
        this.exceptions = exceptions;
    }

    @Override
    public void execute(DelegateExecution task) {
        boolean granted = exceptions.grant(task.getProcessBusinessKey(), RemovalExceptionProcess.EXCEPTION_RESOLUTION.from(task), LocalDate.parse(DeviceRemovalProcess.EXCEPTION_UNTIL.from(task)));
        if (!granted) throw new BpmnError(RemovalExceptionProcess.NOT_IN_SCOPE);
    }
}
