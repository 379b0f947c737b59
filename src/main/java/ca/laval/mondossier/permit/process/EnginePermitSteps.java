package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Unchecked;
import ca.laval.mondossier.permit.PermitSteps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** A step is a called process: the innermost one that is open. */
@Component
class EnginePermitSteps implements PermitSteps {
    /** From outside in. */
    private static final List<String> PROCESSES = List.of(IntakeProcess.KEY, AssessmentProcess.KEY, CommitteeProcess.KEY, SittingProcess.KEY, DecisionProcess.KEY, AccountProcess.KEY);

    private final RuntimeService runtime;
    private final Unchecked unchecked;

    EnginePermitSteps(RuntimeService runtime, Unchecked unchecked) {
        this.runtime = runtime;
        this.unchecked = unchecked;
    }

    @Override
    public Map<String, String> open() {
        var steps = new HashMap<String, String>();
        PROCESSES.forEach(process -> unchecked.call(() -> runtime.createProcessInstanceQuery().processDefinitionKey(process).list())
                .forEach(instance -> steps.put(instance.getBusinessKey(), process.replace("permit-", ""))));
        return steps;
    }
}
