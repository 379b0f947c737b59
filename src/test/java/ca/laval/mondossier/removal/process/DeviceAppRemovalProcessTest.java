package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.removal.RemovalCases.Share;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How the case of a device ends. */
class DeviceAppRemovalProcessTest extends RemovalTest {
    @Autowired
    private DeviceThreads threads;
    @Autowired
    private RepositoryService repository;

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/device-app-removal.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String action, String verdict, String ends) {
        String campaign = measure();
        long device = switch (action) {
            case "NOTIFY_OWNER" -> device("owner_type", "'PERSONAL'");
            case "INCIDENT" -> device("reported_lost", "now()");
            default -> device();
        };
        found(campaign, device, !action.equals("CLEAN"));
        boolean decided = action.equals("DECIDED");
        boolean commanded = decided || action.equals("UNINSTALL");
        String key = decided ? startPage(campaign, device) : open(campaign, device);
        if (action.equals("INCIDENT")) act("sophie", key, "userTask_analyseIncident", Map.of("handlingOutcome", "closed"));
        if (commanded) {
            assertThat(state(device)).as("a command proves nothing").isEqualTo("COMMANDED");
            if (verdict == null) runtime.createMessageCorrelation(DeviceRemovalProcess.NO_LONGER_CONCERNED).processInstanceBusinessKey(key).correlate();
            else if (decided) gone(campaign);
            else hears(key, verdict.equals("BLOCKED_HIDDEN"), "PENDING", true);
        }
        runJobs();

        assertThat(ends(key)).contains(ends);
        assertThat(isOver(DeviceRemovalProcess.KEY, key)).isTrue();
        assertThat(db.sql("select count(*) from removal_case where closed_at is not null").query(Long.class).single()).isEqualTo(1);
        assertThat(commands(device, "UNINSTALL")).isEqualTo(commanded ? 1 : 0);
        assertThat(commands(device, "BLOCK")).isEqualTo(commanded || action.equals("CLEAN") ? 1 : 0);
        assertThat(starts(key)).isEqualTo(decided ? "startEvent_removalDecided" : "startEvent_deviceConcerned");
        assertThat(notices(device)).isEqualTo(action.equals("NOTIFY_OWNER") ? List.of("outOfScope") : List.of());
    }

    /** The committee was quicker than the command: nothing is taken away, and the case finds its exception within the hour. */
    @Test
    void anExceptionGrantedWhileTheCommandIsOnItsWayGoesBeforeIt() {
        String campaign = measure();
        long device = device();
        found(campaign, device, true);
        threads.start(campaign, null);
        db.sql("""
                insert into removal_exception (number, campaign, device, person, reason, asked_at, resolution, granted_on, until)
                values ('EXC-2026-000001-1', :campaign, :device, 'Sgt Roy', 'Enquête', now(), 'CS-12', current_date, current_date + 30)""").param("campaign", campaign).param("device", device).update();
        runJobs();
        assertThat(state(device)).isEqualTo("HELD");
        fire("event_anHourLater");
        runJobs();
        assertThat(state(device)).isEqualTo("EXCEPTED");
        assertThat(commands(device, "UNINSTALL") + commands(device, "BLOCK")).isZero();
    }

    /** Paused between the page and the command. */
    @Test
    void aCommandThatThePauseOvertakesIsGivenAfterIt() {
        String campaign = measure();
        long device = device();
        found(campaign, device, true);
        threads.start(campaign, null);
        assertThat(campaigns.pause(campaign)).isTrue();
        runJobs();
        assertThat(state(device)).isEqualTo("HELD");
        campaigns.resume(campaign, 60);
        fire("event_anHourLater");
        runJobs();
        assertThat(state(device)).isEqualTo("COMMANDED");
        assertThat(commands(device, "UNINSTALL")).isEqualTo(1);
    }

    /** Found clean, and paused before it was blocked; it is blocked by the next page that looks. */
    @Test
    void aBlockThatThePauseOvertakesIsGivenByALaterPage() throws Exception {
        String campaign = measure();
        long device = device();
        found(campaign, device, false);
        db.sql("insert into removal_case (campaign, device, state, opened_at) values (:campaign, :device, 'OPEN', now())").param("campaign", campaign).param("device", device).update();
        String key = DeviceRemovalProcess.businessKey(campaign, device);
        runtime.startProcessInstanceByKey(DeviceRemovalProcess.KEY, key, Map.of(RemovalProcess.CASE_NUMBER.name(), campaign, DeviceRemovalProcess.DEVICE_ID.name(), device));
        management.executeJob(management.createJobQuery().activityId("serviceTask_lookUpDevice").singleResult().getId());
        assertThat(campaigns.pause(campaign)).isTrue();
        runJobs();
        assertThat(state(device)).isEqualTo("CLEAN");
        assertThat(commands(device, "BLOCK")).isZero();
        assertThat(threads.keepAway(campaign, null)).as("paused still").isEqualTo(device);
        assertThat(commands(device, "BLOCK")).isZero();
        campaigns.resume(campaign, 60);
        assertThat(threads.keepAway(campaign, null)).isEqualTo(device);
        assertThat(commands(device, "BLOCK")).isEqualTo(1);
        assertThat(threads.keepAway(campaign, null)).as("once").isNull();
        assertThat(state(device)).isEqualTo("CLEAN");
    }

    /** Opens the cases of the next page and does what needs nobody; the business key of this device's. */
    private String startPage(String campaign, long device) {
        assertThat(threads.start(campaign, null)).isEqualTo(device);
        runJobs();
        return DeviceRemovalProcess.businessKey(campaign, device);
    }

    private String starts(String key) {
        String instance = history.createHistoricProcessInstanceQuery().processDefinitionKey(DeviceRemovalProcess.KEY).processInstanceBusinessKey(key).singleResult().getId();
        return history.createHistoricActivityInstanceQuery().processInstanceId(instance).list().stream().map(HistoricActivityInstance::getActivityId)
                .filter(step -> step.startsWith("startEvent_") && !step.equals("startEvent_noLongerConcerned")).findFirst().orElseThrow();
    }

    /** A later inventory without the application, told by its page. */
    private void gone(String campaign) {
        db.sql("with run as (insert into inventory_run (campaign, manager, started_at, ended_at) values (:campaign, 'SIMULATED', now(), now()) returning id) update device_finding set run = run.id, listed = false, reported_at = now() + interval '1 minute' from run")
                .param("campaign", campaign).update();
        threads.tell(campaign, Share.WHOLE, null);
    }

    /** The drawing before had a variable for each fact, another name for the message and one way to begin; its cases go on, and begin, when the rest is new. */
    @Test
    void aCaseOfTheFormerDrawingBeginsAndHearsOfAnInventoryAsWell() throws Exception {
        String campaign = measure();
        long device = device();
        found(campaign, device, true);
        String drawing = Files.readString(Path.of("processes/app-removal/device-app-removal.bpmn")).replace("inventoryRead", "inventoryRefreshed").replaceAll("<camunda:executionListener .*readNews.*/>", "")
                .replaceAll("(?s)<bpmn:startEvent id=\"startEvent_removalDecided\".*?</bpmn:startEvent>|<bpmn:incoming>flow_removalDecided.*?</bpmn:incoming>|<bpmn:sequenceFlow id=\"flow_removalDecided[^>]*>", "")
                .replaceAll("(?s)<bpmn:boundaryEvent id=\"event_heldBack\".*?</bpmn:boundaryEvent>|<bpmn:intermediateCatchEvent id=\"event_anHourLater\".*?</bpmn:intermediateCatchEvent>|<bpmn:(incoming|outgoing)>flow_(anHourLater|heldBack).*?</bpmn:\\1>|<bpmn:sequenceFlow id=\"flow_(anHourLater|heldBack)[^>]*>", "")
                .replaceAll("(?s)<bpmndi:BPMN(Shape|Edge) id=\"\\w+_(anHourLater|heldBack)\\w*\".*?</bpmndi:BPMN\\1>", "")
                .replaceAll("(?s)<bpmndi:BPMN(Shape|Edge) id=\"\\w+_removalDecided.*?</bpmndi:BPMN\\1>", "");
        var former = repository.createDeployment().addString("device-app-removal.bpmn", drawing);
        for (String table : List.of("device-scope.dmn", "device-action.dmn", "device-verify.dmn")) former.addString(table, Files.readString(Path.of("processes/app-removal", table)));
        String deployment = former.deploy().getId();
        try {
            assertThat(threads.start(campaign, null)).isEqualTo(device);
            management.executeJob(management.createJobQuery().activityId("serviceTask_lookUpDevice").singleResult().getId());
            campaigns.pause(campaign);
            runJobs();
            assertThat(state(device)).as("not told, and it fails nowhere").isEqualTo("COMMANDED");
            String key = DeviceRemovalProcess.businessKey(campaign, device);
            assertThat(starts(key)).isEqualTo("startEvent_deviceConcerned");
            assertThat(runtime.createEventSubscriptionQuery().eventName("device-app-removal.inventoryRefreshed").count()).isEqualTo(1);
            gone(campaign);
            runJobs();
            assertThat(ends(key)).containsExactly("endEvent_applicationRemoved");
            assertThat(state(device)).isEqualTo("COMPLIANT");
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }
}
