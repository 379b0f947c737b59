package ca.laval.mondossier.engine;

import ca.laval.mondossier.catalogue.DecisionTables;
import ca.laval.mondossier.catalogue.TableQuestions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.stereotype.Component;

/**
 * Asks the deployed tables outside any process, with a decision engine of its own: the process engine's would write each question a
 * page asks into the history.
 */
@Component
class EngineDecisionTables implements DecisionTables, TableQuestions {
    private static final Pattern CODE = Pattern.compile("\"([^\"]*)\"");

    private final RepositoryService repository;
    private final Unchecked unchecked;
    private final DmnEngine dmn = TableCells.configuration().buildEngine();
    private final Map<String, DmnDecision> byDefinition = new ConcurrentHashMap<>();

    EngineDecisionTables(RepositoryService repository, Unchecked unchecked) {
        this.repository = repository;
        this.unchecked = unchecked;
    }

    @Override
    public List<Map<String, Object>> evaluate(String decisionId, Map<String, Object> facts) {
        return dmn.evaluateDecision(latest(decisionId), Variables.fromMap(facts)).getResultList();
    }

    @Override
    public List<Question> questions(String decisionId) {
        return unchecked.call(() -> {
            var definition = repository.createDecisionDefinitionQuery().decisionDefinitionKey(decisionId).latestVersion().singleResult();
            if (definition == null) return List.of();
            Decision decision = repository.getDmnModelInstance(definition.getId()).getModelElementById(decisionId);
            DecisionTable table = decision.getChildElementsByType(DecisionTable.class).iterator().next();
            var columns = List.copyOf(table.getInputs());
            return IntStream.range(0, columns.size()).mapToObj(at -> question(decisionId, columns.get(at), at, List.copyOf(table.getRules()))).toList();
        });
    }

    private static Question question(String decisionId, Input column, int at, List<Rule> rows) {
        var counting = rows.stream().filter(row -> !cell(row, at).isEmpty()).toList();
        return new Question(decisionId + "." + column.getId(), column.getInputExpression().getText().getTextContent().strip(), column.getInputExpression().getTypeRef(),
                counting.stream().flatMap(row -> codes(cell(row, at))).distinct().toList(),
                counting.stream().flatMap(row -> cell(row, 0).isEmpty() ? Stream.of("*") : codes(cell(row, 0))).distinct().toList());
    }

    private static String cell(Rule row, int at) {
        String text = List.copyOf(row.getInputEntries()).get(at).getTextContent().strip();
        return text.equals("-") ? "" : text;
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1));
    }

    private DmnDecision latest(String decisionId) {
        return unchecked.call(() -> {
            var definition = repository.createDecisionDefinitionQuery().decisionDefinitionKey(decisionId).latestVersion().singleResult();
            if (definition == null) throw new IllegalStateException("No decision table is called " + decisionId);
            return byDefinition.computeIfAbsent(definition.getId(), id -> dmn.parseDecision(decisionId, repository.getDmnModelInstance(id)));
        });
    }
}
