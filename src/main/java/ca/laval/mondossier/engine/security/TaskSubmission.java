package ca.laval.mondossier.engine.security;

import java.util.Optional;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.variable.VariableMap;

/** What someone, or the system itself, hands in to end a task, seen before the engine has acted on it. */
public interface TaskSubmission {

    /** How the task is to end. */
    enum Outcome { COMPLETED, RESOLVED, ERROR, ESCALATION }

    Outcome outcome();

    String taskId();

    /** The user task's id in the diagram; null for a task outside any process. */
    String taskDefinitionKey();

    String processDefinitionId();

    /** Where the form deployed with the process is found; null for a task outside any process. */
    String deploymentId();

    String formKey();

    CamundaFormRef formRef();

    /** The case number; null for a task outside any process. */
    String businessKey();

    /** The signed-in person; empty when the system itself ends the task. */
    Optional<String> submittedBy();

    /** The variables as they will be stored: what a check removes or replaces here never reaches the process. */
    VariableMap variables();
}
