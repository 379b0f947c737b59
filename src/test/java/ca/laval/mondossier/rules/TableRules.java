package ca.laval.mondossier.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.UnaryTests;

/** What a file of decision tables must be like. */
public final class TableRules {
    private final String base;
    private final DmnModelInstance model;

    public TableRules(String base, DmnModelInstance model) {
        this.base = base;
        this.model = model;
    }

    public List<String> headTrouble() {
        var trouble = new ArrayList<String>();
        var decisions = model.getModelElementsByType(Decision.class);
        if (decisions.stream().noneMatch(decision -> decision.getId().equals(base))) trouble.add("no decision is called like the file, " + base);
        for (Decision decision : decisions) {
            if (!decision.getId().matches("[a-z]+(-[a-z]+)*")) trouble.add(decision.getId() + " is not kebab-case");
            if (decision.getName() == null || !decision.getName().endsWith("?")) trouble.add(decision.getId() + " must ask a question");
            if (decision.getCamundaHistoryTimeToLiveString() == null || !decision.getCamundaHistoryTimeToLiveString().matches("P\\d+D")) {
                trouble.add(decision.getId() + ": historyTimeToLive must be a number of days such as P365D");
            }
            if (!(decision.getExpression() instanceof DecisionTable)) trouble.add(decision.getId() + " is no table");
        }
        return trouble;
    }

    public List<String> rowTrouble() {
        var trouble = new ArrayList<String>();
        for (Rule rule : model.getModelElementsByType(Rule.class)) {
            if (!rule.getId().matches("rule_[a-z][A-Za-z0-9]*")) trouble.add(rule.getId() + " must be called rule_<camelCase>");
            if (rule.getDescription() == null || rule.getDescription().getTextContent().isBlank()) trouble.add(rule.getId() + " has no description");
        }
        for (Input input : model.getModelElementsByType(Input.class)) {
            if (input.getLabel() == null || input.getLabel().isBlank()) trouble.add(input.getId() + " has no label");
        }
        for (Output output : model.getModelElementsByType(Output.class)) {
            if (output.getLabel() == null || output.getLabel().isBlank()) trouble.add(output.getId() + " has no label");
        }
        return trouble;
    }

    /** FEEL only: another language would be a program, run with the server's rights. */
    public List<String> languageTrouble() {
        var trouble = new ArrayList<String>();
        model.getModelElementsByType(LiteralExpression.class).stream().filter(text -> !isFeel(text.getExpressionLanguage()))
                .forEach(text -> trouble.add(text.getId() + " is written in " + text.getExpressionLanguage()));
        model.getModelElementsByType(UnaryTests.class).stream().filter(text -> !isFeel(text.getExpressionLanguage()))
                .forEach(text -> trouble.add(text.getId() + " is written in " + text.getExpressionLanguage()));
        return trouble;
    }

    /** Rows that no line of a table test names. */
    public List<String> rowsNotTried(Set<String> tried) {
        return model.getModelElementsByType(Rule.class).stream().map(Rule::getId).filter(rule -> !tried.contains(rule)).toList();
    }

    private static boolean isFeel(String language) {
        return language == null || language.equalsIgnoreCase("feel") || language.contains("/FEEL/");
    }
}
