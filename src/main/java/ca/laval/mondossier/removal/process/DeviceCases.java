package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceRegister;
import ca.laval.mondossier.removal.RemovalCases;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Models call it `deviceCases`: where a device's case stands, and how it ends. */
@Component("deviceCases")
public class DeviceCases {
    private final RemovalCases cases;
    private final DeviceRegister register;
    private final RuntimeService runtime;

    DeviceCases(RemovalCases cases, DeviceRegister register, @Lazy RuntimeService runtime) {
        this.cases = cases;
        this.register = register;
        this.runtime = runtime;
    }

    /** COMPLIANT, BLOCKED_HIDDEN, CLEAN, OUT_OF_SCOPE, INCIDENT or CANCELLED. */
    public void close(DelegateExecution execution, String state) {
        cases.close(RemovalProcess.CASE_NUMBER.from(execution), DeviceRemovalProcess.DEVICE_ID.from(execution), state);
    }

    /** EXCEPTED or HELD: nothing is done with it for a time. */
    public void stands(DelegateExecution execution, String state) {
        cases.now(RemovalProcess.CASE_NUMBER.from(execution), DeviceRemovalProcess.DEVICE_ID.from(execution), state);
    }

    /** A person has it now. What no command could do counts as a failure; too many, and the campaign pauses and asks. */
    public void byHand(DelegateExecution execution) {
        String campaign = RemovalProcess.CASE_NUMBER.from(execution);
        long device = DeviceRemovalProcess.DEVICE_ID.from(execution);
        String action = DeviceRemovalProcess.ACTION.orNull(execution);
        cases.now(campaign, device, "CHASE".equals(action) ? "CHASED" : "BY_HAND");
        if ("MANUAL".equals(action) && cases.failed(campaign, device)) {
            runtime.createMessageCorrelation(RemovalProcess.FAILURE_RATE_PASSED).processInstanceBusinessKey(campaign).correlateAll();
        }
    }

    /** Lays what the inventory said before the table, for as long as that answers. */
    public void readNews(DelegateExecution execution) {
        DeviceTables.inputs(DeviceRemovalProcess.NEWS.from(execution)).forEach((name, value) -> execution.setVariableLocal(name, Variables.untypedValue(value, true)));
    }

    /** The person is done: the inventory has the word again. */
    public void handled(DelegateExecution execution) {
        cases.now(RemovalProcess.CASE_NUMBER.from(execution), DeviceRemovalProcess.DEVICE_ID.from(execution), "COMMANDED");
    }

    /** Nobody found it. */
    public void lost(DelegateExecution execution) {
        register.lost(DeviceRemovalProcess.DEVICE_ID.from(execution));
    }
}
