package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalCases.Facts;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The owners' tables, asked about devices that have no process. */
@Component
class DeviceTables {
    private static final String SCOPE = "device-scope";
    private static final String ACTION = "device-action";

    private final DecisionService decisions;

    DeviceTables(@Lazy DecisionService decisions) {
        this.decisions = decisions;
    }

    /** What the tables ask of a device. */
    static Map<String, Object> inputs(Facts facts) {
        return Map.of("ownerType", facts.ownerType(), "category", facts.category(), "lost", facts.lost(), "exceptionValid", facts.exceptionValid(), "campaignPaused", facts.campaignPaused(),
                "jailBroken", facts.jailBroken(), "enrolled", facts.enrolled(), "syncAgeDays", facts.syncAgeDays(), "detected", facts.detected(), "controllable", facts.controllable());
    }

    /** As the table `device-action` answers. */
    String action(Facts facts) {
        var inputs = new HashMap<>(inputs(facts));
        inputs.put("scope", decisions.evaluateDecisionTableByKey(SCOPE, inputs).getSingleResult().getEntry("scope"));
        return decisions.evaluateDecisionTableByKey(ACTION, inputs).getSingleResult().getEntry("action");
    }
}
