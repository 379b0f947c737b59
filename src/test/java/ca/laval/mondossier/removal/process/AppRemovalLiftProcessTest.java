package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How a measure is lifted: page by page, and nothing stays open. */
class AppRemovalLiftProcessTest extends RemovalTest {

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/app-removal-lift.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, int pages, String ends) {
        String number = measure();
        int devices = pages * 200 - 199;
        db.sql("insert into device (serial, category, owner_type, platform, listed_at, updated_at) select 'L' || n, 'PHONE', 'COMPANY', 'ANDROID', now(), now() from generate_series(1, :devices) n").param("devices", devices).update();
        db.sql("insert into removal_case (campaign, device, state, opened_at) select :number, id, 'COMMANDED', now() from device").param("number", number).update();
        runtime.startProcessInstanceByKey(RemovalLiftProcess.KEY, number, Map.of(RemovalProcess.CASE_NUMBER.name(), number));
        runJobs();

        assertThat(ends(number)).containsExactly(ends);
        assertThat(history.createHistoricActivityInstanceQuery().activityId("serviceTask_liftCases").processInstanceId(
                history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId()).count()).as("its pages, and the one that found nothing").isEqualTo(pages + 1);
        assertThat(cases("CANCELLED")).isEqualTo(devices);
        assertThat(campaigns.find(number)).hasValueSatisfying(campaign -> assertThat(campaign.isLifted()).isTrue());
        assertThat(notices(0)).containsExactly("lifted");
        assertThat(db.sql("select count(*) from official_document where case_number = :number and key = 'report'").param("number", number).query(Long.class).single()).isEqualTo(1);
    }
}
