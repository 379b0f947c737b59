package planted.subsidy.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Everything that a delegate must not be. */
public class PublicDelegate implements JavaDelegate {
    @Autowired
    String last;

    @Override
    public void execute(DelegateExecution task) {
        try {
            task.setVariable("step0", 0);
            task.setVariable("step1", 1);
            task.setVariable("step2", 2);
            task.setVariable("step3", 3);
            task.setVariable("step4", 4);
            task.setVariable("step5", 5);
            task.setVariable("step6", 6);
            task.setVariable("step7", 7);
            task.setVariable("step8", 8);
            task.setVariable("step9", 9);
            task.setVariable("step10", 10);
            task.setVariable("step11", 11);
            task.setVariable("step12", 12);
            task.setVariable("step13", 13);
            task.setVariable("step14", 14);
            task.setVariable("step15", 15);
            task.setVariable("step16", 16);
            task.setVariable("step17", 17);
            task.setVariable("step18", 18);
            task.setVariable("step19", 19);
            task.setVariable("step20", 20);
            task.setVariable("step21", 21);
            task.setVariable("step22", 22);
            task.setVariable("step23", 23);
            task.setVariable("step24", 24);
            task.setVariable("step25", 25);
            task.setVariable("step26", 26);
        } catch (Exception e) {
            LoggerFactory.getLogger(getClass()).error("no", e);
        }
    }
}
