package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalCases;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Counts the campaign, for its page and for Cockpit. */
@Component
class CountDevicesDelegate implements JavaDelegate {
    private final RemovalCases cases;

    CountDevicesDelegate(RemovalCases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution task) {
        var counts = cases.count(RemovalProcess.CASE_NUMBER.from(task));
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        int closed = counts.entrySet().stream().filter(count -> RemovalCases.CLOSED.contains(count.getKey())).mapToInt(Map.Entry::getValue).sum();
        RemovalProcess.DEVICES_OPEN.set(task, all - closed);
        int keptAway = counts.getOrDefault(RemovalCases.KEPT_AWAY, 0);
        RemovalProcess.DEVICES_CLOSED.set(task, closed - keptAway);
        RemovalProcess.DEVICES_KEPT_AWAY.set(task, keptAway);
    }
}
