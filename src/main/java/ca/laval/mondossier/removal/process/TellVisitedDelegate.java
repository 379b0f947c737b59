package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.SiteVisits.Visited;
import ca.laval.mondossier.removal.SiteVisits;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the cases of the devices that somebody stood before. */
@Component
class TellVisitedDelegate implements JavaDelegate {
    private final SiteVisits visits;
    private final DeviceThreads threads;

    TellVisitedDelegate(SiteVisits visits, DeviceThreads threads) {
        this.visits = visits;
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        String visit = SiteVisitProcess.VISIT.from(task);
        List<Visited> devices = visits.untold(visit);
        devices.forEach(device -> threads.visited(RemovalProcess.CASE_NUMBER.from(task), device));
        SiteVisitProcess.MORE_TO_TELL.set(task, !devices.isEmpty());
        SiteVisitProcess.ALL_SEEN.set(task, devices.isEmpty() && visits.end(visit));
    }
}
