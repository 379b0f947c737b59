package ca.laval.mondossier.engine.security;

import ca.laval.mondossier.engine.security.TaskSubmission.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Only the person a task is assigned to ends it or puts it back, and only for themselves can a person claim it.
 * The engine lets anyone with the right to work on a task end it under a colleague's hands.
 * What the system does itself (delegates, jobs, calls without a signed-in person) passes.
 */
@Component
class TaskCompletionGuard extends CommandGuard {

    private static final String NOT_YOURS = "Cette tâche n'est pas à votre nom : prenez-la d'abord. "
            + "/ This task is not assigned to you: claim it first.";
    private static final String FOR_YOURSELF_ONLY = "On ne prend une tâche que pour soi. / You can only claim a task for yourself.";

    private static final CommandField<String> CLAIMED = new CommandField<>(ClaimTaskCmd.class, "taskId");
    private static final CommandField<String> CLAIMED_FOR = new CommandField<>(ClaimTaskCmd.class, "userId");
    private static final List<Ending> ENDINGS = List.of(
            new Ending(ResolveTaskCmd.class, Outcome.RESOLVED, "variables"),
            new Ending(CompleteTaskCmd.class, Outcome.COMPLETED, "variables"),
            new Ending(SubmitTaskFormCmd.class, Outcome.COMPLETED, "properties"),
            new Ending(HandleTaskBpmnErrorCmd.class, Outcome.ERROR, "variables"),
            new Ending(HandleTaskEscalationCmd.class, Outcome.ESCALATION, "variables"));

    private final ObjectProvider<TaskSubmissionCheck> checks;

    TaskCompletionGuard(ObjectProvider<TaskSubmissionCheck> checks) {
        this.checks = checks;
    }

    /**
     * Out of the box a task's assignee and candidates are granted UPDATE on it, which lets them set any variable of the
     * case and hand the task to anyone. TASK_WORK lets them claim and end it, no more.
     */
    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        super.preInit(engine);
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
    }

    @Override
    void check(Command<?> command) {
        if (command instanceof ClaimTaskCmd) {
            checkClaim(CLAIMED.of(command), CLAIMED_FOR.of(command));
            return;
        }
        for (Ending ending : ENDINGS) {
            if (ending.command.isInstance(command)) {
                check(command, ending);
                return;
            }
        }
    }

    /** A model's own check refuses from within a listener, and the engine wraps it: the person reads the sentence alone, and it is their mistake, not the server's. */
    @Override
    RuntimeException seen(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SubmissionRefusedException refusal) {
                return refusal;
            }
        }
        return thrown;
    }

    /** Claimed for nobody, a task is put back: by whoever has it. */
    private static void checkClaim(String taskId, String claimedFor) {
        Optional<String> person = person();
        if (person.isEmpty() || person.get().equals(claimedFor)) {
            return;
        }
        if (claimedFor != null) {
            throw new AuthorizationException(FOR_YOURSELF_ONLY);
        }
        TaskEntity task = task(taskId);
        if (task != null && task.getAssignee() != null && !person.get().equals(task.getAssignee())) {
            throw new AuthorizationException(NOT_YOURS);
        }
    }

    private static TaskEntity task(String id) {
        return id == null ? null : Context.getCommandContext().getTaskManager().findTaskById(id);
    }

    private void check(Command<?> command, Ending ending) {
        TaskEntity task = task(ending.taskId.of(command));
        if (task == null) {
            return; // the command itself knows what to say
        }
        Optional<String> person = person();
        if (person.isPresent() && !person.get().equals(task.getAssignee())) {
            throw new AuthorizationException(NOT_YOURS);
        }
        List<TaskSubmissionCheck> all = checks.orderedStream().toList();
        if (all.isEmpty()) {
            return;
        }
        VariableMap variables = Variables.createVariables();
        Map<String, Object> given = ending.variables.of(command);
        if (given != null) {
            variables.putAll(given);
        }
        TaskSubmission submission = new Submission(task, ending.outcomeFor(task), person, variables);
        all.forEach(check -> check.check(submission));
        ending.variables.set(command, variables);
    }

    /** The person on whose behalf the engine acts; none inside delegates and jobs. */
    private static Optional<String> person() {
        CommandContext context = Context.getCommandContext();
        return context.isAuthorizationCheckEnabled() ? Optional.ofNullable(context.getAuthenticatedUserId()) : Optional.empty();
    }

    /** A command that ends a task, and where it keeps the task's id and the variables. */
    private static final class Ending {

        private final Class<?> command;
        private final Outcome outcome;
        private final CommandField<String> taskId;
        private final CommandField<Map<String, Object>> variables;

        Ending(Class<?> command, Outcome outcome, String variables) {
            this.command = command;
            this.outcome = outcome;
            this.taskId = new CommandField<>(command, "taskId");
            this.variables = new CommandField<>(command, variables);
        }

        /** Submitting the form of a delegated task hands it back to its owner instead of completing it. */
        Outcome outcomeFor(TaskEntity task) {
            return command == SubmitTaskFormCmd.class && task.getDelegationState() == DelegationState.PENDING
                    ? Outcome.RESOLVED : outcome;
        }
    }

    private record Submission(TaskEntity task, Outcome outcome, Optional<String> submittedBy, VariableMap variables)
            implements TaskSubmission {

        @Override
        public String taskId() {
            return task.getId();
        }

        @Override
        public String taskDefinitionKey() {
            return task.getTaskDefinitionKey();
        }

        @Override
        public String processDefinitionId() {
            return task.getProcessDefinitionId();
        }

        @Override
        public String deploymentId() {
            return processDefinitionId() == null ? null : task.getProcessDefinition().getDeploymentId();
        }

        @Override
        public String formKey() {
            task.initializeFormKey();
            return task.getFormKey();
        }

        @Override
        public CamundaFormRef formRef() {
            task.initializeFormKey();
            return task.getCamundaFormRef();
        }

        @Override
        public String businessKey() {
            // By way of the task's own execution, which reads the case's executions at once, as ending the task does.
            ExecutionEntity execution = task.getExecution();
            return execution == null ? null : execution.getProcessInstance().getBusinessKey();
        }
    }
}
