package ca.laval.mondossier.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Runs engine calls as the application itself, without the engine's authorization checks. The caller has decided who may see the case:
 * the resident's own file, or the staff member's office.
 */
@Component
public class Unchecked {
    private final IdentityService identity;

    Unchecked(@Lazy ProcessEngine engine) {
        this.identity = engine.getIdentityService();
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    public <T> T call(Supplier<T> work) {
        var caller = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            if (caller != null) identity.setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
        }
    }
}
