package ca.laval.mondossier.certificate.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.CaseTest;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.FormCheck;
import ca.laval.mondossier.certificate.CertificateInvariant;
import ca.laval.mondossier.certificate.CertificateLine;
import ca.laval.mondossier.certificate.CertificateLines;
import ca.laval.mondossier.payment.PaidInTests;
import ca.laval.mondossier.property.PropertyRoll;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders of certificates on the whole application: real tables, real models, real database; staff act through the engine as themselves. */
public abstract class CertificateTest extends CaseTest {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Autowired
    protected CaseFiles caseFiles;
    @Autowired
    protected CertificateLines lines;
    @Autowired
    protected PaidInTests payments;
    @Autowired
    protected CertificateInvariant invariant;
    @Autowired
    protected PropertyRoll roll;
    @Autowired
    private Catalogue catalogue;
    @Autowired
    private FormCheck check;

    /** Each test begins with empty desks. */
    @BeforeEach
    protected void emptyDesks() {
        ClockUtil.reset();
        endEveryCase();
        for (String table : List.of("payment_refund_line", "payment_refund", "payment_dispute", "payment_difference", "payment_step", "payment_link", "payment_attempt", "payment_line",
                "payment_order", "payment_notice", "sandbox_notice", "sandbox_dispute", "sandbox_refund", "sandbox_session", "certificate_line", "official_document")) {
            db.sql("delete from " + table).update();
        }
    }

    @AfterEach
    void wakeUp() {
        ClockUtil.reset();
    }

    /** Certificates of these types for these properties, by a person of their own. */
    protected String order(List<String> types, List<String> properties) {
        return order(types, properties, Map.of());
    }

    protected String order(List<String> types, List<String> properties, Map<String, Object> differing) {
        return orderBy("personne" + PEOPLE.incrementAndGet() + "@exemple.ca", types, properties, differing);
    }

    protected String orderBy(String email, List<String> types, List<String> properties, Map<String, Object> differing) {
        Map<String, Object> answers = new HashMap<>(Map.of("certificates", types, "properties", String.join("\n", properties), "purpose", "SALE", "capacity", "OWNER",
                "name", "Personne " + PEOPLE.incrementAndGet(), "address", "1, rue du Test", "city", "Laval", "country", "Canada", "phone", "450 555-0100", "termsRead", true));
        answers.putAll(differing);
        var service = catalogue.service("certificate-request");
        var checked = check.answers(service.startForm(), answers);
        assertThat(checked.problems()).isEmpty();
        long resident = db.sql("insert into resident (email, created_at) values (:email, :now) on conflict (email) do update set email = excluded.email returning id")
                .param("email", email).param("now", Timestamp.from(Instant.now())).query(Long.class).single();
        return caseFiles.receive(new CaseFiles.Application(service.id(), "CER", 15, resident, null, "PORTAL", "fr", email,
                (String) checked.answers().get("name"), (String) checked.answers().get("address"), checked.answers(), service.startForm().processVariables(checked.answers())));
    }

    protected void pay(String number) {
        payments.pay(number);
        runJobs();
    }

    /** A step of a path table. */
    protected void act(String number, String step) {
        switch (step) {
            case "pay" -> pay(number);
            case "withdraw" -> caseFiles.withdraw(new CaseNumber(number), null);
            case "reminder" -> fire("event_tenDaysWithoutPayment");
            case "lapse" -> fire("event_thirtyDaysWithoutPayment");
            case "late" -> fire("startEvent_standardPassedTwice");
            case "prepare" -> {
                open(number).forEach(line -> prepare(number, line.line()));
                task("patrick", number, "userTask_prepareCertificates", Map.of("everyLineFinished", true));
            }
            case "notFound" -> closeAll(number, "PROPERTY_NOT_FOUND");
            case "refuse" -> closeAll(number, "REFUSED_FOR_LEGAL_REASON");
            case "wrongProperty" -> closeAll(number, "WRONG_PROPERTY_BEFORE_PRODUCTION");
            case "sign" -> task("josee", number, "userTask_signCertificates", Map.of("signDecision", "sign"));
            case "sendBack" -> task("josee", number, "userTask_signCertificates", Map.of("signDecision", "sendBack", "signatureNote", "Le lot manque."));
            case "goOn", "giveBack" -> task("josee", number, "userTask_decideLate", Map.of("lateDecision", step, "lateMessage", "Nous avons pris du retard."));
            case "approveRefund" -> task("martine", number, "userTask_approveRefund", Map.of("refundDecision", "approve"));
            case "refundConfirmed" -> payments.confirmRefunds();
            default -> throw new IllegalArgumentException(step);
        }
        runJobs();
    }

    protected void prepare(String number, int line) {
        CertificateLine one = lines.find(number, line).orElseThrow();
        if (one.matricule() == null) lines.choose(number, line, roll.suggest("1").get(0), "patrick");
        lines.prepare(number, line, "Conforme.", one.needsVisit() ? LocalDate.now() : null, "patrick");
    }

    private void closeAll(String number, String situation) {
        open(number).forEach(line -> lines.close(number, line.line(), situation, "Motif de l’essai.", "patrick"));
        task("patrick", number, "userTask_prepareCertificates", Map.of("everyLineFinished", true));
    }

    protected List<CertificateLine> open(String number) {
        return lines.of(number).stream().filter(CertificateLine::isOpen).toList();
    }

    /** The office's person claims this task of the case and ends it. */
    protected void task(String person, String number, String step, Map<String, Object> answers) {
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(step).singleResult();
        assertThat(task).as("%s of %s", step, number).isNotNull();
        as(person, () -> {
            tasks.claim(task.getId(), person);
            tasks.complete(task.getId(), new HashMap<>(answers));
        });
    }

    protected void fire(String activity) {
        management.executeJob(management.createJobQuery().activityId(activity).timers().singleResult().getId());
    }

    protected String letter(String number, String name) {
        return db.sql("select body from letter where case_number = :number and name = :name order by id desc limit 1").param("number", number).param("name", name).query(String.class).single();
    }

    protected List<String> statuses(String number) {
        return db.sql("select substring(code from 8) from case_event where case_number = :number and code like 'STATUS.%' order by id").param("number", number).query(String.class).list();
    }

    protected List<String> states(String number) {
        return lines.of(number).stream().map(CertificateLine::state).toList();
    }

    protected boolean isOver(String number) {
        return isOver(CertificateProcess.KEY, number);
    }
}
