package ca.laval.mondossier.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        String cases = engine(first, "process-instance/count");
        String versions = engine(first, "process-definition/count");
        assertThat(cases).contains("\"count\":").doesNotContain("\"count\":0");

        first.process.destroyForcibly().waitFor();
        Running second = start();
        assertThat(engine(second, "process-instance/count")).isEqualTo(cases);
        assertThat(engine(second, "process-definition/count")).isEqualTo(versions);

        assertThat(refusal()).contains("uses the data folder").contains("MONDOSSIER_DATA_DIR").doesNotContain("\tat ");
        second.process.destroy();
        assertThat(second.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
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
