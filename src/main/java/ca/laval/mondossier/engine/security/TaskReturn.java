package ca.laval.mondossier.engine.security;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/**
 * Lets people put back a task that they claimed. The engine asks for the right to assign the task, with which they could
 * hand it to anyone.
 */
@Component
class TaskReturn extends AbstractProcessEnginePlugin {

    private static final CommandField<String> TASK = new CommandField<>(AssignTaskCmd.class, "taskId");
    private static final CommandField<String> ASSIGNEE = new CommandField<>(AssignTaskCmd.class, "userId");

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<CommandInterceptor> others = engine.getCustomPostCommandInterceptorsTxRequired();
        List<CommandInterceptor> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(new Interceptor());
        engine.setCustomPostCommandInterceptorsTxRequired(all);
    }

    private static final class Interceptor extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            return command instanceof AssignTaskCmd && ASSIGNEE.of(command) == null && isTheirs(TASK.of(command))
                    ? Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command)) : next.execute(command);
        }

        private static boolean isTheirs(String taskId) {
            CommandContext context = Context.getCommandContext();
            String person = context.getAuthenticatedUserId();
            var task = taskId == null ? null : context.getTaskManager().findTaskById(taskId);
            return person != null && task != null && person.equals(task.getAssignee());
        }
    }
}
