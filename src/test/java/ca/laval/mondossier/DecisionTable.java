package ca.laval.mondossier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;

/** One decision of a .dmn file, evaluated as the engine does it, with the rows that answered. */
public final class DecisionTable {

    /** What a table said: one map per answer, and the ids of the rows that gave them. */
    public record Answer(List<Map<String, Object>> results, List<String> rules) {

        public Map<String, Object> single() {
            if (results.size() != 1) {
                throw new AssertionError("expected one answer, got " + results);
            }
            return results.get(0);
        }

        /** The values of one output, in the order of the rows, empty when no row answered. */
        public String codes(String output) {
            return results.stream().map(row -> String.valueOf(row.get(output))).collect(Collectors.joining(","));
        }
    }

    private final String id;
    private final List<String> ruleIds;
    private final List<String> matched = new ArrayList<>();
    private final DmnEngine engine;
    private final DmnDecision decision;

    private DecisionTable(String id, String dmn) {
        this.id = id;
        this.ruleIds = Dmn.readModelFromStream(stream(dmn)).getModelElementsByType(Decision.class).stream()
                .filter(candidate -> candidate.getId().equals(id))
                .flatMap(candidate -> candidate.getModelInstance().getModelElementsByType(Rule.class).stream()
                        .filter(rule -> rule.getParentElement().getParentElement().equals(candidate)))
                .map(Rule::getId).toList();
        var configuration = DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setCustomPostDecisionTableEvaluationListeners(
                List.of((DmnDecisionTableEvaluationListener) this::remember));
        this.engine = configuration.buildEngine();
        this.decision = engine.parseDecision(id, stream(dmn));
    }

    /** The decision as the file has it. */
    public static DecisionTable read(String file, String decision) {
        return edited(file, decision, UnaryOperator.identity());
    }

    /** The decision after an owner's edit of the file, for instance a programme that is suspended. */
    public static DecisionTable edited(String file, String decision, UnaryOperator<String> edit) {
        try (InputStream stream = Objects.requireNonNull(
                DecisionTable.class.getResourceAsStream("/" + file), file)) {
            return new DecisionTable(decision, edit.apply(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer evaluate(Map<String, Object> inputs) {
        matched.clear();
        var results = engine.evaluateDecision(decision, inputs).stream().map(row -> row.getEntryMap()).toList();
        return new Answer(results, List.copyOf(matched));
    }

    public List<String> ruleIds() {
        return ruleIds;
    }

    /** Reads {@code purchaseDate=2026-03-01 unborn=true quantity=3 note=null} into typed inputs. */
    public static Map<String, Object> inputs(String text) {
        Map<String, Object> inputs = new TreeMap<>();
        Stream.of(text == null ? new String[0] : text.trim().split("\\s+")).filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2)).forEach(pair -> inputs.put(pair[0], value(pair[1])));
        return inputs;
    }

    private static Object value(String text) {
        return switch (text) {
            case "null" -> null;
            case "true", "false" -> Boolean.valueOf(text);
            default -> text.matches("-?\\d+") ? (Object) Long.valueOf(text) : text;
        };
    }

    private void remember(DmnDecisionTableEvaluationEvent event) {
        if (event.getDecision().getKey().equals(id)) {
            event.getMatchingRules().forEach(rule -> matched.add(rule.getId()));
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
