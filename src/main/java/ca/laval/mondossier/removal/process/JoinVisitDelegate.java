package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.SiteVisits;
import ca.laval.mondossier.removal.SiteVisits.Joined;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Enters the device on its site’s list; the first one begins the visit. */
@Component
class JoinVisitDelegate implements JavaDelegate {
    private final SiteVisits visits;
    private final DeviceThreads threads;

    JoinVisitDelegate(SiteVisits visits, DeviceThreads threads) {
        this.visits = visits;
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        String campaign = RemovalProcess.CASE_NUMBER.from(task);
        Joined joined = visits.join(campaign, DeviceRemovalProcess.DEVICE_ID.from(task));
        if (joined.isNew()) threads.begin(joined.visit(), campaign);
    }
}
