package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalExceptions;
import java.time.LocalDate;
import java.util.Optional;
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
        Optional<String> outOfScope = exceptions.grant(task.getProcessBusinessKey(), RemovalExceptionProcess.EXCEPTION_RESOLUTION.from(task), LocalDate.parse(DeviceRemovalProcess.EXCEPTION_UNTIL.from(task)));
        if (outOfScope.isEmpty()) return;
        RemovalExceptionProcess.SCOPE_REASON.set(task, outOfScope.get());
        throw new BpmnError(RemovalExceptionProcess.NOT_IN_SCOPE);
    }
}
