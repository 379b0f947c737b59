package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.subsidy.Adjustment;
import ca.laval.mondossier.subsidy.Adjustment.Difference;
import ca.laval.mondossier.subsidy.Envelope;
import ca.laval.mondossier.subsidy.Payout;
import ca.laval.mondossier.subsidy.SubsidyAdjustments;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.SubsidyCheques;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A cap raised retroactively: the paid cases it touches get the difference, once, and nothing is reopened. */
class SubsidyAdjustmentTest extends SubsidyTest {
    private static final String PROGRAM = "HYGIENE_DURABLE";

    @Autowired
    private SubsidyAdjustments adjustments;
    @Autowired
    private SubsidyPayouts payouts;
    @Autowired
    private SubsidyCheques cheques;
    @Autowired
    private SubsidyBudget budget;
    @Autowired
    private RepositoryService repository;

    private String raised;

    @AfterEach
    void asItWas() {
        ClockUtil.reset();
        if (raised != null) repository.deleteDeployment(raised, true);
    }

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/subsidy-adjustment.csv", numLinesToSkip = 1)
    void everyAdjustmentEndsWhereTheTableSays(String path, boolean raise, String steps, String end) throws Exception {
        var cases = List.of(paid(9_000), paid(5_600));
        if (raise) raiseTo(6_000);
        String number = begin(LocalDate.now().minusYears(1));
        for (String step : steps.split(" ")) {
            switch (step) {
                case "propose" -> { }
                case "payWithoutRoom" -> {
                    db.sql("update subsidy_envelope set total_cents = paid_cents + 1599").update();
                    assertThatThrownBy(() -> confirm(number, "pay")).hasMessageContaining("$15.99 is left");
                    db.sql("update subsidy_envelope set total_cents = paid_cents + 1600").update();
                }
                case "settle" -> settle(2);
                default -> confirm(number, step);
            }
        }
        assertThat(ends(number)).contains(end);
        assertThat(cases).allMatch(one -> status(one).equals("PAID"), "nothing is reopened");
        if (steps.endsWith("settle")) {
            assertThat(adjustments.differences(number)).extracting(Difference::cents, Difference::state).containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple(1_000L, "PAID"), org.assertj.core.groups.Tuple.tuple(600L, "PAID"));
            assertThat(envelope().paidCents()).isEqualTo(2 * 5_000 + 1_600);
        } else {
            assertThat(envelope().paidCents()).isEqualTo(2 * 5_000);
        }
        assertThat(envelope().reservedCents()).isZero();
    }

    @ParameterizedTest(name = "{0} -> {4}")
    @CsvFileSource(resources = "/paths/subsidy-difference.csv", numLinesToSkip = 1)
    void everyDifferenceEndsWhereTheTableSays(String path, String payment, String answers, String attempts, String end) throws Exception {
        String one = payment.equals("DEPOSIT") ? paid(9_000, "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", "7654321") : paid(9_000);
        raiseTo(6_000);
        confirm(begin(LocalDate.now().minusYears(1)), "pay");
        for (String answer : answers.split(" ")) settle(answer.equals("SETTLED") ? 1 : 0);

        assertThat(ends(one)).contains(end);
        assertThat(db.sql("select method from subsidy_payout where case_number = :n and process = 'subsidy-difference' order by attempt").param("n", one).query(String.class).list())
                .containsExactly(attempts.split(" "));
        assertThat(status(one)).isEqualTo("PAID");
        assertThat(letters(one)).endsWith("paid", "adjusted");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'adjusted'").param("n", one).query(String.class).single()).contains("10,00\u00a0$", "Produits d’hygiène durables");
    }

    @Test
    void onlyWhatTheRaiseTouchesIsListed() throws Exception {
        String touched = paid(9_000);
        paid(4_250);
        paid(9_000, "purchaseDate", LocalDate.now().minusDays(90).toString());
        String corrected = apply("preTaxCents", 9_000L);
        complete(corrected);
        if (variable(corrected, "route").equals("AUTO_APPROVE")) {
            caseFiles.askReview(new CaseNumber(corrected), null);
            runJobs();
            act("sylvie", corrected, Map.of("reviewDecision", "corrected", "grantAmount", "40,00", "decisionMessage", "Une ligne de la facture n’est pas couverte."));
        }
        settle(1);
        String stillOpen = apply("preTaxCents", 9_000L);
        complete(stillOpen);
        raiseTo(6_000);

        Adjustment adjustment = adjustments.adjustment(begin(LocalDate.now().minusDays(30))).orElseThrow();
        assertThat(adjustments.differences(adjustment.number())).extracting(Difference::caseNumber).contains(touched).doesNotContain(stillOpen).hasSize(2 - adjustment.setByPersons());
        assertThat(adjustment.totalCents()).isEqualTo(adjustment.cases() * 1_000L);
    }

    @Test
    void twoAdjustmentsOfOneRaisePayItOnceAndASecondRaisePaysWhatIsMore() throws Exception {
        String one = paid(9_000);
        raiseTo(6_000);
        String first = begin(LocalDate.now().minusYears(1));
        String second = begin(LocalDate.now().minusYears(1));
        confirm(first, "pay");
        confirm(second, "pay");
        assertThat(adjustments.differences(second)).extracting(Difference::state).containsExactly("DROPPED");
        assertThat(envelope().reservedCents()).isEqualTo(1_000);
        settle(1);
        assertThat(begun(one)).isEqualTo(1);
        assertThat(ends(begin(LocalDate.now().minusYears(1)))).contains("endEvent_nothingToPay");

        repository.deleteDeployment(raised, true);
        raiseTo(7_500);
        String third = begin(LocalDate.now().minusYears(1));
        assertThat(adjustments.differences(third)).extracting(Difference::paidCents, Difference::cents).containsExactly(org.assertj.core.groups.Tuple.tuple(6_000L, 1_500L));
    }

    @Test
    void whoeverConfirmedItDoesNotApproveThePayoutsAndTheDetailsAreKeptWhileMoneyIsOnItsWay() throws Exception {
        String one = paid(9_000, "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", "7654321");
        raiseTo(6_000);
        String number = begin(LocalDate.now().minusYears(1));
        // For this test accounts payable also own programmes.
        tasks.addCandidateGroup(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId(), "finance-ap");
        act("stephane", number, Map.of("adjustmentDecision", "pay"));
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(31))));
        payouts.eraseDetails();
        ClockUtil.reset();
        String batch = collect();
        assertThatThrownBy(() -> act("stephane", batch, Map.of("batchDecision", "approve"))).hasMessageContaining("you worked on one of its cases");
        payouts.approve(batch, 1, 1_000, "lise");
        payouts.send(batch);
        assertThat(new String(payouts.file(batch).orElseThrow(), StandardCharsets.UTF_8)).contains("D;" + one + ".2;DEPOSIT;815;30124;7654321;1000;");
    }

    @Test
    void afterTheDetailsAreErasedTheDifferenceLeavesByCheque() throws Exception {
        String one = paid(9_000, "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", "7654321");
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(31))));
        payouts.eraseDetails();
        ClockUtil.reset();
        raiseTo(6_000);
        confirm(begin(LocalDate.now().minusYears(1)), "pay");
        String batch = collect();
        assertThat(payouts.lines(batch)).extracting(Payout::caseNumber, Payout::method).containsExactly(org.assertj.core.groups.Tuple.tuple(one, "CHEQUE"));
    }

    @Test
    void aDifferenceWhoseChequeNobodyCashesIsTheEnvelopesAgainAndTheCaseStaysPaid() throws Exception {
        String one = paid(9_000);
        raiseTo(6_000);
        String number = begin(LocalDate.now().minusYears(1));
        confirm(number, "pay");
        settle(1);
        assertThat(cheques.cashed(one, 1, "stephane")).as("the subsidy's own cheque").isTrue();
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(200))));
        management.createJobQuery().timers().executable().processDefinitionKey(ChequeProcess.KEY).list().forEach(timer -> management.executeJob(timer.getId()));
        runJobs();
        act("stephane", one, Map.of("chequeDecision", "cancel"));

        assertThat(ends(one)).contains("endEvent_chequeCashed", "endEvent_differenceCancelled");
        assertThat(envelope().paidCents()).isEqualTo(5_000);
        assertThat(adjustments.differences(number)).extracting(Difference::state).containsExactly("DROPPED");
        assertThat(status(one)).isEqualTo("PAID");
    }

    @Test
    void aChequeWithADifferenceOnTopIsIssuedAgainAndMeanwhileTheCaseIsPaidNothingElse() throws Exception {
        String one = paid(9_000);
        raiseTo(6_000);
        String number = begin(LocalDate.now().minusYears(1));
        confirm(number, "pay");
        settle(1);
        assertThat(cheques.cashed(one, 2, "stephane")).as("the difference's cheque").isTrue();
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(200))));
        management.createJobQuery().timers().executable().processDefinitionKey(ChequeProcess.KEY).list().forEach(timer -> management.executeJob(timer.getId()));
        runJobs();
        assertThatThrownBy(() -> act("stephane", one, Map.of("chequeDecision", "cancel"))).hasMessageContaining("A difference was paid on top of this subsidy");
        act("stephane", one, Map.of("chequeDecision", "reissue"));

        assertThat(adjustments.paidCases(PROGRAM)).as("not while its new cheque is on its way").isEmpty();
        assertThatThrownBy(() -> payouts.request(one, DifferenceProcess.KEY, number, 1_000, "CHEQUE")).as("nothing is lost in silence").hasMessageContaining("on its way");
        assertThat(envelope().paidCents()).isEqualTo(6_000);
    }

    /** Of a price above the cap of $50. */
    private String paid(long preTaxCents, Object... differing) throws Exception {
        var answers = new ArrayList<Object>(List.of("preTaxCents", preTaxCents));
        answers.addAll(List.of(differing));
        String number = apply(answers.toArray());
        complete(number);
        settle(1);
        assertThat(status(number)).isEqualTo("PAID");
        return number;
    }

    /** As an owner does it: the programme's row, and nothing else. */
    private void raiseTo(long cents) throws IOException {
        String table = Files.readString(Path.of("processes/subsidy-application/subsidy-program.dmn"));
        String higher = table.replaceFirst("(?s)(rule_hygieneProgram_out2\">\\s*<text>)5000", "$1" + cents);
        assertThat(higher).isNotEqualTo(table);
        raised = repository.createDeployment().addString("processes/subsidy-application/subsidy-program.dmn", higher).deploy().getId();
    }

    private String begin(LocalDate from) {
        String number = adjustments.nextNumber();
        runtime.startProcessInstanceByKey(AdjustmentProcess.KEY, number, Map.of("caseNumber", number));
        act("francois", number, Map.of("program", PROGRAM, "purchasedFrom", from.toString(), "envelopeYear", LocalDate.now().getYear(), "adjustmentReason", "CM-20261124-3"));
        return number;
    }

    private void confirm(String number, String decision) {
        act("francois", number, Map.of("adjustmentDecision", decision));
    }

    private String collect() {
        String batch = payouts.nextNumber();
        runtime.startProcessInstanceByKey("subsidy-payout", batch);
        runJobs();
        return batch;
    }

    /** The week's payouts: so many settled, the others returned. */
    private void settle(int settled) throws Exception {
        String batch = collect();
        act("stephane", batch, Map.of("batchDecision", "approve"));
        var lines = payouts.lines(batch);
        var rows = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) rows.add("R;" + lines.get(i).reference() + ";" + lines.get(i).cents() + ";" + (i < settled ? "SETTLED;" : "RETURNED;ACCOUNT_CLOSED"));
        payouts.answer(batch, "H;" + batch + "\n" + String.join("\n", rows) + "\nT;" + rows.size() + ";" + lines.stream().mapToLong(Payout::cents).sum() + "\n");
        act("stephane", batch, Map.of("everyLineAnswered", true));
    }

    private Envelope envelope() {
        return budget.envelope(PROGRAM, LocalDate.now().getYear()).orElseThrow();
    }

    private long begun(String number) {
        return history.createHistoricProcessInstanceQuery().processDefinitionKey(DifferenceProcess.KEY).processInstanceBusinessKey(number).count();
    }
}
