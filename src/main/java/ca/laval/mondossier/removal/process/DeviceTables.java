package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalCases.Facts;
import ca.laval.mondossier.removal.RemovalCases.News;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The owners' tables, asked about a page of devices: the answers are in the history of whoever asks. */
@Component
class DeviceTables {
    private static final String SCOPE = "device-scope";
    private static final String ACTION = "device-action";
    private static final String VERIFY = "device-verify";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DecisionService decisions;

    DeviceTables(@Lazy DecisionService decisions) {
        this.decisions = decisions;
    }

    /** What the tables ask of a device. */
    static Map<String, Object> inputs(Facts facts) {
        return Map.of("ownerType", facts.ownerType(), "category", facts.category(), "lost", facts.lost(), "exceptionValid", facts.exceptionValid(), "campaignPaused", facts.campaignPaused(),
                "jailBroken", facts.jailBroken(), "enrolled", facts.enrolled(), "syncAgeDays", facts.syncAgeDays(), "detected", facts.detected(), "controllable", facts.controllable());
    }

    /** What the table `device-verify` asks. */
    static Map<String, Object> inputs(News news) {
        return Map.of("reportedLost", news.lost(), "listed", news.listed(), "reportLater", news.reportLater(), "commandState", news.commandState(), "blocked", news.blocked(),
                "waitingHours", news.waitingHours(), "resyncs", news.resyncs());
    }

    /** These as one text, and back. */
    static String text(Map<String, Object> inputs) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(inputs));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> inputs(String news) {
        try {
            return JSON.readValue(news, new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the table `device-verify` answers, asked these {@link #inputs(News)}; null without a row for them. */
    String verdict(Map<String, Object> inputs) {
        return ask(VERIFY, inputs, "action");
    }

    /** As the table `device-action` answers; null without a row for them. */
    String action(Facts facts) {
        var inputs = new HashMap<>(inputs(facts));
        inputs.put("scope", ask(SCOPE, inputs, "scope"));
        return ask(ACTION, inputs, "action");
    }

    private String ask(String table, Map<String, Object> inputs, String output) {
        DmnDecisionRuleResult row = decisions.evaluateDecisionTableByKey(table, inputs).getSingleResult();
        return row == null ? null : row.getEntry(output);
    }
}
