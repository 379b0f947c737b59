package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.SampleDocuments;
import ca.laval.mondossier.counter.StaffBrowser;
import ca.laval.mondossier.device.simulated.FleetNumbers;
import ca.laval.mondossier.official.OfficialDocuments;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign over the simulated fleet, from the form to the lifting: a device is done when a later inventory says so, and every device is counted once. */
class CampaignTest extends RemovalTest {
    @Autowired
    private OfficialDocuments documents;

    @Test
    void aDeviceIsDoneWhenALaterInventoryNoLongerHasTheApplication() {
        String number = inForce();
        assertThat(campaigns.find(number)).hasValueSatisfying(campaign -> assertThat(campaign.state()).isEqualTo("IN_FORCE"));
        assertThat(cases("COMMANDED")).isGreaterThan(20);
        assertThat(cases("COMPLIANT")).as("nothing is proven yet").isZero();

        night();
        assertThat(cases("COMPLIANT")).isGreaterThan(20);
        assertThat(db.sql("""
                select count(*) from removal_case r join device_finding f on f.campaign = r.campaign and f.device = r.device where r.state = 'COMPLIANT' and (f.listed or f.reported_at <= r.opened_at)""")
                .query(Long.class).single()).as("done without proof").isZero();
        assertThat(db.sql("select count(*) from simulated_command where times > 1").query(Long.class).single()).as("told twice").isZero();
        assertThat(db.sql("select count(*) from removal_case where closed_at is null group by campaign, device having count(*) > 1").query(Long.class).list()).isEmpty();
        assertThat(db.sql("select sum(devices) from removal_count where at = (select max(at) from removal_count)").query(Long.class).single())
                .as("counts add up").isEqualTo(db.sql("select count(distinct device) from removal_case").query(Long.class).single());
        assertThat(management.createJobQuery().noRetriesLeft().count()).isZero();
    }

    @Test
    void thePagesShowWhereEachDeviceStandsToTheOfficesConcernedAlone() {
        everyDeviceIsAComputer();
        FleetNumbers.obedient().stream().limit(5).forEach(obedient -> give(obedient, "PHONE", "a@laval.ca"));
        device("category", "'KIOSK'", "manager", "null");
        String number = inForceForFew();
        night();
        var jonathan = StaffBrowser.signIn(port, "jonathan");
        long device = db.sql("select device from removal_case order by device limit 1").query(Long.class).single();
        String visit = db.sql("select number from site_visit order by number limit 1").query(String.class).single();
        for (String path : List.of("/counter/app-removal", "/counter/app-removal/" + number, "/counter/app-removal/" + number + "/devices.csv", "/counter/devices", "/counter/devices?q=LAV00000", "/counter/devices/" + device,
                "/counter/visits/" + visit, "/counter/visits/" + visit + "/notice")) {
            assertThat(jonathan.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(StaffBrowser.signIn(port, "karine").get(path).statusCode()).as(path + " for 311").isEqualTo(404);
        }
        assertThat(jonathan.page("/counter/app-removal/" + number).text()).contains("TikTok", "Directive 2026-11", "Removed, proven");
        assertThat(jonathan.get("/counter/app-removal/" + number + "/devices.csv").body().lines().count() - 1).isEqualTo(db.sql("select count(distinct device) from removal_case").query(Long.class).single());
        assertThat(jonathan.page("/counter/visits/" + visit + "/notice").select(".poster[lang=fr-CA] h2, .poster[lang=en-CA] h2").eachText()).containsExactly("Application non disponible sur les postes publics", "App not available on public stations");
        assertThat(jonathan.page("/counter/visits/" + visit + "/notice").select(".poster").text()).contains("TikTok n’est plus accessible", "TikTok can no longer be reached").doesNotContain("{{");
        assertThat(StaffBrowser.signIn(port, "valerie").post("/counter/app-removal", "/counter/app-removal", Map.of()).statusCode()).as("support proposes nothing").isEqualTo(403);
    }

    @Test
    void anExceptionIsAskedForDecidedAndEnds() {
        everyDeviceIsAComputer();
        give(FleetNumbers.obedient().get(0), "PHONE", "a@laval.ca");
        String number = inForceForFew();
        long device = db.sql("select device from removal_case where state = 'COMMANDED' order by device limit 1").query(Long.class).single();
        String page = "/counter/devices/" + device;
        var valerie = StaffBrowser.signIn(port, "valerie");
        assertThat(valerie.post(page, page + "/exceptions", Map.of("campaign", number, "person", "", "reason", "Enquête")).statusCode()).isEqualTo(422);
        assertThat(valerie.post(page, page + "/exceptions", Map.of("campaign", number, "person", "Sgt Roy", "reason", "Enquête en ligne")).statusCode()).isEqualTo(302);
        assertThat(valerie.post(page, page + "/exceptions", Map.of("campaign", number, "person", "Sgt Roy", "reason", "Enquête en ligne")).statusCode()).as("twice").isEqualTo(409);
        String exception = db.sql("select number from removal_exception").query(String.class).single();
        assertThat(db.sql("select count(*) from act_hi_varinst where text_ like '%Roy%'").query(Long.class).single()).as("nobody's name in the engine").isZero();
        assertThatThrownBy(() -> act("andre", exception, "userTask_decideException", Map.of("exceptionDecision", "grant", "exceptionResolution", "CS-12", "exceptionUntil", LocalDate.now().plusDays(31).toString())))
                .hasMessageContaining("30 days");
        act("andre", exception, "userTask_decideException", Map.of("exceptionDecision", "grant", "exceptionResolution", "CS-12", "exceptionUntil", LocalDate.now().plusDays(30).toString()));
        runJobs();
        assertThat(valerie.page(page).text()).contains("Sgt Roy", "CS-12");
        String mine = valerie.page(page).select("form[action$=/end]").attr("action");
        assertThat(valerie.post(page, mine, Map.of()).statusCode()).isEqualTo(302);
        runJobs();
        assertThat(isOver("app-removal-exception", exception)).isTrue();
        assertThat(ends(exception)).containsExactly("endEvent_exceptionEnded");
    }

    @Test
    void liftingCancelsOpenCasesAndUnblocksDevices() {
        everyDeviceIsAComputer();
        FleetNumbers.obedient().stream().limit(5).forEach(obedient -> give(obedient, "PHONE", "a@laval.ca"));
        FleetNumbers.clean().stream().limit(5).forEach(clean -> give(clean, "PHONE", "a@laval.ca"));
        String number = inForceForFew();
        assertThat(cases("KEPT_AWAY")).isEqualTo(5);
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKey(DeviceRemovalProcess.KEY).count()).isPositive();
        runtime.createMessageCorrelation(RemovalProcess.REVIEW_ASKED).processInstanceBusinessKey(number).correlate();
        act("robert", number, "userTask_reviewMeasure", Map.of("reviewDecision", "lift"));
        runJobs();
        assertThat(db.sql("select count(*) from removal_case where closed_at is null").query(Long.class).single()).isZero();
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKeyIn(DeviceRemovalProcess.KEY, DeviceHandlingProcess.KEY, RemovalProcess.KEY).count()).isZero();
        assertThat(db.sql("select count(distinct device) from device_command where kind = 'BLOCK' and state <> 'NOT_SUPPORTED'").query(Long.class).single()).isPositive()
                .isEqualTo(db.sql("select count(distinct device) from device_command where kind = 'UNBLOCK'").query(Long.class).single());
        assertThat(campaigns.isForbidden("tiktok")).isFalse();
        assertThat(db.sql("select count(*) from official_document where case_number = :number and key = 'report'").param("number", number).query(Long.class).single()).as("closing report").isEqualTo(1);
    }

    @Test
    void blockedDevicesAreToldOnceWhatAReviewAmended() {
        everyDeviceIsAComputer();
        FleetNumbers.obedient().stream().limit(2).forEach(obedient -> give(obedient, "PHONE", "a@laval.ca"));
        FleetNumbers.clean().stream().limit(3).forEach(clean -> give(clean, "PHONE", "a@laval.ca"));
        String number = inForceForFew();
        assertThat(blocks()).isEqualTo(5);
        review(number, "reviewOn", LocalDate.now().plusDays(180).toString());
        night();
        assertThat(blocks()).as("extended, and called the same").isEqualTo(5);
        review(number, "reviewOn", LocalDate.now().plusDays(180).toString(), "androidIds", "com.zhiliaoapp.musically, com.ss.android.ugc.trill");
        night();
        assertThat(blocks()).isEqualTo(10);
        night();
        assertThat(blocks()).as("told already").isEqualTo(10);
        review(number, "reviewDecision", "lift");
        assertThat(db.sql("select count(*) from device_command where kind = 'UNBLOCK'").query(Long.class).single()).isEqualTo(5);
        assertThat(db.sql("select max(times) from simulated_command").query(Integer.class).single()).as("no key twice").isEqualTo(1);
    }

    private long blocks() {
        return db.sql("select count(*) from device_command where kind = 'BLOCK'").query(Long.class).single();
    }

    private void review(String number, String... answers) {
        runtime.createMessageCorrelation(RemovalProcess.REVIEW_ASKED).processInstanceBusinessKey(number).correlate();
        var all = new HashMap<String, Object>(Map.of("reviewDecision", "renew", "androidIds", " com.zhiliaoapp.musically ,", "iosIds", "com.zhiliaoapp.musically", "computerNames", "TikTok*"));
        for (int i = 0; i < answers.length; i += 2) all.put(answers[i], answers[i + 1]);
        act("robert", number, "userTask_reviewMeasure", all);
        runJobs();
    }

    @Test
    void theSameApplicationIsNotForbiddenTwice() {
        everyDeviceIsAComputer();
        inForceForFew();
        assertThatThrownBy(() -> propose("applicationName", "tiktok")).hasMessageContaining("in force already");
    }

    @Test
    void aSecondMeasureFindsItsOwnApplication() {
        everyDeviceIsAComputer();
        FleetNumbers.obedient().stream().limit(3).forEach(obedient -> give(obedient, "PHONE", "a@laval.ca"));
        inForceForFew();
        List<Integer> others = FleetNumbers.withWeChat().stream().limit(2).toList();
        others.forEach(other -> give(other, "PHONE", "b@laval.ca"));
        String second = inForce("applicationName", "WeChat", "androidIds", "com.tencent.mm", "iosIds", "com.tencent.xin", "computerNames", "WeChat*", "categories", List.of("PHONE", "TABLET"));
        assertThat(db.sql("select d.serial from removal_case r join device d on d.id = r.device where r.campaign = :second and r.state = 'COMMANDED'").param("second", second).query(String.class).list())
                .containsExactlyInAnyOrderElementsOf(others.stream().map(FleetNumbers::serial).toList());
        night();
        assertThat(db.sql("select count(*) from removal_case where campaign = :second and state = 'COMPLIANT'").param("second", second).query(Long.class).single()).isEqualTo(2);
        assertThat(db.sql("select count(*) from removal_case where campaign <> :second and state = 'COMPLIANT'").param("second", second).query(Long.class).single()).isEqualTo(3);
    }

    @Test
    void aMeasureThatNamesNothingOrWhoseReviewLiesBehindIsRefused() {
        assertThatThrownBy(() -> propose("androidIds", " ", "iosIds", "", "computerNames", ",")).hasMessageContaining("at least one id");
        assertThatThrownBy(() -> propose("reviewOn", LocalDate.now().minusDays(1).toString())).hasMessageContaining("review must follow");
        String number = propose();
        assertThatThrownBy(() -> act("jonathan", number, "userTask_approveRemoval", Map.of("approval", "approve"))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aScopeWithoutCategoriesIsRefusedAndOneThatReachesNoDeviceSaysSo() {
        assertThatThrownBy(() -> propose("categories", List.of())).hasMessageContaining("Devices in scope: select at least one answer");
        everyDeviceIsAComputer();
        String number = inForceForFew();
        assertThat(db.sql("select count(*) from removal_case").query(Long.class).single()).isZero();
        assertThat(StaffBrowser.signIn(port, "jonathan").page("/counter/app-removal/" + number).text()).contains("No device needs action");
        assertThat(management.createJobQuery().noRetriesLeft().count()).isZero();
    }

    @Test
    void aMeasureLiftedWhileItsCasesAreBeingOpenedLeavesNoneBehind() {
        everyDeviceIsAComputer();
        db.sql("insert into device (serial, category, owner_type, platform, site, listed_at, updated_at) select 'L' || n, 'KIOSK', 'COMPANY', 'OTHER', 'Aréna', now(), now() from generate_series(1, 210) n").update();
        String number = propose("categories", List.of("KIOSK"));
        act("benoit", number, "userTask_approveRemoval", Map.of("approval", "approve"));
        fire("event_firstDay");
        while (cases("OPEN") < 200) ofMeasure().forEach(job -> management.executeJob(job.getId()));
        runtime.createMessageCorrelation(RemovalProcess.REVIEW_ASKED).processInstanceBusinessKey(number).correlate();
        act("robert", number, "userTask_reviewMeasure", Map.of("reviewDecision", "lift"));
        for (var due = ofMeasure(); !due.isEmpty(); due = ofMeasure()) due.forEach(job -> management.executeJob(job.getId()));
        assertThat(cases("CANCELLED")).as("what was opened before").isEqualTo(db.sql("select count(*) from removal_case").query(Long.class).single()).isBetween(200L, 210L);
        assertThat(runtime.createProcessInstanceQuery().processDefinitionKeyIn(RemovalProcess.KEY, RemovalStartProcess.KEY, DeviceRemovalProcess.KEY, SiteVisitProcess.KEY).count()).isZero();
        assertThat(notices(0)).as("no directive after the lifting").containsExactly("lifted");
    }

    /** Those of the campaign, and none of its devices. */
    private List<Job> ofMeasure() {
        return due().stream().filter(job -> job.getProcessDefinitionKey().startsWith("app-removal")).toList();
    }

    @Test
    void theManagementHearsEveryMondayAndEachWeekOnce() {
        everyDeviceIsAComputer();
        give(FleetNumbers.obedient().get(0), "PHONE", "a@laval.ca");
        String number = inForceForFew();
        var monday = management.createJobQuery().activityId("startEvent_monday").singleResult();
        var when = monday.getDuedate().toInstant().atZone(BusinessCalendar.ZONE);
        assertThat(when.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(when.getHour()).isEqualTo(8);
        fire("startEvent_monday");
        runJobs();
        later(Duration.ofDays(7));
        fire("startEvent_monday");
        runJobs();
        var letters = db.sql("select recipient || ' ' || body from staff_notice where letter = 'weeklyManagement'").query(String.class).list();
        assertThat(letters).hasSize(2).allSatisfy(letter -> assertThat(letter).startsWith("direction@example.org").contains("devices that need something still: 1", "/counter/app-removal/" + number));
    }

    @Test
    void theEvidenceOfTheSuspensionIsOnThePageAndInTheReport() throws Exception {
        everyDeviceIsAComputer();
        String number = inForce("categories", List.of("KIOSK"), "hasAccount", "yes");
        String page = "/counter/app-removal/" + number;
        var genevieve = StaffBrowser.signIn(port, "genevieve");
        assertThat(genevieve.upload(page, page + "/evidence", Map.of("kind", "ARCHIVE"), "virus.exe", new byte[] {'M', 'Z'}).statusCode()).isEqualTo(302);
        assertThat(genevieve.page(page).select("#evidence ~ ul")).isEmpty();
        genevieve.upload(page, page + "/evidence", Map.of("kind", "ARCHIVE"), "archive.pdf", SampleDocuments.pdf());
        var link = genevieve.page(page).selectFirst("a[href*=/evidence/]");
        assertThat(link.text()).isEqualTo("archive.pdf");
        assertThat(genevieve.page(page).select("#evidence ~ ul").text()).as("who added it, by name").contains("Geneviève Caron");
        assertThat(genevieve.get(link.attr("href")).statusCode()).isEqualTo(200);
        assertThat(StaffBrowser.signIn(port, "karine").get(link.attr("href")).statusCode()).as("311").isEqualTo(404);
        assertThat(StaffBrowser.signIn(port, "valerie").upload("/counter/devices", page + "/evidence", Map.of("kind", "ARCHIVE"), "a.pdf", SampleDocuments.pdf()).statusCode()).as("support").isEqualTo(403);
        act("genevieve", number, "userTask_archiveAccount", Map.of("postsStopped", "stopped"));
        runtime.createMessageCorrelation(RemovalProcess.REVIEW_ASKED).processInstanceBusinessKey(number).correlate();
        act("robert", number, "userTask_reviewMeasure", Map.of("reviewDecision", "lift"));
        runJobs();
        act("genevieve", number, "userTask_restoreAccount", Map.of("accountOutcome", "kept"));
        byte[] report = documents.of(new CaseNumber(number)).stream().findFirst().flatMap(issued -> documents.content(new CaseNumber(number), issued.id())).orElseThrow();
        try (var pdf = Loader.loadPDF(report)) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", "")).contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(SampleDocuments.pdf())))
                    .as("who decided, by name").contains("GenevièveCaron").doesNotContain(":genevieve,");
        }
    }
}
