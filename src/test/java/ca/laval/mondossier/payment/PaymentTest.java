package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.CaseTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Payments on the whole application with a provider that does what the test says. */
@Import(FakeGateway.class)
public abstract class PaymentTest extends CaseTest {
    protected static final List<AmountLine> ONE_LINE = List.of(new AmountLine("payment.card.visa", "", 4_500, 0, 0));

    @Autowired
    protected Payments payments;
    @Autowired
    protected Checkouts checkouts;
    @Autowired
    protected Ledger ledger;
    @Autowired
    protected Inbox inbox;
    @Autowired
    protected Refunds refunds;
    @Autowired
    protected Disputes disputes;
    @Autowired
    protected Differences differences;
    @Autowired
    protected FakeGateway gateway;
    @Autowired
    protected Clock clock;

    @BeforeEach
    void quietProvider() {
        ClockUtil.reset();
        gateway.reset();
        endEveryCase();
    }

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    /** A case file of a resident of their own. */
    protected String newCase() {
        int year = LocalDate.now(BusinessCalendar.ZONE).getYear();
        long sequence = db.sql("select next_case_sequence('PAY', :year)").param("year", year).query(Long.class).single();
        String number = CaseNumber.numbered("PAY", year, sequence).value();
        db.sql("""
                with person as (insert into resident (email, created_at) values ('payer' || :sequence || '@example.org', :now) returning id)
                insert into case_file (number, service, resident_id, channel, language, answers, status, status_since, received_at)
                select :number, 'payment', id, 'PORTAL', 'fr', '{}', 'RECEIVED', :now, :now from person""")
                .param("number", number).param("sequence", sequence).param("now", Timestamp.from(clock.instant())).update();
        return number;
    }

    protected String email(String caseNumber) {
        return db.sql("select email from resident where id = (select resident_id from case_file where number = :number)").param("number", caseNumber).query(String.class).single();
    }

    /** An order whose case waits for its payment. */
    protected String order() {
        return order(newCase(), ONE_LINE);
    }

    protected String order(String caseNumber, List<AmountLine> lines) {
        String order = payments.open(caseNumber, "step" + System.nanoTime(), lines);
        runtime.startProcessInstanceByKey("payment", caseNumber, Map.of("paymentOrder", order));
        return order;
    }

    protected PaymentAttempt begin(String order) {
        assertThat(checkouts.begin(order, Language.FR).result()).isEqualTo(Checkout.Result.PAY);
        var attempts = ledger.attempts(order);
        return attempts.get(attempts.size() - 1);
    }

    /** Said by a notice. */
    protected Ledger.Effect said(Outcome outcome) {
        var notice = gateway.notice(outcome);
        inbox.keep("fake", notice);
        PaidInTests.drain(inbox);
        return effect(notice.id());
    }

    protected Ledger.Effect effect(String notice) {
        return db.sql("select effect from payment_notice where provider = 'fake' and id = :id and worked_at is not null").param("id", notice).query(String.class).optional().map(Ledger.Effect::valueOf).orElse(null);
    }

    protected Ledger.Effect becomes(PaymentAttempt attempt, State state) {
        return said(gateway.becomes(attempt.session(), state));
    }

    /** A paid order. */
    protected String paid(List<AmountLine> lines) {
        String order = order(newCase(), lines);
        assertThat(becomes(begin(order), State.CAPTURED)).isEqualTo(Ledger.Effect.PAID);
        runJobs();
        return order;
    }

    protected PaymentAttempt attempt(String order, int number) {
        return ledger.attempts(order).get(number - 1);
    }

    protected String state(String order) {
        return payments.find(order).orElseThrow().state();
    }

    protected void later(Duration duration) {
        ClockUtil.setCurrentTime(Date.from(clock.instant().plus(duration)));
    }

    /** Timers too, and of the processes of payments only: other services have timers that start by themselves. */
    @Override
    protected List<Job> due() {
        return management.createJobQuery().executable().withRetriesLeft().list().stream()
                .filter(job -> job.getProcessInstanceId() != null && job.getProcessDefinitionKey().startsWith("payment")).toList();
    }

    protected void act(String person, String caseNumber, Map<String, Object> answers) {
        var task = tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).singleResult();
        assertThat(task).as("a task of " + caseNumber).isNotNull();
        as(person, () -> {
            tasks.claim(task.getId(), person);
            tasks.complete(task.getId(), new HashMap<>(answers));
        });
        runJobs();
    }

    protected long tasks(String caseNumber) {
        return tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).count();
    }

    /** Every end that the case's processes of this kind came to. */
    protected List<String> ends(String process, String caseNumber) {
        return history.createHistoricActivityInstanceQuery().list().stream()
                .filter(step -> step.getProcessDefinitionKey().equals(process) && step.getActivityId().startsWith("endEvent_"))
                .filter(step -> history.createHistoricProcessInstanceQuery().processInstanceId(step.getProcessInstanceId()).processInstanceBusinessKey(caseNumber).count() > 0)
                .map(step -> step.getActivityId()).toList();
    }

    protected String caseOf(String order) {
        return order.substring(0, order.lastIndexOf('.'));
    }
}
