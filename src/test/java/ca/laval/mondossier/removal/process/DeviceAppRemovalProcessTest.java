package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How the case of a device ends. */
class DeviceAppRemovalProcessTest extends RemovalTest {

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
        assertThat(notices(device)).isEqualTo(action.equals("NOTIFY_OWNER") ? java.util.List.of("outOfScope") : java.util.List.of());
    }
}
