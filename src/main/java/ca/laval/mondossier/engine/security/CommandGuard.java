package ca.laval.mondossier.engine.security;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Looks at every engine command just before it runs, whichever door it came through: Java, a web application or REST.
 * Runs inside the command's own context and transaction, so what it reads is read once.
 */
abstract class CommandGuard extends AbstractProcessEnginePlugin {

    /** Throws when the command must not run. */
    abstract void check(Command<?> command);

    /** What the caller sees of an exception that came out of a command. */
    RuntimeException seen(RuntimeException thrown) {
        return thrown;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPostCommandInterceptorsTxRequired(with(engine.getCustomPostCommandInterceptorsTxRequired()));
        engine.setCustomPostCommandInterceptorsTxRequiresNew(with(engine.getCustomPostCommandInterceptorsTxRequiresNew()));
    }

    /** One interceptor per chain: each knows its own successor. */
    private List<CommandInterceptor> with(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(new Interceptor(this));
        return all;
    }

    private static final class Interceptor extends CommandInterceptor {

        private final CommandGuard guard;

        Interceptor(CommandGuard guard) {
            this.guard = guard;
        }

        @Override
        public <T> T execute(Command<T> command) {
            guard.check(command);
            try {
                return next.execute(command);
            } catch (RuntimeException e) {
                throw guard.seen(e);
            }
        }
    }
}
