package ca.laval.mondossier.engine;

import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Models call it `fourEyes`: a second person must do what comes after somebody's work. */
@Component("fourEyes")
public class FourEyes {
    private final ObjectProvider<HistoryService> history;
    private final Unchecked unchecked;

    FourEyes(ObjectProvider<HistoryService> history, Unchecked unchecked) {
        this.history = history;
        this.unchecked = unchecked;
    }

    /** Refuses the completion when the task's assignee is who last completed the earlier step of the same case. */
    public void check(DelegateTask task, String earlierStep) {
        var earlier = unchecked.call(() -> history.getObject().createHistoricTaskInstanceQuery().processInstanceId(task.getProcessInstanceId())
                .taskDefinitionKey(earlierStep).finished().orderByHistoricTaskInstanceEndTime().desc().listPage(0, 1));
        if (!earlier.isEmpty() && earlier.get(0).getAssignee() != null && earlier.get(0).getAssignee().equals(task.getAssignee())) {
            throw new SubmissionRefusedException("Une deuxième personne doit s'en charger : vous avez fait l'étape précédente. / "
                    + "A second person must do this: you did the step before.");
        }
    }
}
