package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalCases;
import ca.laval.mondossier.removal.RemovalCases.Facts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Reads what the tables ask. They answer in the same transaction, so the facts themselves are not kept. */
@Component
class LookUpDeviceDelegate implements JavaDelegate {
    private final RemovalCases cases;

    LookUpDeviceDelegate(RemovalCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        Facts facts = cases.facts(RemovalProcess.CASE_NUMBER.from(task), DeviceRemovalProcess.DEVICE_ID.from(task));
        DeviceRemovalProcess.EXCEPTION_UNTIL.set(task, facts.exceptionUntil() == null ? null : facts.exceptionUntil().toString());
        DeviceTables.inputs(facts).forEach((name, value) -> task.setVariable(name, Variables.untypedValue(value, true)));
    }
}
