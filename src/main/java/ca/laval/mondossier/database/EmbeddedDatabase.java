package ca.laval.mondossier.database;

import ca.laval.mondossier.SettingsProblem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The PostgreSQL server that comes with the application; used when no other is configured. Durable: data stay under the data folder. */
@Configuration
@ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
class EmbeddedDatabase {

    /** Kept for as long as the application runs: a lock ends when nobody holds its channel any more. */
    private FileChannel inUse;

    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(@Value("${mondossier.data-dir}") Path dataDir) throws IOException {
        Path folder = dataDir.toAbsolutePath();
        Files.createDirectories(folder);
        holdAlone(folder);
        stopOrphan(folder.resolve("pg/postmaster.pid"));
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgresql").toFile())
                .setDataDirectory(folder.resolve("pg"))
                .setCleanDataDirectory(false)
                // Closed by the application context, after everything that uses it; not by a hook beside it.
                .setRegisterShutdownHook(false)
                // The library turns both off for tests; a crash or a power cut would then lose what a resident was told is stored.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("max_connections", "100")
                // Plans follow what a campaign or a demonstration fills within seconds; a database that has lived knows its sizes.
                .setServerConfig("autovacuum_naptime", "5s")
                .setServerConfig("timezone", "UTC")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @Bean
    JdbcConnectionDetails embeddedConnection(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return "postgres";
            }

            @Override
            public String getJdbcUrl() {
                return postgres.getJdbcUrl("postgres", "postgres");
            }
        };
    }

    /** The lock is the operating system's: it ends with this process, however that ends. */
    private void holdAlone(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                inUse = channel;
                return;
            }
        } catch (OverlappingFileLockException heldInThisProcess) {
            // Same answer as for another process.
        }
        channel.close();
        throw new SettingsProblem("Another copy of Mon dossier uses the data folder " + folder
                + ": set MONDOSSIER_DATA_DIR to another one, or stop that copy");
    }

    /** After a killed application its database server lives on; it is stopped in order, so that a new one can start. */
    static void stopOrphan(Path pidFile) {
        if (!Files.exists(pidFile)) return;
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            var server = ProcessHandle.of(pid).filter(p -> p.info().command().orElse("").contains("postgres"))
                    // A number may be another process's by now.
                    .filter(p -> p.info().commandLine().map(line -> line.contains(pidFile.getParent().toString())).orElse(true));
            if (server.isEmpty()) return;
            server.get().destroy();
            // The server removes the file when it has stopped; its process may linger unreaped where nobody adopts orphans.
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); Files.exists(pidFile) && server.get().isAlive(); Thread.sleep(50)) {
                if (System.nanoTime() > end) throw new SettingsProblem("The database server " + pid + " left over in " + pidFile.getParent() + " does not stop: end it");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
