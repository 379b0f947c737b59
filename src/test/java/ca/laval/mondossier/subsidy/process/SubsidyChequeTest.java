package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.subsidy.Envelope;
import ca.laval.mondossier.subsidy.Payout;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.SubsidyCheques;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A cheque that nobody cashes: six months later accounts payable decides, and the money is paid once or is the envelope's again. */
class SubsidyChequeTest extends SubsidyTest {
    private static final String PROGRAM = "HYGIENE_DURABLE";
    private static final int CENTS = 4_250;

    @Autowired
    private SubsidyPayouts payouts;
    @Autowired
    private SubsidyCheques cheques;
    @Autowired
    private SubsidyBudget budget;

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/subsidy-cheque.csv", numLinesToSkip = 1)
    void everyChequeEndsWhereTheTableSays(String path, String steps, String end) throws Exception {
        String one = paid();
        for (String step : steps.split(" ")) {
            switch (step) {
                case "markCashed" -> assertThat(cheques.cashed(one, 1, "stephane")).isTrue();
                case "sixMonths" -> pass(Period.ofMonths(6));
                case "oneMonth" -> pass(Period.ofMonths(1));
                case "newReturned" -> settle("RETURNED;UNKNOWN_ADDRESS");
                case "difference" -> {
                    db.sql("insert into subsidy_adjustment values ('ADJ', :program, 2026, '2026-01-01', 0, now())").param("program", PROGRAM).update();
                    db.sql("insert into subsidy_difference (number, case_number, paid_cents, cents, state) values ('ADJ', :n, 1, :cents, 'PAID')").param("n", one).param("cents", CENTS).update();
                    db.sql("update subsidy_payout set process = 'subsidy-difference', adjustment = 'ADJ' where case_number = :n").param("n", one).update();
                }
                // Whoever has a cheque issued again does not approve the batch that it leaves with.
                default -> act(step.equals("reissue") ? "admin" : "stephane", one, Map.of("chequeDecision", step));
            }
        }
        assertThat(ended(one)).contains(end);
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(one).count()).as("no task is left over").isZero();
        assertThat(status(one)).isEqualTo(end.equals("endEvent_subsidyClosed") ? "CLOSED" : "PAID");
    }

    @Test
    void beforeSixMonthsNobodyIsBothered() throws Exception {
        String one = paid();
        pass(Period.ofMonths(6).minusDays(1));
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(one).count()).isZero();
        pass(Period.ofDays(2));
        var task = tasks.createTaskQuery().processInstanceBusinessKey(one).singleResult();
        assertThat(task.getTaskDefinitionKey()).isEqualTo("userTask_followUpCheque");
        assertThat(tasks.getVariable(task.getId(), "chequeAmount")).isIn("42.50", "42,50");
    }

    @Test
    void aLostChequeIsReplacedByOneNewChequeAndFollowedAgain() throws Exception {
        String one = paid();
        pass(Period.ofMonths(6));
        act("admin", one, Map.of("chequeDecision", "reissue"));
        assertThat(letters(one)).endsWith("paid", "chequeReissued");
        assertThat(cheques.cashed(one, 1, "stephane")).as("the old one is void").isFalse();
        cheques.reissue(one, 1);
        assertThat(payouts()).as("once, however often the step is repeated").isEqualTo(2);
        assertThat(envelope().paidCents()).as("paid already, so the envelope does not move").isEqualTo(CENTS);

        settle("SETTLED;");
        assertThat(status(one)).isEqualTo("PAID");
        assertThat(letters(one)).as("no second announcement of the subsidy").containsOnlyOnce("paid");
        pass(Period.ofMonths(6));
        act("stephane", one, Map.of("chequeDecision", "cashed"));
        assertThat(cheques.isCashed(one, 2)).isTrue();
        assertThat(envelope().paidCents()).isEqualTo(CENTS);
    }

    @Test
    void aCancelledChequeReturnsItsMoneyOnceAndWhoeverWaitsIsLetIn() throws Exception {
        envelope(PROGRAM, CENTS);
        String one = paid("name", "Odile Absente");
        String waits = apply("name", "Wilfrid Suivant");
        complete(waits);
        assertThat(status(waits)).isEqualTo("WAITING_LIST");
        pass(Period.ofMonths(6));
        act("stephane", one, Map.of("chequeDecision", "cancel"));
        approveIfDrawn(waits);

        assertThat(status(waits)).isEqualTo("APPROVED");
        assertThat(letters(one)).endsWith("chequeCancelled");
        assertThat(envelope().paidCents()).isZero();
        assertThat(envelope().reservedCents()).isEqualTo(CENTS);
        assertThat(cheques.giveUp(one, 1).letIn()).as("once").isEmpty();
        assertThat(envelope().leftCents()).isZero();
        assertThat(db.sql("select count(*) from subsidy_claim where case_number = :n").param("n", one).query(Integer.class).single()).as("and may apply again").isZero();
    }

    @Test
    void aMarkSetByMistakeIsTakenBackWhileSomebodyWillStillAsk() throws Exception {
        String one = paid();
        assertThat(cheques.cashed(one, 1, "stephane")).isTrue();
        assertThat(db.sql("select cashed_by from subsidy_payout").query(String.class).single()).isEqualTo("stephane");
        assertThat(cheques.notCashed(one, 1)).isTrue();
        assertThat(cheques.isCashed(one, 1)).isFalse();
        cheques.cashed(one, 1, "stephane");
        pass(Period.ofMonths(6));
        assertThat(cheques.notCashed(one, 1)).as("nobody would ask any more").isFalse();
    }

    @Test
    void whoeverHasAChequeIssuedAgainDoesNotApproveItsBatch() throws Exception {
        String one = paid();
        pass(Period.ofMonths(6));
        act("stephane", one, Map.of("chequeDecision", "reissue"));
        assertThatThrownBy(() -> settle("SETTLED;")).hasMessageContaining("you worked on one of its cases");
    }

    @Test
    void whatNoLongerFitsIsRefusedWithASentence() throws Exception {
        String one = paid();
        pass(Period.ofMonths(6));
        assertThat(cheques.cashed(one, 1, "stephane")).isTrue();
        assertThatThrownBy(() -> act("stephane", one, Map.of("chequeDecision", "cancel"))).hasMessageContaining("This cheque was cashed meanwhile");
        assertThatThrownBy(() -> act("stephane", one, Map.of("chequeDecision", "reissue"))).hasMessageContaining("This cheque was cashed meanwhile");
        assertThat(payouts()).isEqualTo(1);
        assertThatThrownBy(() -> cheques.giveUp(one, 1)).hasMessageContaining("was not stopped");
        assertThatThrownBy(() -> db.sql("update subsidy_payout set stopped_at = now()").update()).as("the table itself").hasMessageContaining("check");

        db.sql("update subsidy_payout set cashed_at = null").update();
        db.sql("insert into subsidy_payout (case_number, attempt, amount_cents, method, state, due_at) values (:n, 7, 1, 'CHEQUE', 'DUE', now())").param("n", one).update();
        assertThatThrownBy(() -> act("stephane", one, Map.of("chequeDecision", "reissue"))).hasMessageContaining("Another payment of this case is on its way");
    }

    /** By cheque, and told. */
    private String paid(Object... differing) throws Exception {
        String number = apply(differing);
        complete(number);
        settle("SETTLED;");
        assertThat(status(number)).isEqualTo("PAID");
        return number;
    }

    private void settle(String answer) throws Exception {
        String batch = payouts.nextNumber();
        runtime.startProcessInstanceByKey(PayoutProcess.KEY, batch);
        runJobs();
        act("stephane", batch, Map.of("batchDecision", "approve"));
        List<Payout> lines = payouts.lines(batch);
        var rows = new ArrayList<String>();
        lines.forEach(line -> rows.add("R;" + line.reference() + ";" + line.cents() + ";" + answer));
        payouts.answer(batch, "H;" + batch + "\n" + String.join("\n", rows) + "\nT;" + rows.size() + ";" + lines.stream().mapToLong(Payout::cents).sum() + "\n");
        act("stephane", batch, Map.of("everyLineAnswered", true));
    }

    /** Time passes, and the timers of the cheques with it. */
    private void pass(Period period) {
        ClockUtil.setCurrentTime(Date.from(ZonedDateTime.ofInstant(ClockUtil.getCurrentTime().toInstant(), BusinessCalendar.ZONE).plus(period).plusMinutes(5).toInstant()));
        management.createJobQuery().timers().executable().processDefinitionKey(ChequeProcess.KEY).list().forEach(timer -> management.executeJob(timer.getId()));
        runJobs();
    }

    private int payouts() {
        return db.sql("select count(*) from subsidy_payout").query(Integer.class).single();
    }

    private Envelope envelope() {
        return budget.envelope(PROGRAM, LocalDate.now().getYear()).orElseThrow();
    }

    private List<String> ended(String number) {
        return history.createHistoricProcessInstanceQuery().processDefinitionKey(ChequeProcess.KEY).processInstanceBusinessKey(number).list().stream().flatMap(instance ->
                history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).list().stream()).map(activity -> activity.getActivityId()).filter(id -> id.startsWith("endEvent_")).toList();
    }
}
