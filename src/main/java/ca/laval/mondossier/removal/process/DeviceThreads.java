package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManager.State;
import ca.laval.mondossier.removal.RemovalCases.Facts;
import ca.laval.mondossier.removal.RemovalCases.News;
import ca.laval.mondossier.removal.RemovalCases.Share;
import ca.laval.mondossier.removal.RemovalCases;
import ca.laval.mondossier.removal.RemovalCommands;
import ca.laval.mondossier.removal.RemovalExceptions;
import ca.laval.mondossier.removal.SiteVisits;
import ca.laval.mondossier.removal.SiteVisits.Visited;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The processes of devices, as their campaign sees them: a page at a time, each page one transaction. */
@Component
class DeviceThreads {
    private static final int PAGE = 200;
    private static final String UNINSTALL = "UNINSTALL";
    private static final String CLEAN = "CLEAN";
    /** What the cases listen to that began by the drawing before, which has a variable for each fact. */
    private static final String FORMER_INVENTORY = "device-app-removal.inventoryRefreshed";
    private static final Set<State> NOT_BLOCKED = EnumSet.of(State.NOT_SUPPORTED, State.FAILED);

    private final RuntimeService runtime;
    private final RemovalCases cases;
    private final RemovalCommands commands;
    private final DeviceTables tables;
    private final SiteVisits visits;
    private final RemovalExceptions exceptions;

    DeviceThreads(@Lazy RuntimeService runtime, RemovalCases cases, RemovalCommands commands, DeviceTables tables, SiteVisits visits, RemovalExceptions exceptions) {
        this.runtime = runtime;
        this.cases = cases;
        this.commands = commands;
        this.tables = tables;
        this.visits = visits;
        this.exceptions = exceptions;
    }

    /**
     * Starts the next cases.
     *
     * @param after the last device that got one; null before the first
     * @return the last one that got one now; null when there are no more
     */
    Long start(String campaign, Long after) {
        List<Long> devices = cases.open(campaign, after == null ? 0 : after);
        // A drawing of the owners' own may not know of decisions that others made: its cases decide for themselves.
        boolean decides = runtime.createEventSubscriptionQuery().eventType("message").eventName(DeviceRemovalProcess.REMOVAL_DECIDED).count() > 0;
        Map<Long, String> actions = decides ? actions(campaign, devices) : Map.of();
        devices.forEach(device -> begin(campaign, device, actions.get(device)));
        cases.cameBack(campaign, devices).forEach(device -> runtime.startProcessInstanceByKey(ReinstallationProcess.KEY, DeviceRemovalProcess.businessKey(campaign, device), about(campaign, device)));
        return devices.isEmpty() ? null : devices.get(devices.size() - 1);
    }

    /** As the tables answer, null where they do not; devices alike are asked about once. */
    private Map<Long, String> actions(String campaign, List<Long> devices) {
        var answers = new HashMap<Facts, String>();
        var actions = new HashMap<Long, String>();
        cases.facts(campaign, devices).forEach((device, facts) -> actions.put(device, answers.computeIfAbsent(facts, tables::action)));
        return actions;
    }

    /** Devices that are to lose the application are decided with their page; what else there is to do, a case decides for itself. */
    private void begin(String campaign, long device, String action) {
        String key = DeviceRemovalProcess.businessKey(campaign, device);
        if (UNINSTALL.equals(action)) runtime.startProcessInstanceByMessage(DeviceRemovalProcess.REMOVAL_DECIDED, key, about(campaign, device));
        else runtime.startProcessInstanceByKey(DeviceRemovalProcess.KEY, key, about(campaign, device));
    }

    private static Map<String, Object> about(String campaign, long device) {
        return Map.of(RemovalProcess.CASE_NUMBER.name(), campaign, DeviceRemovalProcess.DEVICE_ID.name(), device);
    }

    /**
     * Blocks the application on the next devices where the table finds nothing to remove. They need no process. Then tells the blocked ones
     * what was amended, and asks again for excepted devices that would not open.
     *
     * @param after the last one that was looked at; null before the first
     * @return the last one looked at now; null when there are no more
     */
    Long keepAway(String campaign, Long after) throws ManagerBusy, ManagerUnreachable {
        long from = after == null ? 0 : after;
        List<Long> page = cases.untouched(campaign, from);
        if (page.isEmpty()) {
            Map<Long, State> told = commands.blockAgain(campaign);
            cases.onlyClean(campaign, refused(told));
            if (!told.isEmpty()) return from;
            commands.unblockAgain(campaign);
            return null;
        }
        Map<Long, String> actions = actions(campaign, page);
        List<Long> clean = page.stream().filter(device -> CLEAN.equals(actions.get(device))).toList();
        if (clean.isEmpty()) return page.get(page.size() - 1);
        cases.keepAway(campaign, clean);
        Map<Long, State> answers = commands.sendAll(campaign, clean, Kind.BLOCK);
        List<Long> left = clean.stream().filter(device -> !answers.containsKey(device)).toList();
        cases.leaveForLater(campaign, left);
        cases.onlyClean(campaign, refused(answers));
        // Who has an exception is left as well, and would be found again at once.
        return left.isEmpty() || answers.isEmpty() ? page.get(page.size() - 1) : Long.valueOf(from);
    }

    private static List<Long> refused(Map<Long, State> answers) {
        return answers.entrySet().stream().filter(answer -> NOT_BLOCKED.contains(answer.getValue())).map(Map.Entry::getKey).toList();
    }

    /**
     * Tells the next open cases of a share what the inventory says; after the last, ends those of devices that left the city and looks from the start
     * whether one was passed over.
     *
     * @param after the last device whose case was told; null before the first
     * @return the last one told now; null when there are no more
     */
    Long tell(String campaign, Share share, Long after) {
        long from = after == null ? 0 : after;
        List<News> news = cases.news(campaign, share, from);
        var verdicts = new HashMap<Map<String, Object>, String>();
        news.forEach(one -> tell(DeviceRemovalProcess.businessKey(campaign, one.device()), one, verdicts));
        if (!news.isEmpty()) return news.get(news.size() - 1).device();
        List<Long> gone = cases.ofGoneDevices(campaign, share);
        gone.forEach(device -> cancel(campaign, device));
        List<News> unmanaged = cases.ofUnmanagedDevices(campaign, share);
        unmanaged.forEach(one -> tell(DeviceRemovalProcess.businessKey(campaign, one.device()), one, verdicts));
        return from == 0 && gone.isEmpty() && unmanaged.isEmpty() ? null : Long.valueOf(0);
    }

    /**
     * A case that listens to nothing hears of the next run.
     *
     * @param verdicts of the table so far: it is asked once for those that report the same
     */
    private void tell(String key, News news, Map<Map<String, Object>, String> verdicts) {
        if (news.isInSomebodysHands()) {
            if (news.isGone()) runtime.createMessageCorrelation(DeviceRemovalProcess.APPLICATION_GONE).processInstanceBusinessKey(key).correlateAll();
            else if (news.isBack()) runtime.createMessageCorrelation(DeviceRemovalProcess.DEVICE_BACK).processInstanceBusinessKey(key).correlateAll();
            return;
        }
        var inputs = DeviceTables.inputs(news);
        var inventory = runtime.createMessageCorrelation(DeviceRemovalProcess.INVENTORY_READ).processInstanceBusinessKey(key).setVariable(DeviceRemovalProcess.NEWS.name(), DeviceTables.text(inputs))
                .setVariable(DeviceRemovalProcess.ACTION.name(), verdicts.computeIfAbsent(inputs, tables::verdict));
        if (inventory.correlateAllWithResult().isEmpty()) runtime.createMessageCorrelation(FORMER_INVENTORY).processInstanceBusinessKey(key).setVariables(inputs).correlateAll();
    }

    /**
     * Cancels the next open cases of a lifted campaign, then unblocks its devices, each once.
     *
     * @param after the last device that was asked; null before the first
     * @return the last one asked now; null when there are no more
     */
    Long lift(String campaign, Long after) throws ManagerBusy, ManagerUnreachable {
        List<Long> open = cases.stillOpen(campaign);
        open.forEach(device -> cancel(campaign, device));
        if (!open.isEmpty()) return Long.valueOf(0);
        release(campaign);
        List<Long> blocked = commands.blocked(campaign, after == null ? 0 : after, PAGE);
        if (blocked.isEmpty()) return null;
        Map<Long, State> answers = commands.sendAll(campaign, blocked, Kind.UNBLOCK);
        // Whom their system had no time for comes next.
        return blocked.stream().filter(device -> !answers.containsKey(device)).findFirst().map(device -> device - 1).orElse(blocked.get(blocked.size() - 1));
    }

    /** Whether devices of a lifted campaign that would not open are asked again later. */
    boolean asksAgain(String campaign) {
        return commands.isToBeAskedAgain(campaign);
    }

    /** What people still had to do or to decide for a lifted measure, and what was excepted from it. */
    private void release(String campaign) {
        visits.cancel(campaign).forEach(visit -> runtime.createMessageCorrelation(SiteVisitProcess.MEASURE_LIFTED).processInstanceBusinessKey(visit).correlateAll());
        exceptions.undecided(campaign).forEach(request -> runtime.createMessageCorrelation(RemovalExceptionProcess.MEASURE_LIFTED).processInstanceBusinessKey(request).correlateAll());
        exceptions.inForce(campaign).forEach(exception -> runtime.createMessageCorrelation(RemovalExceptionProcess.EXCEPTION_REVOKED).processInstanceBusinessKey(exception).correlateAll());
    }

    /** The exception holds: a case that waits for an inventory, or for somebody's hands, looks its device up again. */
    void exceptionGranted(String campaign, long device) throws ManagerBusy, ManagerUnreachable {
        commands.unblock(campaign, device);
        runtime.createMessageCorrelation(DeviceRemovalProcess.DEVICE_BACK).processInstanceBusinessKey(DeviceRemovalProcess.businessKey(campaign, device)).correlateAll();
        tell(DeviceRemovalProcess.businessKey(campaign, device), new News(device, "COMMANDED", false, false, true, true, "NONE", false, 0, 0), new HashMap<>());
    }

    /** The exception is over: the case looks its device up again; without an open one there is a further one. */
    void exceptionEnded(String campaign, long device) {
        if (cases.reopen(campaign, device)) begin(campaign, device, null);
        else runtime.createMessageCorrelation(DeviceRemovalProcess.EXCEPTION_ENDED).processInstanceBusinessKey(DeviceRemovalProcess.businessKey(campaign, device)).correlateAll();
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
