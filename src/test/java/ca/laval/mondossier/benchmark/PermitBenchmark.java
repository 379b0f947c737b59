package ca.laval.mondossier.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.Sittings;
import ca.laval.mondossier.counter.StaffBrowser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Two thousand permit files alive at different steps, each led there by the application itself, and the pages that people look at all day:
 * Tasklist's list of an office, the counter's agenda, "My files" of an architect with fifty of them. Once with 200 ended files in history, once
 * with 20,000: those beyond the first 200 are copies of them, row by row, in the tables of the case files and of the engine's history. The architect has none of them.
 * Run with `mvn -Pbenchmark verify -Dtest=PermitBenchmark`.
 */
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"mondossier.demo-by-default=false", "mondossier.demo-cases=false", "mondossier.secure-cookies=false",
    "mondossier.requests-per-client=1000000"})
class PermitBenchmark {
    private static final int ALIVE = Integer.getInteger("benchmark.permits", 2_000);
    private static final int HISTORY = 200;
    private static final int COPIES = 99;
    private static final int OF_THE_ARCHITECT = 50;
    private static final int VIEWS = 200;
    private static final String ARCHITECT = "architecte@example.org";
    private static final EmbeddedPostgres SERVER = BenchmarkServer.start("application");

    @LocalServerPort
    private int port;
    @Autowired
    private JdbcClient db;
    @Autowired
    private ProcessEngine engine;
    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private Sittings sittings;
    private int applications;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> SERVER.getJdbcUrl("postgres", "application"));
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.password", () -> "postgres");
    }

    private record Result(int history, double tasklist, double agenda, double files, double statements) {
    }

    @Test
    void measure() throws Exception {
        for (int month = 1; month <= 6; month++) {
            sittings.add(Body.CCU, new Sittings.Plan(workday(LocalDate.now().plusMonths(month)), LocalTime.of(19, 0), "Hôtel de ville", null), "isabelle");
            sittings.add(Body.COUNCIL, new Sittings.Plan(workday(LocalDate.now().plusMonths(month).plusDays(20)), LocalTime.of(19, 0), "Hôtel de ville", null), "isabelle");
        }
        long start = System.nanoTime();
        history();
        alive();
        System.out.printf(Locale.ROOT, "%n%d files led to their steps and %d to their end in %.0f s%n", ALIVE, HISTORY, (System.nanoTime() - start) / 1e9);
        System.out.println(engine.getTaskService().createTaskQuery().list().stream().collect(Collectors.groupingBy(Task::getTaskDefinitionKey, Collectors.counting())));
        look(); // warms it up
        db.sql("analyze").update();
        var results = new ArrayList<Result>();
        results.add(look());
        copyHistory();
        results.add(look());
        var table = new StringBuilder("\n| files in history | Tasklist, an office's list: p95 ms | the counter's agenda: p95 ms | My files (50): p95 ms | statements a page |\n|---|---|---|---|---|\n");
        results.forEach(result -> table.append(String.format(Locale.ROOT, "| %,d | %.1f | %.1f | %.1f | %.1f |%n", result.history(), result.tasklist(), result.agenda(), result.files(), result.statements())));
        System.out.println(table);
        Result few = results.get(0);
        Result many = results.get(1);
        assertThat(many.history()).isGreaterThanOrEqualTo(20_000);
        assertThat(many.tasklist()).as("Tasklist").isLessThan(few.tasklist() * 1.5);
        assertThat(many.agenda()).as("agenda").isLessThan(few.agenda() * 1.5);
        assertThat(many.files()).as("my files").isLessThan(few.files() * 1.5);
    }

    /** Two hundred that were withdrawn, half of them after the intake. */
    private void history() throws Exception {
        List<String> numbers = apply(HISTORY, "CLOTURE");
        awaitTasks("userTask_checkCompleteness", numbers);
        complete("julie", "permis-intake", "userTask_checkCompleteness", numbers.subList(0, HISTORY / 2), Map.of("completeness", "complete"));
        awaitTasks("userTask_analyseZoning", numbers.subList(0, HISTORY / 2));
        for (String number : numbers) caseFiles.withdraw(new CaseNumber(number), null);
        BenchmarkServer.until(() -> engine.getRuntimeService().createProcessInstanceQuery().count() == 0);
    }

    /** A quarter at the intake, a tenth to be paid, a quarter in analysis, a quarter to be concluded, the rest before the planning committee. */
    private void alive() throws Exception {
        apply(ALIVE / 4, "CLOTURE");
        List<String> unpaid = apply(ALIVE / 10, "PISCINE");
        List<String> analysed = apply(ALIVE / 4, "CLOTURE");
        List<String> concluded = apply(ALIVE / 4, "CLOTURE");
        List<String> committee = apply(ALIVE - ALIVE / 4 * 3 - ALIVE / 10, "CLOTURE");
        List<String> taken = new ArrayList<>(unpaid);
        List.of(analysed, concluded, committee).forEach(taken::addAll);
        awaitTasks("userTask_checkCompleteness", taken);
        complete("julie", "permis-intake", "userTask_checkCompleteness", taken, Map.of("completeness", "complete"));
        List<String> zoned = new ArrayList<>(concluded);
        zoned.addAll(committee);
        awaitTasks("userTask_analyseZoning", zoned);
        var conform = Map.<String, Object>of("useAllowed", "yes", "densityAllowed", "yes", "conditionalUse", "no", "constraintArea", "no", "normMet", "yes", "piiaArea", "no");
        complete("marc", "permis-analyst", "userTask_analyseZoning", concluded, conform);
        var over = new HashMap<>(conform);
        over.put("normMet", "no");
        complete("marc", "permis-analyst", "userTask_analyseZoning", committee, over);
        awaitTasks("userTask_concludeApplication", concluded);
        // A fence's owner pays the variance before the committee sees it.
        BenchmarkServer.until(() -> db.sql("select count(*) from payment_order where state = 'OPEN'").query(Integer.class).single() == unpaid.size() + committee.size());
        BenchmarkServer.until(() -> engine.getManagementService().createJobQuery().messages().count() == 0);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).as("incidents").isZero();
    }

    private List<String> apply(int count, String type) {
        var numbers = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            int n = ++applications;
            String email = n > HISTORY && n % (ALIVE / OF_THE_ARCHITECT) == 0 ? ARCHITECT : "personne" + n % 500 + "@example.org";
            long resident = db.sql("insert into resident (email, created_at) values (:email, :now) on conflict (email) do update set email = excluded.email returning id")
                    .param("email", email).param("now", Timestamp.from(Instant.now())).query(Long.class).single();
            Map<String, Object> answers = new HashMap<>(Map.of("type", type, "description", "Derrière la maison.", "propertyPlace", "12, rue Grenon", "worksStartOn", LocalDate.now().plusDays(60).toString(),
                    "builtBy", "OWNER", "exemption", "SMALL_WORKS", "applicantCapacity", "OWNER", "name", "Personne " + n, "address", "12, rue Grenon"));
            Map<String, Object> variables = new HashMap<>(Map.of("type", type, "applicantCapacity", "OWNER", "builtBy", "OWNER"));
            if (type.equals("PISCINE")) variables.put("poolDepthCm", 120L);
            else variables.put("heightCm", 150L);
            variables.forEach(answers::putIfAbsent);
            numbers.add(caseFiles.receive(new CaseFiles.Application("permit-application", "PER", 10, resident, null, "PORTAL", "fr", email, "Personne " + n, "12, rue Grenon", answers, variables)));
        }
        return numbers;
    }

    private void awaitTasks(String key, List<String> numbers) {
        BenchmarkServer.until(() -> open(key, numbers).size() == numbers.size());
    }

    private List<Task> open(String key, List<String> numbers) {
        Set<String> wanted = Set.copyOf(numbers);
        Map<String, String> caseOf = engine.getRuntimeService().createProcessInstanceQuery().list().stream().filter(instance -> wanted.contains(instance.getBusinessKey()))
                .collect(Collectors.toMap(instance -> instance.getId(), instance -> instance.getBusinessKey()));
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(key).list().stream().filter(task -> caseOf.containsKey(task.getProcessInstanceId())).toList();
    }

    private void complete(String person, String office, String key, List<String> numbers, Map<String, Object> answers) {
        List<Task> open = open(key, numbers);
        assertThat(open).as("tasks of " + key).hasSameSizeAs(numbers);
        engine.getIdentityService().setAuthentication(person, List.of(office));
        for (Task task : open) {
            engine.getTaskService().claim(task.getId(), person);
            engine.getTaskService().complete(task.getId(), new HashMap<>(answers));
        }
        engine.getIdentityService().clearAuthentication();
    }

    private Result look() throws Exception {
        StaffBrowser marc = StaffBrowser.signIn(port, "marc");
        JsonNode filters = new ObjectMapper().readTree(marc.get("/camunda/api/engine/engine/default/filter?resourceType=Task").body());
        String office = "/camunda/api/engine/engine/default/filter/" + filters.findValue("id").asText() + "/list?firstResult=0&maxResults=15";
        assertThat(marc.get(office).body()).contains("PER-");
        Browser architect = signedIn(ARCHITECT);
        assertThat(architect.get("/files").text()).contains("PER-");
        assertThat(marc.get("/counter/agenda").body()).contains("PER-");
        int history = db.sql("select count(*) from case_file where closed_at is not null").query(Integer.class).single();
        Counters before = Counters.read(db);
        double tasklist = p95(() -> marc.get(office));
        double agenda = p95(() -> marc.get("/counter/agenda"));
        double files = p95(() -> architect.get("/files"));
        return new Result(history, tasklist, agenda, files, Counters.read(db).minus(before).statements() / (3.0 * VIEWS));
    }

    private static double p95(Callable<?> page) throws Exception {
        var durations = new Durations(VIEWS);
        for (int i = 0; i < VIEWS; i++) durations.time(page);
        return durations.percentile(95);
    }

    /** Each ended file ninety-nine times more, under other numbers and other ids, with everything the engine remembers of it. */
    private void copyHistory() {
        db.sql("create table old as select * from case_file where closed_at is not null").update();
        db.sql("""
                insert into case_file (number, service, resident_id, channel, language, email, applicant_name, applicant_address, search_text, answers, status, status_since, received_at, expected_on, closed_at)
                select number || '/' || n, service, resident_id, channel, language, email, applicant_name, applicant_address, search_text, answers, status, status_since - n * interval '3 days',
                    received_at - n * interval '3 days', expected_on, closed_at - n * interval '3 days' from old, generate_series(1, :copies) n""").param("copies", COPIES).update();
        db.sql("insert into case_event (case_number, at, code, actor, staff) select case_number || '/' || n, at, code, actor, staff from case_event join old on number = case_number, generate_series(1, :copies) n")
                .param("copies", COPIES).update();
        db.sql("""
                insert into letter (case_number, step, attempt, name, subject, body, email, message_id, status, written_at, sent_at, step_done)
                select case_number || '/' || n, step, attempt, name, subject, l.body, l.email, message_id || '/' || n, l.status, written_at, sent_at, step_done
                from letter l join old on number = case_number, generate_series(1, :copies) n""").param("copies", COPIES).update();
        for (String table : List.of("act_hi_procinst", "act_hi_actinst", "act_hi_taskinst", "act_hi_varinst", "act_hi_identitylink")) copy(table);
        db.sql("drop table old").update();
        db.sql("analyze").update();
    }

    /** Every id of the row gets the copy's number; keys and types stay. */
    private void copy(String table) {
        List<String> columns = db.sql("select column_name from information_schema.columns where table_name = :table order by ordinal_position").param("table", table).query(String.class).list();
        String values = columns.stream().map(column -> {
            if (column.equals("business_key_")) return column + " || '/' || n";
            return column.endsWith("_inst_id_") || Set.of("id_", "execution_id_", "act_inst_id_", "parent_act_inst_id_", "task_id_").contains(column) ? "md5(h." + column + " || '-' || n)" : "h." + column;
        }).collect(Collectors.joining(", "));
        db.sql("insert into %1$s (%2$s) select %3$s from %1$s h, generate_series(1, :copies) n where h.root_proc_inst_id_ in (select id_ from act_hi_procinst where business_key_ in (select number from old))"
                .formatted(table, String.join(", ", columns), values)).param("copies", COPIES).update();
    }

    private Browser signedIn(String email) {
        var browser = new Browser("http://localhost:" + port);
        browser.get("/sign-in");
        browser.post("/sign-in", "email", email);
        String mail = db.sql("select body from demo_mail where recipient = :email and body like '%/sign-in/link%' order by id desc limit 1").param("email", email).query(String.class).single();
        browser.get(mail.replaceAll("(?s).*?(/sign-in/link\\?token=\\S+).*", "$1"));
        browser.post("/sign-in/link");
        return browser;
    }

    /** The Wednesday of that week. */
    private static LocalDate workday(LocalDate day) {
        LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
        return monday.plusDays(2);
    }
}
