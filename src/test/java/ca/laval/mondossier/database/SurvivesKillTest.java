package ca.laval.mondossier.database;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.counter.StaffBrowser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The application as a newcomer runs it, in a process of its own, on its embedded database. */
class SurvivesKillTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path data;

    private final List<Process> started = new ArrayList<>();

    private record Running(Process process, String address) {
    }

    @Test
    void everythingIsThereAfterAKillAndNothingIsDeployedOrSeededAgain() throws Exception {
        Running first = start();
        String cases = query("select count(*) from case_file");
        String versions = engine(first, "process-definition/count");
        assertThat(cases).isNotEqualTo("0");

        first.process.destroyForcibly().waitFor();
        Running second = start();
        assertThat(query("select count(*) from case_file")).isEqualTo(cases);
        assertThat(engine(second, "process-definition/count")).isEqualTo(versions);

        assertThat(refusal()).contains("uses the data folder").contains("MONDOSSIER_DATA_DIR").doesNotContain("\tat ");

        // A payout batch, killed right after it was asked for and right after it was approved, leaves once.
        assertThat(send(second, "admin", "process-definition/key/subsidy-payout/start", "{\"businessKey\": \"LOT-2026-000777-1\"}")).contains("LOT-2026-000777-1");
        second.process.destroyForcibly().waitFor();
        Running third = start();
        forgetLocks();
        String approval = task(third, "userTask_approveBatch");
        assertThat(send(third, "stephane", "task/" + approval + "/claim", "{\"userId\": \"stephane\"}")).isEmpty();
        assertThat(send(third, "stephane", "task/" + approval + "/complete", "{\"variables\": {\"batchDecision\": {\"value\": \"approve\"}}}")).isEmpty();
        third.process.destroyForcibly().waitFor();
        Running fourth = start();
        forgetLocks();
        task(fourth, "userTask_recordAnswer");
        assertThat(query("select count(*) || ' ' || min(state) || ' ' || min(batch) from subsidy_payout where state <> 'WITHDRAWN'")).isEqualTo("1 SENT LOT-2026-000777-1");
        assertThat(query("select count(*) || ' ' || min(lines) || ' ' || bool_and(file is not null) from subsidy_payout_batch where state = 'SENT'")).isEqualTo("1 1 true");

        // The bank's answer, killed right after it was loaded; then the database server itself, right after the answer was recorded.
        String paid = query("select case_number from subsidy_payout where state = 'SENT'");
        String cents = query("select amount_cents::text from subsidy_payout where state = 'SENT'");
        String envelopes = query("select sum(paid_cents)::text from subsidy_envelope");
        assertThat(answer(fourth, "LOT-2026-000777-1", paid + "." + query("select attempt::text from subsidy_payout where state = 'SENT'"), cents)).isEqualTo(302);
        fourth.process.destroyForcibly().waitFor();
        Running fifth = start();
        forgetLocks();
        assertThat(query("select state from subsidy_payout where case_number = '" + paid + "'")).isEqualTo("SETTLED");
        String recording = task(fifth, "userTask_recordAnswer");
        assertThat(send(fifth, "stephane", "task/" + recording + "/claim", "{\"userId\": \"stephane\"}")).isEmpty();
        assertThat(send(fifth, "stephane", "task/" + recording + "/complete", "{\"variables\": {\"everyLineAnswered\": {\"value\": true}}}")).isEmpty();
        database().destroyForcibly();
        fifth.process.destroyForcibly().waitFor();
        Running sixth = start();
        forgetLocks();
        until("select status from case_file where number = '" + paid + "'", "PAID");
        until("select count(*)::text from letter where case_number = '" + paid + "' and name = 'paid'", "1");
        assertThat(query("select sum(paid_cents)::text from subsidy_envelope")).isEqualTo(String.valueOf(Long.parseLong(envelopes) + Long.parseLong(cents)));
        assertThat(query("select count(*)::text from subsidy_payout where case_number = '" + paid + "'")).isEqualTo("1");
        sixth.process.destroy();
        assertThat(sixth.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** As if five minutes had passed: a job that the killed process had taken is free again. */
    private static void forgetLocks() throws Exception {
        query("with freed as (update act_ru_job set lock_exp_time_ = null, lock_owner_ = null returning 1) select count(*)::text from freed");
    }

    /** The task of this step, as soon as the job executor has led there. */
    private static String task(Running running, String step) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            var found = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(engine(running, "task?taskDefinitionKey=" + step));
            if (found.find()) return found.group(1);
        }
        throw new AssertionError("no task " + step);
    }

    private static int answer(Running running, String batch, String reference, String cents) {
        String file = "H;%s\r\nR;%s;%s;SETTLED\r\nT;1;%s\r\n".formatted(batch, reference, cents, cents);
        String page = "/counter/payouts/" + batch;
        return StaffBrowser.signIn(URI.create(running.address).getPort(), "stephane")
                .upload(page, page + "/answer", Map.of(), "retour.csv", file.getBytes(StandardCharsets.UTF_8)).statusCode();
    }

    /** The database server that the application started. */
    private static ProcessHandle database() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("pg/postmaster.pid")).get(0).strip())).orElseThrow();
    }

    private static void until(String sql, String expected) throws Exception {
        String found = query(sql);
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2); !expected.equals(found) && System.nanoTime() < end; ) found = query(sql);
        assertThat(found).as(sql).isEqualTo(expected);
    }

    private static String send(Running running, String person, String path, String json) throws Exception {
        String basic = Base64.getEncoder().encodeToString((person + ":" + person).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(running.address + "/engine-rest/" + path)).header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String query(String sql) throws Exception {
        String port = Files.readAllLines(data.resolve("pg/postmaster.pid")).get(3).strip();
        try (var connection = DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
             var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        // What a killed application leaves is its database server; the next start would stop it.
        EmbeddedDatabase.stopOrphan(data.resolve("pg/postmaster.pid"));
    }

    private Running start() throws IOException {
        Process process = launch();
        var console = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = console.readLine(); line != null; line = console.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Residents")) {
                drain(console);
                return new Running(process, line.replaceAll(".*(http://localhost:\\d+)/.*", "$1"));
            }
        }
        throw new AssertionError("did not start:\n" + said);
    }

    /** What a second copy on the same folder says. */
    private String refusal() throws IOException {
        return new String(launch().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process launch() throws IOException {
        // Without the test classes: what the application is, and nothing else.
        String classPath = java.util.Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(java.io.File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes")).collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", classPath,
                "ca.laval.mondossier.MonDossierApplication").redirectErrorStream(true);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("MONDOSSIER_DATA_DIR", data.toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void drain(BufferedReader console) {
        var thread = new Thread(() -> console.lines().forEach(line -> { }));
        thread.setDaemon(true);
        thread.start();
    }

    private static String engine(Running running, String path) throws Exception {
        String basic = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(running.address + "/engine-rest/" + path)).header("Authorization", "Basic " + basic).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }
}
