package ca.laval.mondossier.engine;

import ca.laval.mondossier.casefile.CaseProcesses;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.stereotype.Component;

/** The case file's view of the engine. */
@Component
class EngineProcesses implements CaseProcesses {
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final HistoryService history;
    private final RepositoryService repository;
    private final Unchecked unchecked;
    private final Clock clock;

    EngineProcesses(RuntimeService runtime, TaskService tasks, HistoryService history, RepositoryService repository, Unchecked unchecked, Clock clock) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.history = history;
        this.repository = repository;
        this.unchecked = unchecked;
        this.clock = clock;
    }

    @Override
    public void start(String service, String caseNumber, Map<String, Object> variables) {
        var all = new HashMap<String, Object>();
        all.put("caseNumber", caseNumber);
        // An unanswered question is no variable: tables read it as null, and it costs no row.
        variables.forEach((name, value) -> {
            if (value != null) all.put(name, value);
        });
        runtime.startProcessInstanceByKey(service, caseNumber, all);
    }

    @Override
    public Set<String> awaitedMessages(String caseNumber) {
        var instances = runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list();
        return instances.stream()
                .flatMap(instance -> runtime.createEventSubscriptionQuery().processInstanceId(instance.getId()).eventType("message").list().stream())
                .map(EventSubscription::getEventName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<String> documentsAskedFor(String caseNumber) {
        return unchecked.call(() -> runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list().stream()
                .map(instance -> runtime.getVariable(instance.getId(), "missingDocuments")).filter(String.class::isInstance)
                .flatMap(codes -> Stream.of(((String) codes).split(","))).filter(code -> !code.isBlank()).distinct().toList());
    }

    @Override
    public void correlate(String message, String caseNumber, Map<String, Object> variables) {
        try {
            unchecked.run(() -> runtime.createMessageCorrelation(message).processInstanceBusinessKey(caseNumber).setVariables(variables).correlateExclusively());
        } catch (MismatchingMessageCorrelationException | OptimisticLockingException e) {
            // It waits for something else, or moved on in this very moment.
            throw new IllegalStateException("Case %s does not wait for %s".formatted(caseNumber, message), e);
        }
    }

    @Override
    public List<DecisionTaken> decisions(String caseNumber) {
        return unchecked.call(() -> history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list().stream()
                .flatMap(instance -> history.createHistoricDecisionInstanceQuery().processInstanceId(instance.getId())
                        .includeInputs().includeOutputs().list().stream())
                .sorted(Comparator.comparing(HistoricDecisionInstance::getEvaluationTime))
                .map(this::taken).toList());
    }

    private DecisionTaken taken(HistoricDecisionInstance taken) {
        var model = repository.getDmnModelInstance(taken.getDecisionDefinitionId());
        var inputs = taken.getInputs().stream().map(input -> {
            var column = model.<Input>getModelElementById(input.getClauseId());
            return new Fact(taken.getDecisionDefinitionKey() + "." + input.getClauseId(), column == null ? input.getClauseId() : column.getInputExpression().getText().getTextContent().strip(),
                    Optional.ofNullable(input.getClauseName()).orElse(input.getClauseId()), input.getValue());
        }).toList();
        var fired = new LinkedHashMap<String, List<Fact>>();
        taken.getOutputs().stream().filter(output -> output.getRuleId() != null)
                .forEach(output -> fired.computeIfAbsent(output.getRuleId(), rule -> new ArrayList<>())
                        .add(new Fact(taken.getDecisionDefinitionKey() + "." + output.getClauseId(), output.getVariableName(), Optional.ofNullable(output.getClauseName()).orElse(output.getVariableName()), output.getValue())));
        var rows = fired.entrySet().stream().map(rule -> row(model.getModelElementById(rule.getKey()), rule.getValue())).toList();
        return new DecisionTaken(taken.getEvaluationTime().toInstant(), taken.getDecisionDefinitionKey(), taken.getDecisionDefinitionName(),
                repository.getDecisionDefinition(taken.getDecisionDefinitionId()).getVersion(), inputs, rows);
    }

    private static Row row(Rule rule, List<Fact> outputs) {
        var table = ((DecisionTable) rule.getParentElement()).getRules();
        return new Row(List.copyOf(table).indexOf(rule) + 1, rule.getId(),
                rule.getDescription() == null ? rule.getId() : rule.getDescription().getTextContent(), outputs);
    }

    @Override
    public List<OpenTask> openTasks(String caseNumber) {
        return unchecked.call(() -> tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).list().stream()
                .map(task -> new OpenTask(task.getId(), task.getName(), task.getAssignee(),
                        tasks.getIdentityLinksForTask(task.getId()).stream().map(IdentityLink::getGroupId).filter(group -> group != null).toList(),
                        task.getDueDate() == null ? null : task.getDueDate().toInstant()))
                .toList());
    }

    /** A handful of statements, however many tasks there are. */
    @Override
    public OfficeTasks tasksOf(String office, Collection<String> processes, int atMost) {
        return unchecked.call(() -> {
            var first = officeQuery(office, processes).orderByDueDate().asc().orderByTaskCreateTime().asc().listPage(0, atMost);
            Map<String, String> numbers = first.isEmpty() ? Map.of()
                    : runtime.createProcessInstanceQuery().processInstanceIds(first.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet())).list().stream()
                            .filter(instance -> instance.getBusinessKey() != null).collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
            return new OfficeTasks(office, officeQuery(office, processes).count(), officeQuery(office, processes).dueBefore(Date.from(clock.instant())).count(),
                    first.stream().map(task -> new CaseTask(numbers.get(task.getProcessInstanceId()),
                            new OpenTask(task.getId(), task.getName(), task.getAssignee(), List.of(office), task.getDueDate() == null ? null : task.getDueDate().toInstant()))).toList());
        });
    }

    private TaskQuery officeQuery(String office, Collection<String> processes) {
        return tasks.createTaskQuery().processDefinitionKeyIn(processes.toArray(String[]::new)).taskCandidateGroup(office).includeAssignedTasks();
    }

    @Override
    public boolean hasFailed(String caseNumber) {
        return unchecked.call(() -> runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).withIncident().count() > 0);
    }
}
