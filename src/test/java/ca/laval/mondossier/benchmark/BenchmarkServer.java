package ca.laval.mondossier.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** PostgreSQL for a benchmark: durable as in production, and counting. Stopped after the application. */
final class BenchmarkServer {
    private BenchmarkServer() {
    }

    /** @param databases made on it, beside `postgres`; each counts its statements */
    static EmbeddedPostgres start(String... databases) {
        try {
            var server = EmbeddedPostgres.builder().setOverrideWorkingDirectory(new File("target/postgresql"))
                    .setServerConfig("synchronous_commit", "on").setServerConfig("fsync", "on").setServerConfig("autovacuum_naptime", "5s").setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("pg_stat_statements.track_utility", "off").setServerConfig("pg_stat_statements.max", "10000")
                    .setRegisterShutdownHook(false).start();
            SpringApplication.getShutdownHandlers().add(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var admin = JdbcClient.create(server.getPostgresDatabase());
            for (String name : databases) {
                admin.sql("create database " + name).update();
                JdbcClient.create(new DriverManagerDataSource(server.getJdbcUrl("postgres", name))).sql("create extension pg_stat_statements").update();
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HikariDataSource pool(EmbeddedPostgres server, String database) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl("postgres", database));
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(24);
        pool.addDataSourceProperty("reWriteBatchedInserts", true);
        return pool;
    }

    /** Looks again and again, for thirty minutes at most, with a pause each time that costs what is measured little. */
    static void until(BooleanSupplier reached) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(30);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("not reached in 30 minutes");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    /** So many clients do the work so many times together; what one of them throws ends it. */
    static void inParallel(int clients, int times, Callable<?> work) throws Exception {
        var pool = Executors.newFixedThreadPool(clients);
        try {
            for (var part : pool.invokeAll(Collections.nCopies(times, work))) part.get();
        } finally {
            pool.shutdownNow();
        }
    }
}
