package ca.laval.mondossier.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;

/**
 * A process as its diagram declares it.
 *
 * @param service          the folder it lies in
 * @param properties       extension properties of the process: audience, casePrefix, offices, managers...
 * @param candidateGroups  the offices that have tasks in it
 * @param decisions        decision ids of its service
 * @param startForm        its application form; null without one
 */
record DeclaredProcess(String id, String service, Map<String, String> properties, Set<String> candidateGroups, Set<String> decisions,
                       String startForm) {

    static DeclaredProcess from(BpmnModelInstance model, String service, Set<String> decisions, String startForm) {
        var process = model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class).iterator().next();
        var extensions = process.getExtensionElements();
        Map<String, String> properties = extensions == null ? Map.of()
                : extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .flatMap(all -> all.getCamundaProperties().stream())
                        .collect(Collectors.toMap(property -> property.getCamundaName(), property -> property.getCamundaValue()));
        var groups = model.getModelElementsByType(UserTask.class).stream()
                .flatMap(task -> task.getCamundaCandidateGroupsList().stream())
                // One that a table names, e.g. ${office}, is among the process's `offices` (a rule sees to it).
                .filter(group -> !group.startsWith("$"))
                .collect(Collectors.toCollection(TreeSet::new));
        return new DeclaredProcess(process.getId(), service, properties, groups, decisions, startForm);
    }

    /** A comma list among the properties. */
    Set<String> list(String property) {
        return Arrays.stream(properties.getOrDefault(property, "").split(",")).map(String::strip).filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Everyone who works on its cases or may look at them. */
    Set<String> offices() {
        var all = new TreeSet<>(candidateGroups);
        all.addAll(list("offices"));
        all.addAll(list("managers"));
        return all;
    }
}
