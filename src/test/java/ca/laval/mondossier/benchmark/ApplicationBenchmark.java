package ca.laval.mondossier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.subsidy.SubsidyPayouts;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.Payout;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What an application costs, from the first page to the money paid out: N residents' applications over HTTP with four clients, the staff's
 * two tasks through the engine's API, letters and decisions by the job executor. Then the same models on a bare engine.
 * Run with `mvn -Pbenchmark verify`; counters are the database server's own.
 */
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"mondossier.demo-by-default=false", "mondossier.demo-cases=false", "mondossier.secure-cookies=false"})
class ApplicationBenchmark {
    private static final int CLIENTS = 4;
    private static final int CONTENDERS = 16;
    private static final int ROUNDS = 5;
    private static final int RESERVATIONS = 4_000;
    private static final EmbeddedPostgres SERVER = BenchmarkServer.start("application", "bare");

    @LocalServerPort
    private int port;
    @Autowired
    private ProcessEngine engine;
    @Autowired
    private JdbcClient db;
    @Autowired
    private ApplicationContext application;
    @Autowired
    private SubsidyPayouts payouts;
    @Autowired
    private SubsidyBudget budget;

    private record Result(int cases, double casesPerSecond, double sendP50, double sendP95, double completeP50, double completeP95, Counters cost,
                          long peakHeap) {
        double per(long counter) {
            return (double) counter / cases;
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> SERVER.getJdbcUrl("postgres", "application"));
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.password", () -> "postgres");
    }

    @Test
    void measure() throws Exception {
        var results = new ArrayList<Result>();
        budget.change("benchmark", "HYGIENE_DURABLE", LocalDate.now().getYear(), 0, "TOP_UP", 100_000_000_000L);
        application(50); // warms both sides up
        int[] sizes = Arrays.stream(System.getProperty("benchmark.cases", "200,2000").split(",")).mapToInt(Integer::parseInt).toArray();
        for (int cases : sizes) results.add(application(cases));
        var bare = new ArrayList<Result>();
        var bareDatabase = BenchmarkServer.pool(SERVER, "bare");
        try (var other = new BareEngine(bareDatabase, application)) {
            bare(other.engine, JdbcClient.create(bareDatabase), 50);
            for (int cases : sizes) bare.add(bare(other.engine, JdbcClient.create(bareDatabase), cases));
        }
        print(results, bare);
        var oneEnvelope = new double[ROUNDS];
        var manyEnvelopes = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            oneEnvelope[round] = reservationsPerSecond(round, 1);
            manyEnvelopes[round] = reservationsPerSecond(round, CONTENDERS);
        }
        System.out.printf(Locale.ROOT, "%nreservations per second with %d clients, medians of %d: %.0f from one envelope, %.0f from %d envelopes%n", CONTENDERS, ROUNDS,
                median(oneEnvelope), median(manyEnvelopes), CONTENDERS);
        Result large = results.get(sizes.length - 1);
        Result largeBare = bare.get(sizes.length - 1);
        assertThat(large.per(large.cost().statements()) / largeBare.per(largeBare.cost().statements())).as("statements against the bare engine").isLessThanOrEqualTo(2.0);
        assertThat(large.per(large.cost().writes()) / largeBare.per(largeBare.cost().writes())).as("write transactions against the bare engine").isLessThanOrEqualTo(1.5);
        assertThat(large.per(large.cost().statements())).as("statements per case do not grow").isLessThanOrEqualTo(results.get(0).per(results.get(0).cost().statements()) * 1.05);
    }

    private Result application(int cases) throws Exception {
        Heap.resetPeak();
        var sending = new Durations(cases);
        var residents = new ArrayList<Applicant>();
        for (int i = 0; i < CLIENTS; i++) residents.add(Applicant.signedIn(port, db, "client" + i + "." + cases + "@example.org"));
        Counters before = Counters.read(db);
        long start = System.nanoTime();
        var numbers = inParallel(cases, client -> residents.get(client).apply(sending));
        await(engine, cases, "userTask_checkCompleteness");
        var completing = new Durations(cases * 2);
        staff(engine, "amelie", "env-intake", "userTask_checkCompleteness", Map.of("completeness", "complete", "doubtfulInvoice", true), completing);
        await(engine, cases, "userTask_assessApplication");
        staff(engine, "mathieu", "env-analyst", "userTask_assessApplication", Map.of("assessment", "approve"), completing);
        payOut(cases);
        awaitEnd(engine, "subsidy-application");
        double seconds = (System.nanoTime() - start) / 1e9;
        Counters cost = Counters.read(db).minus(before);
        assertThat(numbers).doesNotHaveDuplicates().hasSize(cases);
        assertThat(db.sql("select count(*) from letter where name = 'approved' and status = 'SENT' and case_number in (:numbers)")
                .param("numbers", numbers).query(Integer.class).single()).as("decision letters").isEqualTo(cases);
        return new Result(cases, cases / seconds, sending.percentile(50), sending.percentile(95), completing.percentile(50), completing.percentile(95), cost, Heap.peak());
    }

    /** Sixteen clients set money aside for existing cases, each decision in its own transaction. */
    private double reservationsPerSecond(int round, int envelopes) throws Exception {
        String prefix = "CONTENTION-" + envelopes + "-" + round + "-";
        db.sql("""
                insert into case_file (number, service, channel, language, answers, status, status_since, received_at)
                select :prefix || n, 'none', 'PORTAL', 'fr', '{}', 'RECEIVED', now(), now() from generate_series(1, :count) n""").param("prefix", prefix).param("count", RESERVATIONS).update();
        for (int i = 0; i < envelopes; i++) budget.change(prefix + i, prefix + i, 2026, 0, "TOP_UP", 100_000_000_000L);
        var next = new AtomicInteger();
        long start = System.nanoTime();
        BenchmarkServer.inParallel(CONTENDERS, RESERVATIONS, () -> {
            int n = next.incrementAndGet();
            budget.reserve(prefix + n, prefix + n % envelopes, 2026, 0, 100);
            return null;
        });
        return RESERVATIONS / ((System.nanoTime() - start) / 1e9);
    }

    private static double median(double[] rates) {
        return Arrays.stream(rates).sorted().toArray()[rates.length / 2];
    }

    /** One batch for all: collected, approved, answered by the bank, told to the cases. */
    private void payOut(int cases) throws Exception {
        until(() -> db.sql("select count(*) from subsidy_payout where state = 'DUE'").query(Integer.class).single() >= cases, engine);
        String batch = payouts.nextNumber();
        engine.getRuntimeService().startProcessInstanceByKey("subsidy-payout", batch);
        await(engine, 1, "userTask_approveBatch");
        staff(engine, "stephane", "finance-ap", "userTask_approveBatch", Map.of("batchDecision", "approve"), new Durations(1));
        await(engine, 1, "userTask_recordAnswer");
        var lines = payouts.lines(batch);
        payouts.answer(batch, "H;" + batch + "\n" + lines.stream().map(line -> "R;" + line.reference() + ";" + line.cents() + ";SETTLED;\n").collect(Collectors.joining())
                + "T;" + lines.size() + ";" + lines.stream().mapToLong(Payout::cents).sum());
        staff(engine, "stephane", "finance-ap", "userTask_recordAnswer", Map.of("everyLineAnswered", true), new Durations(1));
        awaitEnd(engine, "subsidy-payout");
    }

    private Result bare(ProcessEngine bare, JdbcClient bareDb, int cases) throws Exception {
        Heap.resetPeak();
        var sending = new Durations(cases);
        Counters before = Counters.read(bareDb);
        long start = System.nanoTime();
        inParallel(cases, client -> sending.time(() -> bare.getRuntimeService().startProcessInstanceByKey("subsidy-application", "BARE-" + System.nanoTime(),
                new HashMap<>(Map.of("caseNumber", "SUB-2026-000001-1", "program", "BARIL_EAU_PLUIE", "purchaseDate", LocalDate.now().minusDays(30).toString(),
                        "preTaxCents", 6_499L, "quantity", 1L, "vendorType", "STORE", "currency", "CAD", "mosquitoScreen", true, "applicantSituation", "OWNER"))).getId()));
        await(bare, cases, "userTask_checkCompleteness");
        var completing = new Durations(cases * 2);
        staff(bare, "amelie", "env-intake", "userTask_checkCompleteness", Map.of("completeness", "complete", "doubtfulInvoice", true), completing);
        await(bare, cases, "userTask_assessApplication");
        staff(bare, "mathieu", "env-analyst", "userTask_assessApplication", Map.of("assessment", "approve"), completing);
        until(() -> bare.getRuntimeService().createEventSubscriptionQuery().eventName("subsidy-application.payoutSettled").count() >= cases, bare);
        var waiting = new ConcurrentLinkedQueue<>(bare.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("subsidy-application").list().stream().map(open -> open.getId()).toList());
        inParallel(cases, client -> bare.getRuntimeService().createMessageCorrelation("subsidy-application.payoutSettled").processInstanceId(waiting.remove()).correlateWithResult());
        awaitEnd(bare, "subsidy-application");
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(cases, cases / seconds, sending.percentile(50), sending.percentile(95), completing.percentile(50), completing.percentile(95),
                Counters.read(bareDb).minus(before), Heap.peak());
    }

    private static void staff(ProcessEngine engine, String person, String office, String task, Map<String, Object> answers, Durations durations) throws Exception {
        var ids = new ConcurrentLinkedQueue<>(engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list().stream().map(open -> open.getId()).toList());
        inParallel(ids.size(), client -> {
            engine.getIdentityService().setAuthentication(person, List.of(office));
            String id = ids.remove();
            engine.getTaskService().claim(id, person);
            durations.time(() -> {
                engine.getTaskService().complete(id, new HashMap<>(answers));
                return null;
            });
            engine.getIdentityService().clearAuthentication();
            return id;
        });
    }

    private interface Work<T> {
        T by(int client) throws Exception;
    }

    private static <T> List<T> inParallel(int times, Work<T> work) throws Exception {
        var pool = Executors.newFixedThreadPool(CLIENTS);
        try {
            var parts = new ArrayList<Future<List<T>>>();
            for (int c = 0; c < CLIENTS; c++) {
                int client = c;
                parts.add(pool.submit(() -> {
                    var done = new ArrayList<T>();
                    for (int i = client; i < times; i += CLIENTS) done.add(work.by(client));
                    return done;
                }));
            }
            var all = new ArrayList<T>();
            for (var part : parts) all.addAll(part.get());
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(ProcessEngine engine, int tasks, String key) {
        until(() -> engine.getTaskService().createTaskQuery().taskDefinitionKey(key).count() >= tasks, engine);
    }

    private static void awaitEnd(ProcessEngine engine, String process) {
        until(() -> engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(process).count() == 0, engine);
    }

    private static void until(java.util.function.BooleanSupplier reached, ProcessEngine engine) {
        BenchmarkServer.until(() -> {
            var incidents = engine.getRuntimeService().createIncidentQuery().listPage(0, 1);
            if (!incidents.isEmpty()) throw new IllegalStateException(incidents.get(0).getIncidentMessage());
            return reached.getAsBoolean();
        });
    }

    private static void print(List<Result> results, List<Result> bare) {
        var table = new StringBuilder("\n| | cases | cases/s | send p50 ms | send p95 ms | complete p50 ms | complete p95 ms | statements | commits | write transactions | WAL KB | heap in use after a collection, MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        results.forEach(result -> row(table, "application", result));
        bare.forEach(result -> row(table, "bare engine", result));
        for (int i = 0; i < results.size(); i++) {
            Result app = results.get(i);
            Result alone = bare.get(i);
            table.append(String.format(Locale.ROOT, "ratio at %d cases: statements %.2f, write transactions %.2f, WAL %.2f%n", app.cases(),
                    app.per(app.cost().statements()) / alone.per(alone.cost().statements()), app.per(app.cost().writes()) / alone.per(alone.cost().writes()),
                    app.per(app.cost().walBytes()) / alone.per(alone.cost().walBytes())));
        }
        System.out.println(table);
    }

    private static void row(StringBuilder table, String name, Result r) {
        table.append(String.format(Locale.ROOT, "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f | %d |%n", name, r.cases(), r.casesPerSecond(),
                r.sendP50(), r.sendP95(), r.completeP50(), r.completeP95(), r.per(r.cost().statements()), r.per(r.cost().commits()), r.per(r.cost().writes()),
                r.per(r.cost().walBytes()) / 1024, r.peakHeap() >> 20));
    }
}
