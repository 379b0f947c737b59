package ca.laval.mondossier.database;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The application as a newcomer runs it, in a process of its own, on its embedded database; to be killed and started again. */
final class LiveApplication implements AutoCloseable {
    private final Path data;
    private final Map<String, String> settings;
    private final List<Process> started = new ArrayList<>();
    private Process running;
    private String address;

    /** @param settings environment variables beside those of the port and the data folder */
    LiveApplication(Path data, Map<String, String> settings) {
        this.data = data;
        this.settings = settings;
    }

    /** Waits until the console has said where it is. */
    void start() throws IOException {
        running = launch();
        var console = new BufferedReader(new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = console.readLine(); line != null; line = console.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Residents")) {
                address = line.replaceAll(".*(http://localhost:\\d+)/.*", "$1");
                var drain = new Thread(() -> console.lines().forEach(more -> { }));
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new AssertionError("did not start:\n" + said);
    }

    /** One more copy on the same folder; what it says is read by the caller. */
    Process launch() throws IOException {
        // Without the test classes: what the application is, and nothing else.
        String classPath = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath,
                "ca.laval.mondossier.MonDossierApplication").redirectErrorStream(true);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("MONDOSSIER_PASSWORD_STRENGTH", "4");
        builder.environment().put("MONDOSSIER_DATA_DIR", data.toString());
        builder.environment().putAll(settings);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** `http://localhost:` and the port of the last start. */
    String address() {
        return address;
    }

    void kill() throws InterruptedException {
        running.destroyForcibly().waitFor();
    }

    /** Killed, started again, and as if five minutes had passed: a job that the killed process had taken is free again. */
    void killAndStart() throws IOException, InterruptedException {
        kill();
        start();
        forgetLocks();
    }

    void forgetLocks() {
        db().sql("update act_ru_job set lock_exp_time_ = null, lock_owner_ = null").update();
    }

    /** Asked to stop, as an operator would. */
    void stop() throws InterruptedException {
        running.destroy();
        if (!running.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("did not stop in a minute");
    }

    /** The database server that the application started. */
    ProcessHandle databaseServer() {
        return ProcessHandle.of(Long.parseLong(postmaster(0))).orElseThrow();
    }

    JdbcClient db() {
        return JdbcClient.create(source());
    }

    DataSource source() {
        return new DriverManagerDataSource("jdbc:postgresql://localhost:" + postmaster(3) + "/postgres", "postgres", "postgres");
    }

    /** Looks again and again, for three minutes at most. */
    static void until(BooleanSupplier reached, Supplier<String> otherwise) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError(otherwise.get());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private String postmaster(int line) {
        try {
            return Files.readAllLines(data.resolve("pg/postmaster.pid")).get(line).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
        // What a killed application leaves is its database server; the next start would stop it.
        EmbeddedDatabase.stopOrphan(data.resolve("pg/postmaster.pid"));
    }
}
