package planted.subsidy.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

class Reserver implements JavaDelegate {
    @Override
    public void execute(DelegateExecution task) {
    }
}
