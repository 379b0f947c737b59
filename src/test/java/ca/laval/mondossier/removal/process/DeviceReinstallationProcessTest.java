package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What follows when an application is back, beside its removal. */
class DeviceReinstallationProcessTest extends RemovalTest {

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/device-reinstallation.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String cause, String ends) {
        String campaign = measure();
        long device = device();
        String key = DeviceRemovalProcess.businessKey(campaign, device);
        runtime.startProcessInstanceByKey(ReinstallationProcess.KEY, key, Map.of(RemovalProcess.CASE_NUMBER.name(), campaign, DeviceRemovalProcess.DEVICE_ID.name(), device));
        runJobs();
        assertThat(db.sql("select recipient from staff_notice where letter = 'reinstalledChief'").query(String.class).single()).isEqualTo("chef@laval.ca");
        act("sophie", key, "userTask_analyseReinstallation", Map.of("reinstallationCause", cause));

        assertThat(ends(key)).containsExactly(ends);
        assertThat(isOver(ReinstallationProcess.KEY, key)).isTrue();
    }
}
