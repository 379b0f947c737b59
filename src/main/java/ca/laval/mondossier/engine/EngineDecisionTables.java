package ca.laval.mondossier.engine;

import ca.laval.mondossier.catalogue.DecisionTables;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * Asks the deployed tables outside any process, with a decision engine of its own: the process engine's would write each question a
 * page asks into the history.
 */
@Component
class EngineDecisionTables implements DecisionTables {
    private final RepositoryService repository;
    private final Unchecked unchecked;
    private final DmnEngine dmn = new DefaultDmnEngineConfiguration().buildEngine();
    private final Map<String, DmnDecision> byDefinition = new ConcurrentHashMap<>();

    EngineDecisionTables(RepositoryService repository, Unchecked unchecked) {
        this.repository = repository;
        this.unchecked = unchecked;
    }

    @Override
    public List<Map<String, Object>> evaluate(String decisionId, Map<String, Object> facts) {
        return dmn.evaluateDecision(latest(decisionId), Variables.fromMap(facts)).getResultList();
    }

    private DmnDecision latest(String decisionId) {
        return unchecked.call(() -> {
            var definition = repository.createDecisionDefinitionQuery().decisionDefinitionKey(decisionId).latestVersion().singleResult();
            if (definition == null) throw new IllegalStateException("No decision table is called " + decisionId);
            return byDefinition.computeIfAbsent(definition.getId(), id -> dmn.parseDecision(decisionId, repository.getDmnModelInstance(id)));
        });
    }
}
