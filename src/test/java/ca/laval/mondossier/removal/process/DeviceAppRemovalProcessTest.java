package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
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
        String key = open(campaign, device);
        if (action.equals("INCIDENT")) act("sophie", key, "userTask_analyseIncident", Map.of("handlingOutcome", "closed"));
        if (action.equals("UNINSTALL")) {
            assertThat(state(device)).as("a command proves nothing").isEqualTo("COMMANDED");
            if (verdict == null) runtime.createMessageCorrelation(DeviceRemovalProcess.NO_LONGER_CONCERNED).processInstanceBusinessKey(key).correlate();
            else hears(key, verdict.equals("BLOCKED_HIDDEN"), "PENDING", true);
        }
        runJobs();

        assertThat(ends(key)).contains(ends);
        assertThat(isOver(DeviceRemovalProcess.KEY, key)).isTrue();
        assertThat(db.sql("select count(*) from removal_case where closed_at is not null").query(Long.class).single()).isEqualTo(1);
        assertThat(commands(device, "UNINSTALL")).isEqualTo(action.equals("UNINSTALL") ? 1 : 0);
        assertThat(commands(device, "BLOCK")).isEqualTo(action.equals("UNINSTALL") || action.equals("CLEAN") ? 1 : 0);
        assertThat(notices(device)).isEqualTo(action.equals("NOTIFY_OWNER") ? List.of("outOfScope") : List.of());
    }

    /** The drawing before had a variable for each fact and another name for the message; its cases go on when the city has the new one. */
    @Test
    void aCaseOfTheFormerDrawingHearsOfAnInventoryAsWell() throws Exception {
        String campaign = measure();
        long device = device();
        found(campaign, device, true);
        String drawing = Files.readString(Path.of("processes/app-removal/device-app-removal.bpmn")).replace("inventoryRead", "inventoryRefreshed").replaceAll("<camunda:executionListener .*readNews.*/>", "");
        var former = repository.createDeployment().addString("device-app-removal.bpmn", drawing);
        for (String table : List.of("device-scope.dmn", "device-action.dmn", "device-verify.dmn")) former.addString(table, Files.readString(Path.of("processes/app-removal", table)));
        String deployment = former.deploy().getId();
        try {
            String key = open(campaign, device);
            assertThat(runtime.createEventSubscriptionQuery().eventName("device-app-removal.inventoryRefreshed").count()).isEqualTo(1);
            db.sql("with run as (insert into inventory_run (campaign, manager, started_at, ended_at) values (:campaign, 'SIMULATED', now(), now()) returning id) update device_finding set run = run.id, listed = false, reported_at = now() + interval '1 minute' from run")
                    .param("campaign", campaign).update();
            threads.tell(campaign, null);
            runJobs();
            assertThat(ends(key)).containsExactly("endEvent_applicationRemoved");
            assertThat(state(device)).isEqualTo("COMPLIANT");
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }
}
