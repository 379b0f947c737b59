package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How a device is chased that does not report: holder, chief, lock, then somebody looks for it. */
class DeviceChaseProcessTest extends RemovalTest {

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/device-chase.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String findOutcome, String ends) {
        String campaign = measure();
        long device = device("last_sync", "now() - interval '330 days'");
        found(campaign, device, false);
        String key = open(campaign, device);
        assertThat(state(device)).isEqualTo("CHASED");
        fire("event_firstWeek");
        runJobs();
        assertThat(commands(device, "LOCK")).as("not locked before anybody was asked").isZero();
        fire("event_secondWeek");
        runJobs();
        assertThat(notices(device)).containsExactly("unreachable", "unreachableChief");
        assertThat(commands(device, "LOCK")).isEqualTo(1);
        var answers = new HashMap<String, Object>(Map.of("findOutcome", findOutcome));
        if (findOutcome.equals("onLeave")) answers.put("backOn", LocalDate.now().plusMonths(2).toString());
        act("valerie", key, "userTask_findDevice", answers);
        if (findOutcome.equals("onLeave")) fire("event_holderBack");
        if (findOutcome.equals("lost")) act("sophie", key, "userTask_reportLoss", Map.of("lossOutcome", "recorded"));
        runJobs();

        assertThat(ends(key)).contains(ends);
        assertThat(isOver("device-chase", key)).isTrue();
        assertThat(db.sql("select reported_lost is not null from device where id = :device").param("device", device).query(Boolean.class).single()).isEqualTo(findOutcome.equals("lost"));
        assertThat(db.sql("select count(*) from removal_case where closed_at is null").query(Long.class).single()).as("never done by being looked for").isEqualTo(1);
    }
}
