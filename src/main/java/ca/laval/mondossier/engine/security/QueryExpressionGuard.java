package ca.laval.mondossier.engine.security;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.query.Query;
import org.springframework.stereotype.Component;

/**
 * Keeps expressions that a user wrote into a task query or a filter from being evaluated on the server.
 * The engine's own switches miss the or-branches of a query. Only the three harmless functions that filters live on pass.
 */
@Component
class QueryExpressionGuard extends CommandGuard {

    private static final Pattern HARMLESS =
            Pattern.compile("\\s*\\$\\{\\s*(currentUser|currentUserGroups|now)\\s*\\(\\s*\\)\\s*}\\s*");

    private static final CommandField<Filter> SAVED_FILTER = new CommandField<>(SaveFilterCmd.class, "filter");
    private static final CommandField<String> FILTER_ID = new CommandField<>(AbstractExecuteFilterCmd.class, "filterId");
    private static final CommandField<Query<?, ?>> EXTENDING_QUERY =
            new CommandField<>(AbstractExecuteFilterCmd.class, "extendingQuery");

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        super.preInit(engine);
        engine.setEnableExpressionsInAdhocQueries(false);
    }

    @Override
    void check(Command<?> command) {
        if (command instanceof AbstractQuery<?, ?> query) {
            refuseExpressionsIn(query);
        } else if (command instanceof SaveFilterCmd) {
            refuseExpressionsOf(SAVED_FILTER.of(command));
        } else if (command instanceof AbstractExecuteFilterCmd) {
            refuseExpressionsIn(EXTENDING_QUERY.of(command));
            refuseExpressionsOf(storedFilter(FILTER_ID.of(command)));
        }
    }

    /** Filters stored before this guard, or past it, are looked at again each time they run. */
    private static Filter storedFilter(String id) {
        return id == null ? null : Context.getCommandContext().getFilterManager().findFilterById(id);
    }

    private static void refuseExpressionsOf(Filter filter) {
        if (filter != null) {
            refuseExpressionsIn(filter.<Query<?, ?>>getQuery());
        }
    }

    private static void refuseExpressionsIn(Query<?, ?> query) {
        if (query instanceof TaskQueryImpl tasks) {
            tasks.getQueries().forEach(branch -> branch.getExpressions().values().forEach(QueryExpressionGuard::refuse));
        }
        if (query instanceof AbstractQuery<?, ?> any) {
            any.getExpressions().values().forEach(QueryExpressionGuard::refuse);
        }
    }

    private static void refuse(String expression) {
        if (expression == null || !HARMLESS.matcher(expression).matches()) {
            throw new BadUserRequestException("A query or filter may only use the expressions ${currentUser()}, "
                    + "${currentUserGroups()} and ${now()}, not: " + expression);
        }
    }
}
