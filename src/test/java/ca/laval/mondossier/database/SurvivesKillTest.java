package ca.laval.mondossier.database;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.counter.StaffBrowser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The application as a newcomer runs it, in a process of its own, on its embedded database. */
class SurvivesKillTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path data;

    @Test
    void everythingIsThereAfterAKillAndNothingIsDeployedOrSeededAgain() throws Exception {
        try (var city = new LiveApplication(data, Map.of())) {
            city.start();
            String cases = query(city, "select count(*) from case_file");
            String versions = engine(city, "process-definition/count");
            assertThat(cases).isNotEqualTo("0");

            // What a second copy on the same folder says.
            assertThat(new String(city.launch().getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("uses the data folder").contains("MONDOSSIER_DATA_DIR").doesNotContain("\tat ");

            // A payout batch, killed right after it was approved, leaves once.
            assertThat(send(city, "admin", "process-definition/key/subsidy-payout/start", "{\"businessKey\": \"LOT-2026-000777-1\"}")).contains("LOT-2026-000777-1");
            String approval = task(city, "userTask_approveBatch");
            assertThat(send(city, "stephane", "task/" + approval + "/claim", "{\"userId\": \"stephane\"}")).isEmpty();
            assertThat(send(city, "stephane", "task/" + approval + "/complete", "{\"variables\": {\"batchDecision\": {\"value\": \"approve\"}}}")).isEmpty();
            city.killAndStart();
            assertThat(query(city, "select count(*) from case_file")).isEqualTo(cases);
            assertThat(engine(city, "process-definition/count")).isEqualTo(versions);
            task(city, "userTask_recordAnswer");
            assertThat(query(city, "select count(*) || ' ' || min(state) || ' ' || min(batch) from subsidy_payout where state <> 'WITHDRAWN'")).isEqualTo("1 SENT LOT-2026-000777-1");
            assertThat(query(city, "select count(*) || ' ' || min(lines) || ' ' || bool_and(file is not null) from subsidy_payout_batch where state = 'SENT'")).isEqualTo("1 1 true");

            // The bank's answer, killed right after it was loaded; then the database server itself, right after the answer was recorded.
            String paid = query(city, "select case_number from subsidy_payout where state = 'SENT'");
            String cents = query(city, "select amount_cents::text from subsidy_payout where state = 'SENT'");
            String envelopes = query(city, "select sum(paid_cents)::text from subsidy_envelope");
            assertThat(answer(city, "LOT-2026-000777-1", paid + "." + query(city, "select attempt::text from subsidy_payout where state = 'SENT'"), cents)).isEqualTo(302);
            city.killAndStart();
            assertThat(query(city, "select state from subsidy_payout where case_number = '" + paid + "'")).isEqualTo("SETTLED");
            String recording = task(city, "userTask_recordAnswer");
            assertThat(send(city, "stephane", "task/" + recording + "/claim", "{\"userId\": \"stephane\"}")).isEmpty();
            assertThat(send(city, "stephane", "task/" + recording + "/complete", "{\"variables\": {\"everyLineAnswered\": {\"value\": true}}}")).isEmpty();
            city.databaseServer().destroyForcibly();
            city.killAndStart();
            until(city, "select status from case_file where number = '" + paid + "'", "PAID");
            until(city, "select count(*)::text from letter where case_number = '" + paid + "' and name = 'paid'", "1");
            assertThat(query(city, "select sum(paid_cents)::text from subsidy_envelope")).isEqualTo(String.valueOf(Long.parseLong(envelopes) + Long.parseLong(cents)));
            assertThat(query(city, "select count(*)::text from subsidy_payout where case_number = '" + paid + "'")).isEqualTo("1");
            city.stop();
        }
    }

    /** The task of this step, as soon as the job executor has led there. */
    private static String task(LiveApplication city, String step) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            var found = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(engine(city, "task?taskDefinitionKey=" + step));
            if (found.find()) return found.group(1);
        }
        throw new AssertionError("no task " + step);
    }

    private static int answer(LiveApplication city, String batch, String reference, String cents) {
        String file = "H;%s\r\nR;%s;%s;SETTLED\r\nT;1;%s\r\n".formatted(batch, reference, cents, cents);
        String page = "/counter/payouts/" + batch;
        return StaffBrowser.signIn(URI.create(city.address()).getPort(), "stephane")
                .upload(page, page + "/answer", Map.of(), "retour.csv", file.getBytes(StandardCharsets.UTF_8)).statusCode();
    }

    private static void until(LiveApplication city, String sql, String expected) {
        LiveApplication.until(() -> expected.equals(query(city, sql)), () -> sql + " is " + query(city, sql));
    }

    private static String send(LiveApplication city, String person, String path, String json) throws Exception {
        String basic = Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(city.address() + "/engine-rest/" + path)).header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String query(LiveApplication city, String sql) {
        return city.db().sql(sql).query(String.class).single();
    }

    private static String engine(LiveApplication city, String path) throws Exception {
        String basic = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(city.address() + "/engine-rest/" + path)).header("Authorization", "Basic " + basic).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }
}
