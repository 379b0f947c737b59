package ca.laval.mondossier.subsidy.process;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Begins the visit of a paid case. */
@Component
class PlanVisitDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution task) {
        String number = task.getProcessBusinessKey();
        task.getProcessEngineServices().getRuntimeService().startProcessInstanceByKey(VisitProcess.KEY, number, Map.of(VisitProcess.CASE_NUMBER.name(), number));
    }
}
