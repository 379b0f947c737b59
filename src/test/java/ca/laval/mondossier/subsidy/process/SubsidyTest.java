package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.CaseTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.SealedAnswers;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.FormCheck;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Subsidy cases on the whole application: real tables, real models, real database; staff act through the engine as themselves. */
abstract class SubsidyTest extends CaseTest {
    private static final AtomicInteger INVOICE = new AtomicInteger(70_000);

    @Autowired
    protected CaseFiles caseFiles;
    @Autowired
    private Catalogue catalogue;
    @Autowired
    private FormCheck check;
    @Autowired
    private SealedAnswers sealed;

    /** Each test begins with full envelopes and nobody's rights taken. */
    @BeforeEach
    void emptyDesks() {
        endEveryCase();
        for (String table : List.of("subsidy_difference", "subsidy_payout", "subsidy_payout_batch", "subsidy_adjustment", "subsidy_reservation", "subsidy_envelope_change", "subsidy_envelope", "subsidy_claim", "subsidy_fingerprint")) {
            db.sql("delete from " + table).update();
        }
    }

    /** Hygiene products for $42.50, a person and an invoice of their own; answers that differ come as name, value, name, value… A null value takes one away. */
    protected String apply(Object... differing) {
        int invoice = INVOICE.incrementAndGet();
        Map<String, Object> answers = new HashMap<>(Map.of("program", "HYGIENE_DURABLE", "purchaseDate", LocalDate.now().minusDays(20).toString(), "preTaxCents", 4_250L,
                "quantity", 1, "vendorType", "STORE", "currency", "CAD", "vendorName", "Quincaillerie Sainte-Rose", "invoiceNumber", String.valueOf(invoice)));
        answers.putAll(Map.of("name", "Personne " + invoice, "address", "1333, boul. Chomedey", "city", "Laval", "postalCode", "H7V 3Z4", "phone", "450 555-0100",
                "applicantSituation", "OWNER", "paymentMethod", "CHEQUE"));
        for (int i = 0; i < differing.length; i += 2) answers.put((String) differing[i], differing[i + 1]);
        answers.values().removeIf(Objects::isNull);
        var service = catalogue.service("subsidy-application");
        var checked = check.answers(service.startForm(), answers);
        assertThat(checked.problems()).isEmpty();
        var kept = sealed.seal(service.startForm(), checked.answers());
        String number = caseFiles.receive(new CaseFiles.Application(service.id(), "SUB", 30, null, "karine", "COUNTER", "fr", null,
                (String) kept.get("name"), (String) kept.get("address"), kept, service.startForm().processVariables(checked.answers())));
        runJobs();
        return number;
    }

    protected Map<String, Object> seal(Map<String, Object> answers) {
        return sealed.seal(catalogue.service("subsidy-application").startForm(), answers);
    }

    /** Complete, with a printed invoice: it is approved automatically, or by a person when the sample drew it. */
    protected void complete(String number) {
        act("amelie", number, Map.of("completeness", "complete", "doubtfulInvoice", false));
        approveIfDrawn(number);
    }

    /** One application in twenty is drawn for a person, who approves it. */
    protected void approveIfDrawn(String number) {
        if (waitsAt(number, "userTask_assessApplication") && "".equals(variable(number, "eligibilityReasons")) && (int) variable(number, "sampleNumber") < 5) {
            act("mathieu", number, Map.of("assessment", "approve"));
        }
    }

    /** The office's person claims the case's one task and ends it. */
    protected void act(String person, String number, Map<String, Object> answers) {
        act(person, number, answers, this::runJobs);
    }

    protected void act(String person, String number, Map<String, Object> answers, Runnable afterwards) {
        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        assertThat(task).as("a task of " + number).isNotNull();
        as(person, () -> {
            tasks.claim(task.getId(), person);
            tasks.complete(task.getId(), new HashMap<>(answers));
        });
        afterwards.run();
    }

    protected boolean waitsAt(String number, String activity) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).activityIdIn(activity).count() > 0;
    }

    protected Object variable(String number, String name) {
        return runtime.getVariable(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId(), name);
    }

    /** What the envelope of this year holds before the first application is complete. */
    protected void envelope(String program, long cents) {
        db.sql("insert into subsidy_envelope (program, year, total_cents) values (:program, :year, :cents)").param("program", program)
                .param("year", LocalDate.now(BusinessCalendar.ZONE).getYear()).param("cents", cents).update();
    }
}
