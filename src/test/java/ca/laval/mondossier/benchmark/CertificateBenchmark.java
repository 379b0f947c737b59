package ca.laval.mondossier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.payment.PaidInTests;
import ca.laval.mondossier.property.Property;
import ca.laval.mondossier.property.PropertyRoll;
import com.stripe.net.Webhook;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Orders that wait for their payment, and the provider's notices for all of them at once: sixteen clients send them over HTTP, signed, and
 * the job executor issues each order's PDF behind its save point. Once on an empty ledger and once with ten thousand paid orders in it.
 * Run with `mvn -Pbenchmark verify`.
 */
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"mondossier.demo-by-default=false", "mondossier.demo-cases=false", "mondossier.secure-cookies=false"})
class CertificateBenchmark {
    private static final int CLIENTS = 16;
    private static final int ORDERS = Integer.getInteger("benchmark.orders", 400);
    private static final int LEDGER = 10_000;
    private static final EmbeddedPostgres SERVER = BenchmarkServer.start("application");

    @LocalServerPort
    private int port;
    @Autowired
    private JdbcClient db;
    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private PaidInTests payments;
    @Autowired
    private PropertyRoll roll;
    @Autowired
    private Sealer sealer;
    private int round;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> SERVER.getJdbcUrl("postgres", "application"));
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.password", () -> "postgres");
    }

    private record Result(int inLedger, int orders, double noticesPerSecond, double p50, double p95, double pdfsPerSecond) {
    }

    @Test
    void measure() throws Exception {
        run(200, 0); // warms it up: a provider's notices come to a city that has been running
        var results = new ArrayList<Result>();
        results.add(run(ORDERS, 0));
        fillLedger();
        results.add(run(ORDERS, LEDGER));
        var table = new StringBuilder("\n| orders in the ledger | notices | notices/s with 16 clients | answer p50 / p95 ms | PDFs/s |\n|---|---|---|---|---|\n");
        results.forEach(result -> table.append(String.format(Locale.ROOT, "| %,d | %,d | %.0f | %.0f / %.0f | %.1f |%n", result.inLedger(), result.orders(),
                result.noticesPerSecond(), result.p50(), result.p95(), result.pdfsPerSecond())));
        System.out.println(table);
        results.forEach(result -> assertThat(result.p95()).as("p95 of a notice's answer, in ms").isLessThan(100));
    }

    private Result run(int count, int inLedger) throws Exception {
        List<String> numbers = ordered(count);
        var notices = new ConcurrentLinkedQueue<String>();
        for (String number : numbers) notices.add(notice(payments.begin(number)));
        int before = documents();
        var answers = new Durations(count);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long start = System.nanoTime();
        BenchmarkServer.inParallel(CLIENTS, count, () -> answers.time(() -> send(http, notices.remove())));
        double sending = (System.nanoTime() - start) / 1e9;
        BenchmarkServer.until(() -> documents() - before >= count);
        double issuing = (System.nanoTime() - start) / 1e9;
        assertThat(db.sql("select count(*) from certificate_line where case_number in (:numbers) and state = 'ISSUED'").param("numbers", numbers).query(Integer.class).single()).isEqualTo(count);
        return new Result(inLedger, count, count / sending, answers.percentile(50), answers.percentile(95), count / issuing);
    }

    private int documents() {
        return db.sql("select count(*) from official_document where key like 'line-%'").query(Integer.class).single();
    }

    /** Statements of taxes, each an order of its own, waiting for the payment. */
    private List<String> ordered(int count) throws Exception {
        List<Property> properties = roll.suggest("1");
        round++;
        var numbers = new ConcurrentLinkedQueue<String>();
        var next = new java.util.concurrent.atomic.AtomicInteger();
        BenchmarkServer.inParallel(CLIENTS, count, () -> {
            int n = next.incrementAndGet();
            String email = "client%d.%d@example.org".formatted(round, n);
            long resident = db.sql("insert into resident (email, created_at) values (:email, :now) returning id").param("email", email).param("now", Timestamp.from(Instant.now())).query(Long.class).single();
            numbers.add(caseFiles.receive(new CaseFiles.Application("certificate-request", "CER", 15, resident, null, "PORTAL", "fr", email, "Personne " + n, "1, rue du Test",
                    Map.of("certificates", List.of("CONF_TAXES"), "properties", properties.get(n % properties.size()).shownMatricule(), "purpose", "SALE", "name", "Personne " + n), Map.of())));
            return null;
        });
        BenchmarkServer.until(() -> db.sql("select count(*) from payment_order where case_number in (:numbers)").param("numbers", numbers).query(Integer.class).single() == count);
        return List.copyOf(numbers);
    }

    /** The provider's words for a session that was paid. */
    private String notice(String session) {
        return db.sql("""
                select json_build_object('id', 'evt_' || a.session, 'object', 'event', 'type', 'checkout.session.completed', 'created', extract(epoch from now())::bigint, 'livemode', false,
                    'data', json_build_object('object', json_build_object('id', a.session, 'object', 'checkout.session', 'client_reference_id', a.order_number, 'amount_total', a.amount_cents,
                        'currency', 'cad', 'payment_intent', 'pi_' || a.session, 'status', 'complete', 'payment_status', 'paid',
                        'metadata', json_build_object('order', a.order_number, 'attempt', a.idempotency_key))))::text
                from payment_attempt a where a.session = :session""").param("session", session).query(String.class).single();
    }

    private Void send(HttpClient http, String body) throws Exception {
        long now = Instant.now().getEpochSecond();
        String signature = "t=%d,v1=%s".formatted(now, Webhook.Util.computeHmacSha256(HexFormat.of().formatHex(sealer.hash("sandbox notices")), now + "." + body));
        int status = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/payments/notices/sandbox")).header("Content-Type", "application/json")
                .header("Stripe-Signature", signature).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
        assertThat(status).isEqualTo(200);
        return null;
    }

    /** As ten thousand orders left them: paid in one attempt, each with its steps and its notice. */
    private void fillLedger() {
        for (String sql : List.of("""
                insert into case_file (number, service, channel, language, answers, status, status_since, received_at)
                select 'CER-2025-' || lpad(n::text, 6, '0') || '-0', 'certificate-request', 'PORTAL', 'fr', '{}', 'ISSUED', now(), now() - interval '90 days' from generate_series(1, %d) n""", """
                insert into payment_order (number, case_number, sequence, step, total_cents, state, opened_at, closed_at)
                select number || '.1', number, 1, 'payOrder', 4500, 'PAID', received_at, received_at from case_file where number like 'CER-2025-%%' and length('%d') > 0""", """
                insert into payment_line (order_number, line, word, detail, fee_cents, gst_cents, qst_cents)
                select number, 1, 'certificate.CONF_TAXES', '', 4500, 0, 0 from payment_order where number like 'CER-2025-%%' and length('%d') > 0""", """
                insert into payment_attempt (order_number, attempt, idempotency_key, provider, state, language, amount_cents, session, return_code, opened_at, expires_at, changed_at, changed_by)
                select number, 1, number || '-1', 'sandbox', 'CREATED', 'fr', 4500, 'cs_' || number, 'r_' || number, opened_at, opened_at, opened_at, 'APPLICATION'
                from payment_order where number like 'CER-2025-%%' and length('%d') > 0""",
                "update payment_attempt set state = 'SESSION_OPEN' where order_number like 'CER-2025-%%' and length('%d') > 0", """
                update payment_attempt set state = 'CAPTURED', captured_cents = amount_cents, captured_at = opened_at, payment = 'pi_' || order_number, counted = true
                where order_number like 'CER-2025-%%' and length('%d') > 0""", """
                insert into payment_notice (provider, id, type, about, received_at, due_at, worked_at, effect)
                select 'sandbox', 'evt_old_' || number, 'checkout.session.completed', 'pi_' || number, opened_at, opened_at, opened_at, 'PAID' from payment_order where number like 'CER-2025-%%' and length('%d') > 0""")) {
            db.sql(sql.formatted(LEDGER)).update();
        }
        db.sql("analyze").update();
    }
}
