package ca.laval.mondossier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.MonDossierApplication;
import ca.laval.mondossier.counter.StaffBrowser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A campaign over simulated fleets in which every device has the application, from the approval to the last device verified by a later
 * inventory; an application and a database of its own for each fleet. Then pages of instances on an engine alone, and what residents and
 * staff notice while ten thousand devices run.
 * Run with `mvn -Pbenchmark verify -Dtest=CampaignBenchmark`.
 */
class CampaignBenchmark {
    private static final int[] SIZES = Arrays.stream(System.getProperty("benchmark.devices", "1000,4000,10000,40000").split(",")).mapToInt(Integer::parseInt).toArray();
    private static final int[] BARE_SIZES = Arrays.stream(System.getProperty("benchmark.bare", "1000,4000,10000").split(",")).mapToInt(Integer::parseInt).toArray();
    private static final int BESIDE = Integer.getInteger("benchmark.beside", 10_000);
    private static final int LOOKS = 100;
    private static final EmbeddedPostgres SERVER = BenchmarkServer.start("warm", "bare", "beside", "fleet0", "fleet1", "fleet2", "fleet3");

    private record Result(int devices, double seconds, Counters cost, long peakHeap) {
        double millisEach() {
            return seconds * 1_000 / devices;
        }

        String row(String name) {
            return String.format(Locale.ROOT, "| %s | %,d | %.0f | %.1f | %.0f | %.1f | %.1f | %d |%n", name, devices, seconds, millisEach(), each(cost.statements()), each(cost.commits()),
                    each(cost.writes()), peakHeap >> 20);
        }

        private double each(long counter) {
            return (double) counter / devices;
        }
    }

    /** One application with its fleet. */
    private static final class City implements AutoCloseable {
        private final ConfigurableApplicationContext application;
        private final ProcessEngine engine;
        private final JdbcClient db;
        private final int port;
        private String number;

        City(String database, int devices) {
            application = new SpringApplicationBuilder(MonDossierApplication.class).profiles("demo").run("--spring.datasource.url=" + SERVER.getJdbcUrl("postgres", database),
                    "--spring.datasource.username=postgres", "--spring.datasource.password=postgres", "--server.port=0", "--mondossier.demo-by-default=false", "--mondossier.demo-cases=false",
                    "--mondossier.secure-cookies=false", "--mondossier.requests-per-client=1000000", "--mondossier.simulated-fleet.devices=" + devices,
                    "--mondossier.simulated-fleet.everywhere=true", "--mondossier.simulated-fleet.pace=0s");
            engine = application.getBean(ProcessEngine.class);
            db = application.getBean(JdbcClient.class);
            port = Integer.parseInt(application.getEnvironment().getProperty("local.server.port"));
        }

        /** From the approval on everything is done by the application; this only lets the night come. */
        Result campaign(int devices) {
            propose();
            Heap.resetPeak();
            Counters before = Counters.read(db);
            long start = System.nanoTime();
            approve();
            until(this::isQuiet);
            assertThat(count("state = 'COMMANDED' and exists (select from device_command k where k.device = c.device and k.kind = 'UNINSTALL')")).isEqualTo(devices);
            nightComes();
            until(this::isQuiet);
            assertThat(count("state = 'COMPLIANT'")).isEqualTo(devices);
            double seconds = (System.nanoTime() - start) / 1e9;
            Counters cost = Counters.read(db).minus(before);
            assertThat(db.sql("select count(*) from simulated_command where times > 1").query(Integer.class).single()).as("told twice").isZero();
            assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("device-app-removal").count()).isZero();
            return new Result(devices, seconds, cost, Heap.peak());
        }

        void propose() {
            number = engine.getRuntimeService().startProcessInstanceByKey("app-removal").getBusinessKey();
            act("jonathan", "ti-mdm", "userTask_proposeRemoval", Map.of("applicationName", "TikTok", "androidIds", "com.zhiliaoapp.musically", "iosIds", "com.zhiliaoapp.musically",
                    "computerNames", "TikTok*", "legalBasis", "Directive 2026-11", "categories", List.of("PHONE", "TABLET", "COMPUTER", "PUBLIC_WORKSTATION", "KIOSK"), "hasAccount", "no",
                    "startsOn", LocalDate.now().toString(), "reviewOn", LocalDate.now().plusDays(90).toString(), "failurePercent", 60));
        }

        void approve() {
            act("benoit", "ti-chef", "userTask_approveRemoval", Map.of("approval", "approve"));
        }

        private void nightComes() {
            engine.getManagementService().createJobQuery().activityId("startEvent_night").list().forEach(job -> engine.getManagementService().setJobDuedate(job.getId(), new Date()));
        }

        private void act(String person, String office, String step, Map<String, Object> answers) {
            String task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(step).singleResult().getId();
            engine.getIdentityService().setAuthentication(person, List.of(office));
            engine.getTaskService().claim(task, person);
            engine.getTaskService().complete(task, new HashMap<>(answers));
            engine.getIdentityService().clearAuthentication();
        }

        private int count(String condition) {
            return db.sql("select count(*) from removal_case c where " + condition).query(Integer.class).single();
        }

        /** Nothing left to do at once: no step that waits for a thread, no timer that is due. */
        private boolean isQuiet() {
            // Timers first: what is due becomes a step, and no step becomes a timer that is due.
            return engine.getManagementService().createJobQuery().timers().executable().count() == 0 && engine.getManagementService().createJobQuery().messages().count() == 0;
        }

        private void until(BooleanSupplier reached) {
            BenchmarkServer.until(() -> {
                var incidents = engine.getRuntimeService().createIncidentQuery().listPage(0, 1);
                if (!incidents.isEmpty()) throw new IllegalStateException(incidents.get(0).getIncidentMessage());
                return reached.getAsBoolean();
            });
        }

        @Override
        public void close() {
            application.close();
        }
    }

    private record Looks(double send, double tasklist) {
    }

    @Test
    void measure() throws Exception {
        try (City city = new City("warm", 4_000)) {
            city.campaign(4_000); // until the compilers have seen it all
        }
        var table = new StringBuilder("\n| | devices | s | ms per device | statements | commits | write transactions | heap in use after a collection, MB |\n|---|---|---|---|---|---|---|---|\n");
        var results = new ArrayList<Result>();
        for (int i = 0; i < SIZES.length; i++) {
            try (City city = new City("fleet" + i, SIZES[i])) {
                results.add(city.campaign(SIZES[i]));
            }
            print(table, results.get(i).row("campaign"));
        }
        var bare = new ArrayList<Result>();
        try (var pages = new BarePages(BenchmarkServer.pool(SERVER, "bare"))) {
            pages.run(1_000); // warms it up as well
            for (int devices : BARE_SIZES) {
                Heap.resetPeak();
                Counters before = Counters.read(pages.db);
                double seconds = pages.run(devices);
                bare.add(new Result(devices, seconds, Counters.read(pages.db).minus(before), Heap.peak()));
                print(table, bare.get(bare.size() - 1).row("pages on an engine alone"));
            }
        }
        System.out.println(table);
        Result first = results.get(0);
        Result last = results.get(results.size() - 1);
        assertThat(last.millisEach()).as("flat").isLessThan(first.millisEach() * 1.3);
        assertThat(last.peakHeap()).as("heap in use, of 1,000 MB").isPositive().isLessThan(512L << 20);
        for (int i = 0; i < Math.min(results.size(), bare.size()); i++) {
            if (SIZES[i] == BARE_SIZES[i]) assertThat(results.get(i).millisEach()).as("against pages on an engine alone").isLessThan(bare.get(i).millisEach() * 2);
        }
    }

    /** What a resident and an official notice while a campaign runs. */
    @Test
    void beside() throws Exception {
        Looks idle;
        Looks busy;
        try (City city = new City("beside", BESIDE)) {
            city.propose();
            var applicant = Applicant.signedIn(city.port, city.db, "jean-guy@example.org");
            StaffBrowser jonathan = StaffBrowser.signIn(city.port, "jonathan");
            look(city, applicant, jonathan); // warms it up
            idle = look(city, applicant, jonathan);
            city.approve();
            city.until(() -> city.count("state = 'COMMANDED'") > 100);
            busy = look(city, applicant, jonathan);
            assertThat(city.isQuiet()).as("still running when the last was sent").isFalse();
        }
        System.out.printf(Locale.ROOT, "%n| p95 ms | idle | while %,d devices run |%n|---|---|---|%n| send an application | %.1f | %.1f |%n| Tasklist, a list | %.1f | %.1f |%n", BESIDE, idle.send(), busy.send(),
                idle.tasklist(), busy.tasklist());
        assertThat(busy.send()).as("residents first").isLessThan(idle.send() * 2);
        assertThat(busy.tasklist()).as("Tasklist").isLessThan(idle.tasklist() * 2);
    }

    /** Now, and in the table: a long run shows what it has. */
    private static void print(StringBuilder table, String row) {
        System.out.print(row);
        table.append(row);
    }

    private static Looks look(City city, Applicant applicant, StaffBrowser staff) throws Exception {
        var filters = new ObjectMapper().readTree(staff.get("/camunda/api/engine/engine/default/filter?resourceType=Task").body());
        String list = "/camunda/api/engine/engine/default/filter/" + filters.findValue("id").asText() + "/list?firstResult=0&maxResults=15";
        var sending = new Durations(LOOKS);
        var lists = new Durations(LOOKS);
        for (int i = 0; i < LOOKS; i++) {
            applicant.apply(sending);
            lists.time(() -> staff.get(list));
        }
        return new Looks(sending.percentile(95), lists.percentile(95));
    }
}
