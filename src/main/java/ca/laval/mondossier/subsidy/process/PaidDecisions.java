package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.catalogue.DecisionTables;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the tables said about cases that were paid, and what they say today; from the engine's history, which keeps the facts. */
@Component
class PaidDecisions {
    private static final String AMOUNT = "subsidy-amount";
    private static final String[] FACTS = {"program", "preTaxCents", "quantity", "treesGrantedAtAddress", "purchaseDate"};

    private final ObjectProvider<HistoryService> history;
    private final DecisionTables tables;

    PaidDecisions(ObjectProvider<HistoryService> history, DecisionTables tables) {
        this.history = history;
        this.tables = tables;
    }

    /**
     * @param thenCents what the table granted when the case was decided
     * @param nowCents  what it grants today, for the same facts
     */
    record Amounts(LocalDate purchasedOn, long thenCents, long nowCents) {
    }

    /** Empty when the history of the case has been removed. */
    Optional<Amounts> amounts(String caseNumber) {
        return history.getObject().createHistoricProcessInstanceQuery().processDefinitionKey(SubsidyProcess.KEY).processInstanceBusinessKey(caseNumber).list().stream()
                .findFirst().map(instance -> amountsOf(instance.getId()));
    }

    private Amounts amountsOf(String instance) {
        Map<String, Object> facts = new HashMap<>();
        for (String fact : FACTS) facts.put(fact, null);
        history.getObject().createHistoricVariableInstanceQuery().processInstanceId(instance).activityInstanceIdIn(instance).variableNameIn(FACTS).list()
                .forEach(variable -> facts.put(variable.getName(), variable.getValue()));
        long then = history.getObject().createHistoricDecisionInstanceQuery().processInstanceId(instance).decisionDefinitionKey(AMOUNT).includeOutputs()
                .orderByEvaluationTime().desc().list().stream().findFirst().flatMap(taken -> taken.getOutputs().stream().filter(output -> output.getVariableName().equals("grantCents")).findFirst())
                .map(output -> ((Number) output.getValue()).longValue()).orElse(0L);
        long now = tables.evaluate(AMOUNT, facts).stream().findFirst().map(row -> ((Number) row.get("grantCents")).longValue()).orElse(0L);
        return new Amounts(LocalDate.parse((String) facts.get("purchaseDate")), then, now);
    }
}
