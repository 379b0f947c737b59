package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.counter.StaffBrowser;
import ca.laval.mondossier.removal.RemovalCommands;
import ca.laval.mondossier.removal.RemovalExceptions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An exception, from the request to its end. */
class AppRemovalExceptionProcessTest extends RemovalTest {
    @Autowired
    private RemovalExceptions exceptions;
    @Autowired
    private RemovalCommands removals;

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/app-removal-exception.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String exceptionDecision, boolean inScope, String ends) {
        String campaign = measure();
        long device = inScope ? device() : device("owner_type", "'PERSONAL'");
        String number = campaigns.nextNumber("EXC");
        assertThat(exceptions.ask(number, campaign, device, "Sgt Roy", "Enquête en ligne")).isTrue();
        var answers = new HashMap<String, Object>(Map.of("exceptionDecision", exceptionDecision, "exceptionResolution", "CS-12"));
        if (exceptionDecision.equals("grant")) answers.put("exceptionUntil", LocalDate.now().plusDays(30).toString());
        if (exceptionDecision.equals("none")) lift(campaign);
        else act("andre", number, "userTask_decideException", answers);
        runJobs();
        if (ends.equals("endEvent_exceptionEnded")) {
            assertThat(db.sql("select until from removal_exception where ended_at is null").query(LocalDate.class).single()).isEqualTo(LocalDate.now().plusDays(30));
            fire("event_lastDay");
            runJobs();
        }

        assertThat(ends(number)).containsExactly(ends);
        assertThat(isOver(RemovalExceptionProcess.KEY, number)).isTrue();
        assertThat(db.sql("select count(*) from removal_exception where ended_at is not null").query(Long.class).single()).isEqualTo(1);
        assertThat(notices(device)).containsExactly(switch (ends) {
            case "endEvent_exceptionDenied" -> "exceptionDenied";
            case "endEvent_deviceNotInScope" -> "exceptionNotInScope";
            case "endEvent_requestDropped" -> "exceptionDropped";
            default -> "exceptionGranted";
        });
        assertThat(db.sql("select recipient from staff_notice where device = :device").param("device", device).query(String.class).single()).isEqualTo("a@laval.ca");
    }

    private void lift(String campaign) {
        runtime.startProcessInstanceByKey(RemovalLiftProcess.KEY, campaign, Map.of(RemovalProcess.CASE_NUMBER.name(), campaign));
        runJobs();
        assertThat(tasks.createTaskQuery().taskDefinitionKey("userTask_decideException").count()).as("nobody is asked to decide").isZero();
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', value = {
        "update device set owner_type = 'PERSONAL'        | PERSONAL | the device is not the city’s   | n’appartient pas à la Ville",
        "update removal_campaign set categories = 'KIOSK' | CATEGORY | this kind of device            | ce type d’appareil",
        "update device set gone_at = now()                | GONE     | no longer in the city’s register | n’est plus au registre",
        "update removal_campaign set state = 'LIFTED', lifted_at = now() | LIFTED | the measure against TikTok is lifted | la mesure visant TikTok est levée"
    })
    void whoAskedForADeviceOutOfScopeIsToldWhy(String since, String reason, String english, String french) {
        String campaign = measure();
        long device = device();
        String number = campaigns.nextNumber("EXC");
        exceptions.ask(number, campaign, device, "Sgt Roy", "Enquête en ligne");
        db.sql(since).update();
        act("andre", number, "userTask_decideException", Map.of("exceptionDecision", "grant", "exceptionResolution", "CS-12", "exceptionUntil", LocalDate.now().plusDays(30).toString()));
        runJobs();
        assertThat(exceptions.outOfScope(campaign, device)).contains(reason);
        assertThat(db.sql("select body from staff_notice where device = :device").param("device", device).query(String.class).single()).contains(english, french).doesNotContain("{{");
        assertThat(db.sql("select count(*) from removal_exception where ended_at is null").query(Long.class).single()).isZero();
    }

    @Test
    void nobodyAsksForAnExceptionToALiftedMeasure() {
        String campaign = measure();
        campaigns.lift(campaign);
        assertThat(exceptions.ask(campaigns.nextNumber("EXC"), campaign, device(), "Sgt Roy", "Enquête en ligne")).isFalse();
        assertThat(tasks.createTaskQuery().taskDefinitionKey("userTask_decideException").count()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "PERSONAL | update device set owner_type = 'PERSONAL'        | not the city’s",
        "CATEGORY | update removal_campaign set categories = 'KIOSK' | this kind of device",
        "GONE     | update device set gone_at = now()                | no longer in the city’s register"
    })
    void thePageTakesNoRequestForADeviceOutOfScope(String reason, String since, String says) {
        String campaign = measure();
        long device = device();
        db.sql(since).update();
        String page = "/counter/devices/" + device;
        var refused = StaffBrowser.signIn(port, "valerie").post(page, page + "/exceptions", Map.of("campaign", campaign, "person", "Sgt Roy", "reason", "Enquête en ligne"));
        assertThat(refused.statusCode()).as(reason).isEqualTo(422);
        assertThat(Jsoup.parse(refused.body()).select(".field-error .error").text()).contains(says);
        assertThat(Jsoup.parse(refused.body()).select("#field-person").val()).as("what was typed stays").isEqualTo("Sgt Roy");
        assertThat(db.sql("select count(*) from removal_exception").query(Long.class).single()).isZero();
    }

    @Test
    void anExceptedDeviceThatDoesNotOpenIsAskedAgainByNightThreeTimesAtMost() throws Exception {
        String campaign = measure();
        long device = device("manager", "'ELSEWHERE'");
        db.sql("insert into removal_case (campaign, device, state, opened_at, closed_at) values (:campaign, :device, 'COMPLIANT', now(), now())").param("campaign", campaign).param("device", device).update();
        db.sql("insert into device_command (campaign, device, round, kind, attempt, state, written_at) values (:campaign, :device, 1, 'BLOCK', 1, 'PENDING', now())").param("campaign", campaign).param("device", device).update();
        String number = campaigns.nextNumber("EXC");
        exceptions.ask(number, campaign, device, "Sgt Roy", "Enquête en ligne");
        act("andre", number, "userTask_decideException", Map.of("exceptionDecision", "grant", "exceptionResolution", "CS-12", "exceptionUntil", LocalDate.now().plusDays(30).toString()));
        runJobs();
        assertThat(commands(device, "UNBLOCK")).isEqualTo(1);
        for (int night : new int[] {2, 3, 3}) {
            removals.unblockAgain(campaign);
            assertThat(commands(device, "UNBLOCK")).isEqualTo(night);
        }
        exceptions.end(number);
        db.sql("delete from device_command where kind = 'UNBLOCK' and attempt > 1").update();
        removals.unblockAgain(campaign);
        assertThat(commands(device, "UNBLOCK")).as("an exception that is over opens nothing").isEqualTo(1);
    }
}
