package planted.portal;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

class StrayDelegate implements JavaDelegate {
    @Override
    public void execute(DelegateExecution task) {
    }
}
