package ca.laval.mondossier;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.SpringApplication;

/**
 * One embedded PostgreSQL per test run, under {@code target/}, with an empty database for each name asked for.
 * Fast rather than durable: nothing here outlives the run.
 */
public final class TestDatabase {

    private static final Map<String, DataSource> POOLS = new ConcurrentHashMap<>();
    private static volatile boolean usedByAnApplication;

    private TestDatabase() {
    }

    /** The pool on the database of this name: created empty at the first call, the same one afterwards. */
    public static DataSource named(String name) {
        return POOLS.computeIfAbsent(name, TestDatabase::pool);
    }

    /** The JDBC address of the database of this name, for tests that start the whole application on it. */
    public static String url(String name) {
        usedByAnApplication = true;
        return ((HikariDataSource) named(name)).getJdbcUrl();
    }

    private static DataSource pool(String name) {
        var server = Server.INSTANCE;
        try (var connection = server.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("create database \"" + name + "\"");
        } catch (SQLException e) {
            throw new IllegalStateException("no database " + name, e);
        }
        var pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl("postgres", name));
        pool.setPoolName(name);
        pool.setMaximumPoolSize(10);
        pool.setMinimumIdle(0);
        return pool;
    }

    private static void close(EmbeddedPostgres server) {
        POOLS.values().forEach(pool -> ((HikariDataSource) pool).close());
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started with the first database, stopped with the JVM: after the applications that use it. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(new File("target/pg"))
                        .setDataDirectory("target/pg/data-" + ProcessHandle.current().pid())
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "off")
                        .setRegisterShutdownHook(false)
                        .start();
                SpringApplication.getShutdownHandlers().add(() -> close(server));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    if (!usedByAnApplication) close(server);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
