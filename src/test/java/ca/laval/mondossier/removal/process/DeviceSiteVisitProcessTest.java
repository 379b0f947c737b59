package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.removal.SiteVisits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** One visit of a site with the list of its devices. */
class DeviceSiteVisitProcessTest extends RemovalTest {
    @Autowired
    private SiteVisits visits;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvFileSource(resources = "/paths/device-site-visit.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String ends) {
        String campaign = measure();
        var devices = List.of(device("category", "'KIOSK'", "manager", "null"), device("category", "'PUBLIC_WORKSTATION'", "manager", "null"), device("manager", "null"));
        devices.forEach(device -> open(campaign, device));
        String visit = db.sql("select number from site_visit").query(String.class).single();
        if (path.startsWith("lifted")) {
            runtime.startProcessInstanceByKey(RemovalLiftProcess.KEY, campaign, Map.of(RemovalProcess.CASE_NUMBER.name(), campaign));
            runJobs();
            assertThat(ends(visit)).containsExactly(ends);
            assertThat(isOver(SiteVisitProcess.KEY, visit)).isTrue();
            return;
        }
        visits.found(visit, devices.get(0), "REMOVED", "valerie");
        if (path.startsWith("some left")) {
            done(visit);
            assertThat(isOver(SiteVisitProcess.KEY, visit)).as("two were not seen").isFalse();
        }
        visits.found(visit, devices.get(1), "ABSENT", "valerie");
        visits.found(visit, devices.get(2), "NOT_FOUND", "valerie");
        done(visit);

        assertThat(ends(visit)).containsExactly(ends);
        assertThat(isOver(SiteVisitProcess.KEY, visit)).isTrue();
        assertThat(tasks.createTaskQuery().taskDefinitionKey("userTask_investigateOwner").count()).as("nobody knows where the third is").isEqualTo(1);
        assertThat(db.sql("select count(*) from device_finding where not listed").query(Long.class).single()).as("an inventory by hand").isEqualTo(2);
    }

    private void done(String visit) {
        act("valerie", visit, "userTask_visitSite", Map.of("visitOutcome", "done"));
        runJobs();
    }
}
