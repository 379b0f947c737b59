package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.counter.StaffBrowser;
import ca.laval.mondossier.official.OfficialDocuments;
import java.time.Duration;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How a measure is lifted: page by page, and nothing stays open. */
class AppRemovalLiftProcessTest extends RemovalTest {
    @Autowired
    private OfficialDocuments documents;

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/app-removal-lift.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, int pages, int refusals, String ends) throws Exception {
        String number = measure();
        int devices = pages * 200 - 199;
        db.sql("insert into device (serial, category, owner_type, platform, listed_at, updated_at) select 'L' || n, 'PHONE', 'COMPANY', 'ANDROID', now(), now() from generate_series(1, :devices) n").param("devices", devices).update();
        db.sql("insert into removal_case (campaign, device, state, opened_at) select :number, id, 'COMMANDED', now() from device").param("number", number).update();
        if (refusals > 0) blockedInASystemThatIsNoLongerNamed(number);
        runtime.startProcessInstanceByKey(RemovalLiftProcess.KEY, number, Map.of(RemovalProcess.CASE_NUMBER.name(), number));
        runJobs();
        for (int hour = 1; hour < refusals; hour++) {
            later(Duration.ofHours(1));
            fire("event_askAgain");
            runJobs();
        }

        assertThat(ends(number)).containsExactly(ends);
        assertThat(history.createHistoricActivityInstanceQuery().activityId("serviceTask_liftCases").processInstanceId(
                history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId()).count()).as("its pages, the one that found nothing, and those that asked again").isEqualTo(pages + 1 + (refusals == 0 ? 0 : 1 + (refusals - 1) * 2));
        assertThat(cases("CANCELLED")).isEqualTo(devices);
        assertThat(db.sql("select state from device_command where kind = 'UNBLOCK'").query(String.class).list()).hasSize(refusals).containsOnly(refusals == 0 ? new String[0] : new String[] {"NOT_SUPPORTED"});
        assertThat(report(number)).contains(refusals == 0 ? "Every device that its system manages was told" : "L1: its system refused 3 times");
        assertThat(StaffBrowser.signIn(port, "jonathan").page("/counter/app-removal/" + number).select("#still-blocked ~ ul li")).hasSize(refusals == 0 ? 0 : 1).allMatch(line -> line.text().contains("Times refused: 3; to be unblocked by hand"));
        assertThat(campaigns.find(number)).hasValueSatisfying(campaign -> assertThat(campaign.isLifted()).isTrue());
        assertThat(notices(0)).containsExactly("lifted");
        assertThat(db.sql("select count(*) from official_document where case_number = :number and key = 'report'").param("number", number).query(Long.class).single()).isEqualTo(1);
    }

    /** Its system answers nothing but no. */
    private void blockedInASystemThatIsNoLongerNamed(String number) {
        db.sql("update device set manager = 'ELSEWHERE', managed_id = serial where serial = 'L1'").update();
        db.sql("insert into device_command (campaign, device, round, kind, attempt, state, written_at) select :number, id, 1, 'BLOCK', 1, 'PENDING', now() from device where serial = 'L1'").param("number", number).update();
    }

    private String report(String number) throws Exception {
        byte[] report = documents.of(new CaseNumber(number)).stream().findFirst().flatMap(issued -> documents.content(new CaseNumber(number), issued.id())).orElseThrow();
        try (var pdf = Loader.loadPDF(report)) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }
}
