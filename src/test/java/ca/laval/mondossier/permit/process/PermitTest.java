package ca.laval.mondossier.permit.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.CaseTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseRemark;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.CheckedForm;
import ca.laval.mondossier.catalogue.FormCheck;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.Sittings;
import ca.laval.mondossier.payment.PaidInTests;
import ca.laval.mondossier.permit.PermitCases;
import ca.laval.mondossier.permit.Permits;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Permits on the whole application, in the spring of 2026: real tables, real models, real database; staff act through the engine as themselves. */
abstract class PermitTest extends CaseTest {
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final AtomicInteger RESOLUTION = new AtomicInteger(100);
    /** A Monday on which the offices are open. */
    protected static final LocalDate TODAY = LocalDate.of(2026, 4, 13);

    @Autowired
    protected CaseFiles caseFiles;
    @Autowired
    protected PermitCases cases;
    @Autowired
    protected Permits permits;
    @Autowired
    protected PaidInTests payments;
    @Autowired
    protected Sittings sittings;
    @Autowired
    private List<CaseRemark> remarks;
    @Autowired
    private Words words;
    @Autowired
    private Catalogue catalogue;
    @Autowired
    private FormCheck check;

    @BeforeEach
    void emptyDesks() {
        endEveryCase();
        for (String table : List.of("council_resolution", "council_notice", "council_item", "council_sitting", "payment_refund_line", "payment_refund", "payment_dispute", "payment_difference", "payment_step", "payment_link", "payment_attempt", "payment_line",
                "payment_order", "payment_notice", "sandbox_notice", "sandbox_dispute", "sandbox_refund", "sandbox_session", "permit", "permit_opinion", "permit_case")) {
            db.sql("delete from " + table).update();
        }
        at(TODAY);
    }

    @AfterEach
    void wakeUp() {
        ClockUtil.reset();
    }

    /** Ten in the morning. */
    protected void at(LocalDate day) {
        ClockUtil.setCurrentTime(Date.from(day.atTime(10, 0).atZone(BusinessCalendar.ZONE).toInstant()));
    }

    protected LocalDate today() {
        return LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), BusinessCalendar.ZONE);
    }

    protected void plan(Body body, LocalDate... days) {
        for (LocalDate day : days) sittings.add(body, new Sittings.Plan(day, LocalTime.of(19, 0), "Hôtel de ville", null), "isabelle");
    }

    /** Committee, council and executive committee meet every few weeks. */
    protected void usualCalendar() {
        plan(Body.CCU, LocalDate.of(2026, 5, 6), LocalDate.of(2026, 6, 3), LocalDate.of(2026, 7, 8));
        plan(Body.COUNCIL, LocalDate.of(2026, 6, 2), LocalDate.of(2026, 7, 7), LocalDate.of(2026, 8, 4));
        plan(Body.EXECUTIVE, LocalDate.of(2026, 5, 20), LocalDate.of(2026, 6, 17));
    }

    /** A fence at 12, rue Grenon, by its owner; answers that differ come as name, value, name, value… A null value takes one away. */
    protected String apply(Object... differing) {
        CheckedForm checked = answers(differing);
        assertThat(checked.problems()).isEmpty();
        var service = catalogue.service("permit-application");
        var days = catalogue.standardDays(service, checked.answers());
        int person = PEOPLE.incrementAndGet();
        String number = caseFiles.receive(new CaseFiles.Application(service.id(), "PER", days.isPresent() ? days.getAsInt() : null, null, "karine", "COUNTER", "fr", "permis" + person + "@exemple.ca",
                (String) checked.answers().get("name"), (String) checked.answers().get("address"), checked.answers(), service.startForm().processVariables(checked.answers())));
        runJobs();
        return number;
    }

    protected CheckedForm answers(Object... differing) {
        Map<String, Object> answers = new HashMap<>(Map.of("type", "CLOTURE", "heightCm", 150, "description", "Une clôture de cèdre de 12 m.", "propertyPlace", "12, rue Grenon",
                "worksStartOn", "2026-09-01", "builtBy", "OWNER", "exemption", "SMALL_WORKS", "applicantCapacity", "OWNER"));
        answers.putAll(Map.of("name", "Personne " + PEOPLE.incrementAndGet(), "address", "12, rue Grenon", "city", "Laval", "postalCode", "H7N 2G5", "phone", "450 555-0100"));
        for (int i = 0; i < differing.length; i += 2) answers.put((String) differing[i], differing[i + 1]);
        answers.values().removeIf(Objects::isNull);
        return check.answers(catalogue.service("permit-application").startForm(), answers);
    }

    /** The office's person claims this task of the case and ends it. */
    protected void task(String person, String number, String step, Map<String, Object> answers) {
        Task task = open(number, step);
        as(person, () -> {
            tasks.claim(task.getId(), person);
            tasks.complete(task.getId(), new HashMap<>(answers));
        });
        runJobs();
    }

    protected Task open(String number, String step) {
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(step).singleResult();
        assertThat(task).as("%s of %s; open are %s", step, number, waiting(number)).isNotNull();
        return task;
    }

    protected List<String> waiting(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).list().stream().map(Task::getTaskDefinitionKey).toList();
    }

    /** One day after the other, with everything that falls due on the way. */
    protected void until(LocalDate day) {
        at(day);
        runJobs();
        for (List<Job> due = management.createJobQuery().timers().duedateLowerThan(ClockUtil.getCurrentTime()).withRetriesLeft().active().list(); !due.isEmpty();
                due = management.createJobQuery().timers().duedateLowerThan(ClockUtil.getCurrentTime()).withRetriesLeft().active().list()) {
            due = due.stream().filter(job -> job.getProcessInstanceId() != null).sorted(java.util.Comparator.comparing(Job::getDuedate)).toList();
            if (due.isEmpty()) return;
            management.executeJob(due.get(0).getId());
            runJobs();
        }
    }

    protected void pay(String number) {
        payments.pay(number);
        runJobs();
    }

    protected static Map<String, Object> zoning(String... differing) {
        Map<String, Object> facts = new HashMap<>(Map.of("useAllowed", "yes", "densityAllowed", "yes", "conditionalUse", "no", "constraintArea", "no", "normMet", "yes", "piiaArea", "no"));
        for (int i = 0; i < differing.length; i += 2) facts.put(differing[i], differing[i + 1]);
        return facts;
    }

    protected String number(String prefix, LocalDate day) {
        return prefix + "-" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + RESOLUTION.incrementAndGet();
    }

    protected void complete(String number) {
        task("julie", number, "userTask_checkCompleteness", Map.of("completeness", "complete"));
    }

    protected void analyse(String number, String... differing) {
        task("marc", number, "userTask_analyseZoning", zoning(differing));
    }

    protected void recommend(String number, LocalDate day, String outcome) {
        until(day);
        task("chantal", number, "userTask_recordRecommendation", Map.of("recommendation", outcome, "recommendationNumber", number("CCU", day)));
    }

    protected void publish(String number, LocalDate day) {
        task("isabelle", number, "userTask_publishNotice", Map.of("noticeOutcome", "published", "publishedOn", day.toString(), "noticePlace", "BOTH"));
    }

    protected void resolve(String number, String prefix, LocalDate day, String outcome) {
        until(day);
        task("isabelle", number, "userTask_recordResolution", Map.of("resolutionOutcome", outcome, "resolutionNumber", number(prefix, day)));
    }

    protected void grant(String number) {
        task("marc", number, "userTask_concludeApplication", Map.of("conclusion", "grant"));
    }

    protected void refuse(String number, String reason) {
        task("marc", number, "userTask_concludeApplication", Map.of("conclusion", "refuse", "refusalReasons", List.of(reason)));
        task("denis", number, "userTask_approveRefusal", Map.of("refusalReview", "approve"));
    }

    /** A free fence up to its permit. */
    protected String fenceWithPermit() {
        String number = apply();
        complete(number);
        analyse(number);
        grant(number);
        return number;
    }

    protected String letter(String number, String name) {
        return db.sql("select subject || E'\\n' || body from letter where case_number = :number and name = :name order by id desc limit 1").param("number", number).param("name", name).query(String.class).single();
    }

    /** What the case's page says to the staff beside its status. */
    protected List<String> staffRemarks(String number) {
        var file = caseFiles.find(new CaseNumber(number)).orElseThrow();
        return remarks.stream().flatMap(remark -> remark.forStaff(file).stream())
                .map(remark -> words.of("permit-application", Language.FR).get(remark.word(), remark.arguments()).replace('\u00a0', ' ')).toList();
    }

    protected void withdraw(String number) {
        caseFiles.withdraw(new CaseNumber(number), null);
        runJobs();
    }

    protected boolean isOver(String number) {
        return isOver(PermitProcess.KEY, number);
    }
}
