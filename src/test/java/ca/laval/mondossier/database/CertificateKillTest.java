package ca.laval.mondossier.database;

import static ca.laval.mondossier.database.LiveApplication.until;
import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.certificate.CertificateInvariant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void paidOrdersAreIssuedOnceAfterTheApplicationOrItsDatabaseWasKilled() throws Exception {
        try (var city = new LiveApplication(data, Map.of("MONDOSSIER_REQUESTS_PER_CLIENT", "100000"))) {
            city.start();
            for (int round = 0; round < 2; round++) {
                var buyer = signedIn(city, "acheteuse" + round + "@exemple.ca");
                var numbers = new ArrayList<String>();
                for (int i = 0; i < ORDERS; i++) numbers.add(order(city, buyer));
                for (String number : numbers.subList(1, ORDERS)) pay(city, session(city, buyer, number));
                // Anywhere between the first notice and the last document; one order's notice is kept, answered and not worked off yet.
                try (var nobodyElse = stopped(city, buyer, numbers.get(0))) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RANDOM.nextInt(1_500)));
                    assertThat(city.db().sql(KEPT).param("order", numbers.get(0) + ".1").query(Integer.class).single()).isEqualTo(1);
                    if (round % 2 == 1) stopTheDatabaseAtOnce(city);
                    city.kill();
                }
                city.start();
                city.forgetLocks();
                sendNotices(city);
                until(() -> city.db().sql("select count(*) from certificate_line where case_number in (:numbers) and state = 'ISSUED'").param("numbers", numbers).query(Integer.class).single() == ORDERS,
                        () -> city.db().sql("select string_agg(case_number || ' ' || state, ', ') from certificate_line where case_number in (:numbers)").param("numbers", numbers).query(String.class).single());
                assertThat(city.db().sql("select count(*) from official_document where case_number in (:numbers) and key like 'line-%'").param("numbers", numbers).query(Integer.class).single()).isEqualTo(ORDERS);
                assertThat(city.db().sql("select count(*) from payment_attempt where captured_cents > 0 and substr(order_number, 1, length(order_number) - 2) in (:numbers)").param("numbers", numbers)
                        .query(Integer.class).single()).isEqualTo(ORDERS);
                // Not these orders alone: what a killed start left of the demonstration's goes on as well.
                until(() -> new CertificateInvariant(city.db()).troubleAtRest().isEmpty(), () -> new CertificateInvariant(city.db()).troubleAtRest().toString());
            }
            city.stop();
        }
    }

    private static String order(LiveApplication city, Browser buyer) {
        String page = fill(buyer, "/services/certificate-request/apply", "certificates", "CONF_TAXES", "properties", "1333, boulevard Chomedey", "purpose", "SALE");
        page = fill(buyer, page, "capacity", "OWNER", "name", "Personne Essai", "address", "1333, boulevard Chomedey", "city", "Laval", "country", "Canada", "phone", "450 555-0123");
        page = fill(buyer, page, "termsRead", "true");
        String draft = page.replaceAll("/(documents|check)$", "");
        buyer.get(draft + "/check");
        return led(buyer.post(draft + "/send", "declaration", "true")).replaceAll(".*/files/|\\?.*", "");
    }

    /** Pays while somebody holds the order's row: its notice is answered and goes no further. */
    private static Connection stopped(LiveApplication city, Browser buyer, String number) throws SQLException {
        String session = session(city, buyer, number);
        Connection connection = city.source().getConnection();
        connection.setAutoCommit(false);
        try (var lock = connection.prepareStatement("select from payment_order where number = ? for update")) {
            lock.setString(1, number + ".1");
            lock.executeQuery();
        }
        pay(city, session);
        until(() -> city.db().sql(KEPT).param("order", number + ".1").query(Integer.class).single() == 1
                && city.db().sql("select count(*) from sandbox_notice where about = :session and done_at is not null").param("session", session).query(Integer.class).single() == 1, () -> number);
        return connection;
    }

    private static String session(LiveApplication city, Browser buyer, String number) {
        until(() -> city.db().sql("select count(*) from payment_order where case_number = :number").param("number", number).query(Integer.class).single() == 1, () -> number);
        buyer.get("/files/" + number + "/payment");
        buyer.post("/files/" + number + "/payment", "order", "1");
        return city.db().sql("select session from payment_attempt where order_number = :order").param("order", number + ".1").query(String.class).single();
    }

    private static void pay(LiveApplication city, String session) {
        var card = new Browser(city.address());
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

    private static Browser signedIn(LiveApplication city, String email) {
        var browser = new Browser(city.address());
        browser.get("/sign-in");
        browser.post("/sign-in", "email", email);
        String mail = city.db().sql("select body from demo_mail where recipient = :email order by id desc limit 1").param("email", email).query(String.class).single();
        browser.get(mail.replaceAll("(?s).*?(/sign-in/link\\?token=\\S+).*", "$1"));
        browser.post("/sign-in/link");
        return browser;
    }

    /** Immediate shutdown, as when the machine of the database stops. */
    private static void stopTheDatabaseAtOnce(LiveApplication city) throws Exception {
        ProcessHandle server = city.databaseServer();
        new ProcessBuilder("kill", "-QUIT", String.valueOf(server.pid())).start().waitFor();
        until(() -> !server.isAlive(), () -> "the server lives");
    }

    /** As if five minutes had passed also for the notices that the killed process was about to send. */
    private static void sendNotices(LiveApplication city) {
        city.db().sql("update sandbox_notice set due_at = now() where done_at is null and due_at < now() + interval '5 minutes'").update();
    }
}
