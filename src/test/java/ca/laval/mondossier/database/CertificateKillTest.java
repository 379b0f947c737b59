package ca.laval.mondossier.database;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.certificate.CertificateInvariant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The drill for real: the application in a process of its own, on its embedded database, with orders being paid; then the process is
 * killed, or its database server is stopped at once, some moments after the last card was entered. Started again, the engine finishes, and every
 * order is issued once.
 */
class CertificateKillTest {
    private static final int ORDERS = 4;
    private static final String KEPT = "select count(*) from payment_notice where said #>> '{outcome,order}' = :order and worked_at is null";
    private static final Random RANDOM = new Random();
    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path data;

    private final List<Process> started = new ArrayList<>();

    private record Running(Process process, String address) {
    }

    @Test
    void paidOrdersAreIssuedOnceAfterTheApplicationOrItsDatabaseWasKilled() throws Exception {
        Running city = start();
        for (int round = 0; round < 2; round++) {
            var buyer = signedIn(city, "acheteuse" + round + "@exemple.ca");
            var numbers = new ArrayList<String>();
            for (int i = 0; i < ORDERS; i++) numbers.add(order(buyer));
            for (String number : numbers.subList(1, ORDERS)) pay(city, session(buyer, number));
            // Anywhere between the first notice and the last document; one order's notice is kept, answered and not worked off yet.
            try (var nobodyElse = stopped(city, buyer, numbers.get(0))) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RANDOM.nextInt(1_500)));
                assertThat(db().sql(KEPT).param("order", numbers.get(0) + ".1").query(Integer.class).single()).isEqualTo(1);
                if (round % 2 == 0) city.process.destroyForcibly().waitFor();
                else stopTheDatabaseAtOnce(city);
            }
            city = start();
            forgetLocks();
            until(() -> db().sql("select count(*) from certificate_line where case_number in (:numbers) and state = 'ISSUED'").param("numbers", numbers).query(Integer.class).single() == ORDERS,
                    () -> db().sql("select string_agg(case_number || ' ' || state, ', ') from certificate_line where case_number in (:numbers)").param("numbers", numbers).query(String.class).single());
            assertThat(db().sql("select count(*) from official_document where case_number in (:numbers) and key like 'line-%'").param("numbers", numbers).query(Integer.class).single()).isEqualTo(ORDERS);
            assertThat(db().sql("select count(*) from payment_attempt where captured_cents > 0 and substr(order_number, 1, length(order_number) - 2) in (:numbers)").param("numbers", numbers)
                    .query(Integer.class).single()).isEqualTo(ORDERS);
            assertThat(new CertificateInvariant(db()).troubleAtRest()).as("round " + round).isEmpty();
        }
        city.process.destroy();
        assertThat(city.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static String order(Browser buyer) {
        String page = fill(buyer, "/services/certificate-request/apply", "certificates", "CONF_TAXES", "properties", "1333, boulevard Chomedey", "purpose", "SALE");
        page = fill(buyer, page, "capacity", "OWNER", "name", "Personne Essai", "address", "1333, boulevard Chomedey", "city", "Laval", "country", "Canada", "phone", "450 555-0123");
        page = fill(buyer, page, "termsRead", "true");
        String draft = page.replaceAll("/(documents|check)$", "");
        buyer.get(draft + "/check");
        return led(buyer.post(draft + "/send", "declaration", "true")).replaceAll(".*/files/|\\?.*", "");
    }

    /** Pays while somebody holds the order's row: its notice is answered and goes no further. */
    private static Connection stopped(Running city, Browser buyer, String number) throws SQLException {
        String session = session(buyer, number);
        Connection connection = source().getConnection();
        connection.setAutoCommit(false);
        try (var lock = connection.prepareStatement("select from payment_order where number = ? for update")) {
            lock.setString(1, number + ".1");
            lock.executeQuery();
        }
        pay(city, session);
        until(() -> db().sql(KEPT).param("order", number + ".1").query(Integer.class).single() == 1
                && db().sql("select count(*) from sandbox_notice where about = :session and done_at is not null").param("session", session).query(Integer.class).single() == 1, () -> number);
        return connection;
    }

    private static String session(Browser buyer, String number) {
        until(() -> db().sql("select count(*) from payment_order where case_number = :number").param("number", number).query(Integer.class).single() == 1, () -> number);
        buyer.get("/files/" + number + "/payment");
        buyer.post("/files/" + number + "/payment", "order", "1");
        return db().sql("select session from payment_attempt where order_number = :order").param("order", number + ".1").query(String.class).single();
    }

    private static void pay(Running city, String session) {
        var card = new Browser(city.address);
        card.get("/sandbox/checkout/" + session);
        card.post("/sandbox/checkout/" + session, "number", "4242 4242 4242 4242");
    }

    private static String fill(Browser buyer, String page, String... fields) {
        buyer.get(page);
        return led(buyer.post(page, fields));
    }

    private static String led(Browser.Page answer) {
        if (answer.location() == null) throw new AssertionError(answer.status() + " " + answer.text());
        return answer.location();
    }

    private static Browser signedIn(Running city, String email) {
        var browser = new Browser(city.address);
        browser.get("/sign-in");
        browser.post("/sign-in", "email", email);
        String mail = db().sql("select body from demo_mail where recipient = :email order by id desc limit 1").param("email", email).query(String.class).single();
        browser.get(mail.replaceAll("(?s).*?(/sign-in/link\\?token=\\S+).*", "$1"));
        browser.post("/sign-in/link");
        return browser;
    }

    /** Immediate shutdown, as when the machine of the database stops; then the application too is stopped and started, as an operator would. */
    private static void stopTheDatabaseAtOnce(Running city) throws Exception {
        long server = Long.parseLong(Files.readAllLines(data.resolve("pg/postmaster.pid")).get(0).strip());
        new ProcessBuilder("kill", "-QUIT", String.valueOf(server)).start().waitFor();
        until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty(), () -> "the server lives");
        city.process.destroyForcibly().waitFor();
    }

    /** As if five minutes had passed: a job that the killed process had taken is free again. */
    private static void forgetLocks() {
        db().sql("update act_ru_job set lock_exp_time_ = null, lock_owner_ = null").update();
        db().sql("update sandbox_notice set due_at = now() where done_at is null and due_at < now() + interval '5 minutes'").update();
    }

    private static JdbcClient db() {
        return JdbcClient.create(source());
    }

    private static DriverManagerDataSource source() {
        try {
            String port = Files.readAllLines(data.resolve("pg/postmaster.pid")).get(3).strip();
            return new DriverManagerDataSource("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void until(java.util.function.BooleanSupplier reached, java.util.function.Supplier<String> otherwise) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError(otherwise.get());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        EmbeddedDatabase.stopOrphan(data.resolve("pg/postmaster.pid"));
    }

    private Running start() throws IOException {
        // Without the test classes: what the application is, and nothing else.
        String classPath = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(java.io.File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.joining(java.io.File.pathSeparator));
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", classPath,
                "ca.laval.mondossier.MonDossierApplication").redirectErrorStream(true);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("MONDOSSIER_DATA_DIR", data.toString());
        builder.environment().put("MONDOSSIER_REQUESTS_PER_CLIENT", "100000");
        Process process = builder.start();
        started.add(process);
        var console = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = console.readLine(); line != null; line = console.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Residents")) {
                var drain = new Thread(() -> console.lines().forEach(more -> { }));
                drain.setDaemon(true);
                drain.start();
                return new Running(process, line.replaceAll(".*(http://localhost:\\d+)/.*", "$1"));
            }
        }
        throw new AssertionError("did not start:\n" + said);
    }
}
