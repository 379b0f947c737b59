package ca.laval.mondossier.database;

import static ca.laval.mondossier.database.LiveApplication.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A campaign against an application that every device of the fleet has; the process is killed at random moments while it runs. In the end
 * each device is done once, on the proof of a later inventory, was told to uninstall once, and the counts add up.
 * The whole drill: `mvn test -Dtest=CampaignKillDrill -Ddrill.devices=4000 -Ddrill.kills=10`.
 */
class CampaignKillDrill {
    private static final int DEVICES = Integer.getInteger("drill.devices", 400);
    private static final int KILLS = Integer.getInteger("drill.kills", 2);
    private static final Random RANDOM = new Random();
    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path data;

    @Test
    void everyDeviceIsDoneOnceHoweverOftenTheProcessIsKilled() throws Exception {
        try (var city = new LiveApplication(data, Map.of("MONDOSSIER_DEMO_CASES", "false", "MONDOSSIER_SIMULATED_FLEET_DEVICES", String.valueOf(DEVICES),
                "MONDOSSIER_SIMULATED_FLEET_EVERYWHERE", "true", "MONDOSSIER_SIMULATED_FLEET_PACE", "0s"))) {
            city.start();
            String number = begin(city);
            for (int kill = 0; kill < KILLS; kill++) {
                // Any moment of the first wave, then any of the night in which the removals are verified.
                boolean night = kill >= KILLS / 2;
                int done = night ? closed(city) : commanded(city);
                int until = done + RANDOM.nextInt(Math.max(1, DEVICES / KILLS));
                // What a killed night left goes on by itself.
                if (kill == KILLS / 2) nightComes(city);
                until(() -> (night ? closed(city) : commanded(city)) >= Math.min(until, DEVICES), () -> counts(city));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RANDOM.nextInt(200)));
                city.killAndStart();
                if (kill == KILLS / 2 - 1) until(() -> commanded(city) == DEVICES && isQuiet(city), () -> counts(city));
            }
            until(() -> isQuiet(city), () -> counts(city));
            nightComes(city);
            until(() -> closed(city) == DEVICES && isQuiet(city), () -> counts(city));

            assertThat(city.db().sql("select distinct state from removal_case").query(String.class).list()).containsExactly("COMPLIANT");
            assertThat(city.db().sql("select count(*) from removal_case").query(Integer.class).single()).as("one case each").isEqualTo(DEVICES);
            assertThat(city.db().sql("select count(*) from removal_case c join device_finding f using (campaign, device) where f.listed or f.reported_at <= c.opened_at").query(Integer.class).single())
                    .as("done without proof").isZero();
            assertThat(city.db().sql("select count(*) from (select device from simulated_command where kind = 'UNINSTALL' group by device having count(*) > 1) twice").query(Integer.class).single())
                    .as("commanded twice").isZero();
            assertThat(city.db().sql("select count(distinct device) from simulated_command where kind = 'UNINSTALL'").query(Integer.class).single()).isEqualTo(DEVICES);
            assertThat(city.db().sql("select sum(devices) from removal_count where at = (select max(at) from removal_count)").query(Integer.class).single()).as("the last count").isEqualTo(DEVICES);
            assertThat(engine(city, "admin", "process-instance/count?processDefinitionKey=device-app-removal", null)).contains("\"count\":0");
            assertThat(engine(city, "admin", "incident/count", null)).contains("\"count\":0");
            assertThat(engine(city, "admin", "process-instance/count?processDefinitionKey=app-removal&businessKey=" + number, null)).as("in force until further notice").contains("\"count\":1");
            city.stop();
        }
    }

    private static String begin(LiveApplication city) throws Exception {
        String number = value(engine(city, "jonathan", "process-definition/key/app-removal/start", "{}"), "businessKey");
        String today = LocalDate.now().toString();
        act(city, "jonathan", "userTask_proposeRemoval", """
                {"variables": {"applicationName": {"value": "TikTok"}, "androidIds": {"value": "com.zhiliaoapp.musically"}, "iosIds": {"value": "com.zhiliaoapp.musically"},
                 "computerNames": {"value": "TikTok*"}, "legalBasis": {"value": "Directive 2026-11"}, "hasAccount": {"value": "no"}, "failurePercent": {"value": 60},
                 "categories": {"value": "[\\"PHONE\\",\\"TABLET\\",\\"COMPUTER\\",\\"PUBLIC_WORKSTATION\\",\\"KIOSK\\"]", "type": "Json"},
                 "startsOn": {"value": "%s"}, "reviewOn": {"value": "%s"}}}""".formatted(today, LocalDate.now().plusDays(90)));
        act(city, "benoit", "userTask_approveRemoval", "{\"variables\": {\"approval\": {\"value\": \"approve\"}}}");
        return number;
    }

    private static void act(LiveApplication city, String person, String step, String answers) throws Exception {
        String task = value(engine(city, person, "task?taskDefinitionKey=" + step, null), "id");
        assertThat(engine(city, person, "task/" + task + "/claim", "{\"userId\": \"%s\"}".formatted(person))).isEmpty();
        assertThat(engine(city, person, "task/" + task + "/complete", answers)).isEmpty();
    }

    /** The engine writes its clock's local time: a day ago is past wherever it is. */
    private static void nightComes(LiveApplication city) {
        city.db().sql("update act_ru_job set duedate_ = now() - interval '1 day' where handler_cfg_ = 'subProcess_nightly'").update();
    }

    private static int commanded(LiveApplication city) {
        return count(city, "select count(distinct device) from simulated_command where kind = 'UNINSTALL'");
    }

    private static int closed(LiveApplication city) {
        return count(city, "select count(*) from removal_case where closed_at is not null");
    }

    private static boolean isQuiet(LiveApplication city) {
        return count(city, "select count(*) from act_ru_job where type_ = 'message'") == 0;
    }

    private static String counts(LiveApplication city) {
        return city.db().sql("select string_agg(state || ' ' || n, ', ') from (select state, count(*) n from removal_case group by state) s").query(String.class).optional().orElse("no cases")
                + city.db().sql("select coalesce(string_agg(distinct exception_msg_, '; '), '') from act_ru_job").query(String.class).single();
    }

    private static int count(LiveApplication city, String sql) {
        return city.db().sql(sql).query(Integer.class).single();
    }

    private static String value(String json, String name) {
        var found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!found.find()) throw new AssertionError("no " + name + " in " + json);
        return found.group(1);
    }

    /** @param json to be posted; null for a question */
    private static String engine(LiveApplication city, String person, String path, String json) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(city.address() + "/engine-rest/" + path)).header("Authorization", "Basic " + basic).header("Content-Type", "application/json");
        return HttpClient.newHttpClient().send((json == null ? request : request.POST(HttpRequest.BodyPublishers.ofString(json))).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}
