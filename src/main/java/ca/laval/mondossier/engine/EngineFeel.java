package ca.laval.mondossier.engine;

import ca.laval.mondossier.catalogue.Feel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.springframework.stereotype.Component;

/** The FEEL of the engine's decision tables, for the conditions in forms. */
@Component
public class EngineFeel implements Feel {

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final Map<String, Optional<ParsedExpression>> parsed = new ConcurrentHashMap<>();

    @Override
    public boolean isTrue(String expression, Map<String, Object> facts) {
        return parsed.computeIfAbsent(expression, this::parse)
                .map(condition -> feel.evaluate(condition, facts))
                .filter(result -> result.isSuccess() && Boolean.TRUE.equals(result.result()))
                .isPresent();
    }

    private Optional<ParsedExpression> parse(String expression) {
        var result = feel.parseExpression(expression.startsWith("=") ? expression.substring(1) : expression);
        return result.isSuccess() ? Optional.of(result.parsedExpression()) : Optional.empty();
    }
}
