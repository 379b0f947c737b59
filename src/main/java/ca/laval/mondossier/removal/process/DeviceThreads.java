package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.removal.RemovalCases.News;
import ca.laval.mondossier.removal.RemovalCases;
import ca.laval.mondossier.removal.RemovalCommands;
import ca.laval.mondossier.removal.SiteVisits.Visited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The processes of devices, as their campaign sees them: a page at a time, each page one transaction. */
@Component
class DeviceThreads {
    private static final int PAGE = 200;

    private final RuntimeService runtime;
    private final RemovalCases cases;
    private final RemovalCommands commands;

    DeviceThreads(@Lazy RuntimeService runtime, RemovalCases cases, RemovalCommands commands) {
        this.runtime = runtime;
        this.cases = cases;
        this.commands = commands;
    }

    /** Starts the next cases; whether there may be more. */
    boolean start(String campaign) {
        List<Long> devices = cases.open(campaign);
        devices.forEach(device -> runtime.startProcessInstanceByKey(DeviceRemovalProcess.KEY, DeviceRemovalProcess.businessKey(campaign, device),
                Map.of(RemovalProcess.CASE_NUMBER.name(), campaign, DeviceRemovalProcess.DEVICE_ID.name(), device)));
        return !devices.isEmpty();
    }

    /** Ends the cases of devices that left the city, then tells the next open ones what the inventory says; whether there may be more. */
    boolean tell(String campaign) {
        List<Long> gone = cases.ofGoneDevices(campaign);
        gone.forEach(device -> cancel(campaign, device));
        List<News> news = new ArrayList<>(cases.news(campaign));
        news.addAll(cases.ofUnmanagedDevices(campaign));
        news.forEach(one -> tell(DeviceRemovalProcess.businessKey(campaign, one.device()), one));
        return !gone.isEmpty() || !news.isEmpty();
    }

    /** A case that listens to nothing hears of the next run. */

    private void tell(String key, News news) {
        if (news.isInSomebodysHands()) {
            if (news.isGone()) runtime.createMessageCorrelation(DeviceRemovalProcess.APPLICATION_GONE).processInstanceBusinessKey(key).correlateAll();
            else if (news.isBack()) runtime.createMessageCorrelation(DeviceRemovalProcess.DEVICE_BACK).processInstanceBusinessKey(key).correlateAll();
            return;
        }
        runtime.createMessageCorrelation(DeviceRemovalProcess.INVENTORY_REFRESHED).processInstanceBusinessKey(key)
                .setVariables(Map.of("lost", news.lost(), "listed", news.listed(), "reportLater", news.reportLater(), "commandState", news.commandState(), "blocked", news.blocked(),
                        "waitingHours", news.waitingHours(), "resyncs", news.resyncs())).correlateAll();
    }

    /** Cancels the next open cases of a lifted campaign, then unblocks its devices; whether there may be more. */
    boolean lift(String campaign) throws ManagerBusy, ManagerUnreachable {
        List<Long> open = cases.stillOpen(campaign);
        open.forEach(device -> cancel(campaign, device));
        if (!open.isEmpty()) return true;
        List<Long> blocked = commands.blocked(campaign, PAGE);
        for (long device : blocked) commands.send(campaign, device, Kind.UNBLOCK);
        return !blocked.isEmpty();
    }

    /** The exception is over before its last day: the case looks its device up again. */
    void exceptionEnded(String campaign, long device) {
        runtime.createMessageCorrelation(DeviceRemovalProcess.EXCEPTION_ENDED).processInstanceBusinessKey(DeviceRemovalProcess.businessKey(campaign, device)).correlateAll();
    }

    /** Closed here as well as by its process: one that an administrator ended hears nothing. */
    private void cancel(String campaign, long device) {
        runtime.createMessageCorrelation(DeviceRemovalProcess.NO_LONGER_CONCERNED).processInstanceBusinessKey(DeviceRemovalProcess.businessKey(campaign, device)).correlateAll();
        cases.close(campaign, device, "CANCELLED");
    }

    /** Somebody stood before it, or did not find it. */
    void visited(String campaign, Visited visited) {
        runtime.createMessageCorrelation(DeviceHandlingProcess.SITE_VISITED).processInstanceBusinessKey(DeviceRemovalProcess.businessKey(campaign, visited.device()))
                .setVariable(DeviceHandlingProcess.VISIT_OUTCOME.name(), visited.outcome()).correlateAll();
    }

    void begin(String visit, String campaign) {
        runtime.startProcessInstanceByKey(SiteVisitProcess.KEY, visit, Map.of(SiteVisitProcess.VISIT.name(), visit, RemovalProcess.CASE_NUMBER.name(), campaign));
    }

    /** The account of a lifted measure may come back, at whatever step its suspension is. */
    void accountMayReturn(String campaign) {
        runtime.createMessageCorrelation(SuspensionProcess.MEASURE_LIFTED).processInstanceBusinessKey(campaign).correlateAll();
    }
}
