package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.removal.SiteVisits;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person does with a device, and says. */
class DeviceHandlingProcessTest extends RemovalTest {
    @Autowired
    private SiteVisits visits;

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/device-handling.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String action, String ends) {
        String campaign = measure();
        long device = switch (action) {
            case "NOTICE" -> device("platform", "'IOS'", "supervised", "false");
            case "SITE_VISIT" -> device("category", "'KIOSK'", "manager", "null");
            case "CHASE" -> device("last_sync", "now() - interval '20 days'");
            case "REPLACE" -> device("jail_broken", "true");
            case "INVESTIGATE" -> device("owner_type", "'UNKNOWN'");
            case "INCIDENT" -> device("reported_lost", "now()");
            default -> device();
        };
        found(campaign, device, true);
        String key = open(campaign, device);
        handle(action, key, device);
        runJobs();

        assertThat(ends(key)).contains(ends);
        assertThat(isOver(DeviceHandlingProcess.KEY, key)).isTrue();
        assertThat(state(device)).as("the inventory has the last word").isEqualTo(action.equals("INCIDENT") ? "INCIDENT" : "COMMANDED");
    }

    private void handle(String action, String key, long device) {
        switch (action) {
            case "NOTICE" -> {
                assertThat(notices(device)).containsExactly("userNotice");
                fire("event_noticeOver");
                act("valerie", key, "userTask_reenrolDevice", Map.of("handlingOutcome", "reenrolled"));
            }
            case "SITE_VISIT" -> {
                String visit = db.sql("select visit from site_visit_device where device = :device").param("device", device).query(String.class).single();
                visits.found(visit, device, "REMOVED", "valerie");
                act("valerie", visit, "userTask_visitSite", Map.of("visitOutcome", "done"));
            }
            case "CHASE" -> {
                fire("event_firstWeek");
                runJobs();
                fire("event_secondWeek");
                runJobs();
                act("valerie", key, "userTask_findDevice", Map.of("findOutcome", "found"));
            }
            case "REPLACE" -> act("valerie", key, "userTask_replaceDevice", Map.of("handlingOutcome", "replaced"));
            case "INVESTIGATE" -> act("jonathan", key, "userTask_investigateOwner", Map.of("handlingOutcome", "corrected"));
            case "INCIDENT" -> act("sophie", key, "userTask_analyseIncident", Map.of("handlingOutcome", "closed"));
            default -> {
                hears(key, true, "FAILED", false);
                act("valerie", key, "userTask_removeByHand", Map.of("handlingOutcome", "removed"));
            }
        }
    }
}
