package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.AnswerRetention;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.subsidy.Payout;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.SubsidyFacts;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The edge cases of domain.md, section 1, on the whole application: late filings, the end of a year, and what happens to people meanwhile. */
class SubsidyEdgeCasesTest extends SubsidyTest {
    private static final String PROGRAM = "HYGIENE_DURABLE";

    @Autowired
    private SubsidyBudget budget;
    @Autowired
    private SubsidyPayouts payouts;
    @Autowired
    private SubsidyFacts facts;
    @Autowired
    private AnswerRetention retention;

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @Test
    void p10APurchaseOfDecember31FiledOnJanuary30IsPaidFromTheOldYear() {
        on("2027-01-30T15:00:00Z");
        String late = apply("purchaseDate", "2026-12-31");
        complete(late);
        assertThat(status(late)).isEqualTo("APPROVED");
        assertThat(variable(late, "envelopeYear")).isEqualTo(2026);
        String thisYears = apply("purchaseDate", "2027-01-04");
        complete(thisYears);
        assertThat(variable(thisYears, "envelopeYear")).isEqualTo(2027);

        on("2027-02-01T15:00:00Z");
        String tooLate = apply("purchaseDate", "2026-12-31");
        complete(tooLate);
        assertThat(variable(tooLate, "envelopeYear")).as("the window is over: what was left of 2026 has lapsed").isEqualTo(2027);
        assertThat(budget.envelope(PROGRAM, 2026).orElseThrow().reservedCents()).isEqualTo(4_250);
        assertThat(budget.envelope(PROGRAM, 2027).orElseThrow().reservedCents()).isEqualTo(2 * 4_250);
    }

    @Test
    void theWaitingListLapsesWithTheYearAndWhatWasSetAsideStays() {
        on("2026-12-10T15:00:00Z");
        db.sql("insert into subsidy_envelope (program, year, total_cents) values (:p, 2026, 4250)").param("p", PROGRAM).update();
        String paidNextYear = apply("purchaseDate", "2026-12-01");
        String waits = apply("purchaseDate", "2026-12-01");
        complete(paidNextYear);
        complete(waits);
        assertThat(status(waits)).isEqualTo("WAITING_LIST");
        var end = management.createJobQuery().timers().processInstanceId(runtime.createProcessInstanceQuery().processInstanceBusinessKey(waits).singleResult().getId()).singleResult();
        assertThat(end.getDuedate().toInstant().atZone(BusinessCalendar.ZONE).toString()).startsWith("2026-12-31T23:59:59");

        on("2027-01-01T05:00:00Z");
        management.executeJob(end.getId());
        runJobs();
        assertThat(status(waits)).isEqualTo("REFUSED");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'refused'").param("n", waits).query(String.class).single()).contains("épuisé");
        assertThat(status(paidNextYear)).as("owed, in whichever year it leaves").isEqualTo("APPROVED");
        assertThat(budget.envelope(PROGRAM, 2026).orElseThrow()).satisfies(envelope -> {
            assertThat(envelope.reservedCents()).isEqualTo(4_250);
            assertThat(envelope.waitingCents()).isZero();
        });
    }

    @Test
    void aSuspensionDoesNotTakeFromWhoeverHasTheirMoneySetAsideAndLetsNobodyElseIn() throws Exception {
        envelope(PROGRAM, 8_500);
        String granted = apply();
        complete(granted);
        String assessed = apply();
        act("amelie", assessed, Map.of("completeness", "complete", "doubtfulInvoice", true));
        String waits = apply();
        complete(waits);
        change("SUSPEND", null);

        act("mathieu", assessed, Map.of("assessment", "approve"));
        payAll();
        assertThat(status(granted)).isEqualTo("PAID");
        assertThat(status(assessed)).isEqualTo("PAID");
        change("TOP_UP", "100,00");
        assertThat(status(waits)).as("money alone opens nothing").isEqualTo("WAITING_LIST");
        assertThat(budget.position(waits)).contains(1);

        change("RESUME", null);
        approveIfDrawn(waits);
        assertThat(status(waits)).isEqualTo("APPROVED");
    }

    @Test
    void whoMovedOutOfLavalAfterThePurchaseIsNoLongerAResident() {
        String moved = apply("name", "Denis Déménagé", "address", "12, rue de l’Église", "city", "Rosemère", "postalCode", "J7A 1B2");
        complete(moved);
        assertThat(variable(moved, "eligibilityReasons")).isEqualTo("NOT_RESIDENT");
        assertThat(waitsAt(moved, "userTask_assessApplication")).as("a person decides").isTrue();
    }

    @Test
    void aPurchaseRefundedAfterTheGrantIsRefusedOnReviewBeforeTheMoneyLeavesAndTheMoneyIsFree() {
        String refunded = apply("name", "Rita Remboursée", "invoiceNumber", "REFUND-1");
        complete(refunded);
        caseFiles.askReview(new CaseNumber(refunded), null);
        runJobs();
        act("sylvie", refunded, Map.of("reviewDecision", "refused", "refusalReason", List.of("PRODUCT_NOT_ELIGIBLE"), "decisionMessage", "Le commerçant vous a remboursé."));
        assertThat(status(refunded)).isEqualTo("REFUSED");
        assertThat(letters(refunded)).endsWith("approved", "refused");
        assertThat(budget.envelope(PROGRAM, LocalDate.now().getYear()).orElseThrow().reservedCents()).isZero();
        assertThat(db.sql("select state from subsidy_payout where case_number = :n").param("n", refunded).query(String.class).list()).containsExactly("WITHDRAWN");
        assertThat(db.sql("select count(*) from subsidy_claim where case_number = :n").param("n", refunded).query(Integer.class).single()).as("and may apply again").isZero();
    }

    @Test
    void anApplicantWhoDiedIsPaidByChequeToTheEstate() throws Exception {
        String died = apply("name", "Succession Défunte", "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", "7654321");
        complete(died);
        answer("RETURNED;ACCOUNT_CLOSED");
        assertThat(status(died)).isEqualTo("DETAILS_NEEDED");
        management.executeJob(management.createJobQuery().timers().processInstanceId(runtime.createProcessInstanceQuery().processInstanceBusinessKey(died).singleResult().getId()).singleResult().getId());
        runJobs();
        assertThat(db.sql("select method from subsidy_payout where case_number = :n order by attempt").param("n", died).query(String.class).list()).containsExactly("DEPOSIT", "CHEQUE");
        payAll();
        assertThat(status(died)).isEqualTo("PAID");
    }

    @Test
    void aChildsBirthDateIsErasedThirtyDaysAfterTheEndAndAnotherClaimForTheChildIsStillADuplicate() throws Exception {
        Object[] child = {"program", "COUCHES_LAVABLES", "quantity", 24, "preTaxCents", 18_999L, "childName", "Léo Oublié", "childBirthDate", LocalDate.now().minusMonths(4).toString()};
        String mother = apply(child);
        complete(mother);
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(40))));
        retention.erase();
        assertThat(answers(mother)).as("granted, and until it is paid a person may review it").containsKey("childBirthDate");
        payAll();
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(40 + 29))));
        retention.erase();
        assertThat(answers(mother)).as("not before thirty days").containsKey("childBirthDate");
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(40 + 31))));
        retention.erase();
        assertThat(answers(mother)).doesNotContainKey("childBirthDate").containsKeys("childName", "vendorName");
        assertThat(history.createHistoricVariableInstanceQuery().processInstanceId(history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(mother)
                .processDefinitionKey(SubsidyProcess.KEY).singleResult().getId()).variableName("childAgeMonths").singleResult().getValue()).as("the fact that decided").isEqualTo(4);

        String father = apply(child);
        complete(father);
        assertThat(variable(father, "duplicate")).isEqualTo(true);
    }

    @Test
    void aChildBornOnALeapDayTurnsTwoOnTheLastDayOfFebruary() {
        String child = apply("program", "COUCHES_LAVABLES", "quantity", 20, "preTaxCents", 18_999L, "childName", "Zoé", "childBirthDate", "2024-02-29");
        assertThat(facts.of(child, LocalDate.of(2026, 2, 28)).childAgeMonths()).isEqualTo(24);
        assertThat(facts.of(child, LocalDate.of(2026, 3, 1)).childAgeMonths()).isEqualTo(25);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/subsidy-visit.csv", numLinesToSkip = 1)
    void anApplicationDrawnForTheSampleIsVisitedAfterItWasPaid(String path, String result, String end) throws Exception {
        String drawn = apply();
        act("amelie", drawn, Map.of("completeness", "complete", "doubtfulInvoice", false));
        // One in twenty is drawn; for this test this one is.
        if (waitsAt(drawn, "userTask_assessApplication")) act("mathieu", drawn, Map.of("assessment", "approve"));
        runtime.setVariable(runtime.createProcessInstanceQuery().processInstanceBusinessKey(drawn).singleResult().getId(), "route", "SAMPLE");
        payAll();
        assertThat(status(drawn)).isEqualTo("PAID");

        var visit = tasks.createTaskQuery().processInstanceBusinessKey(drawn).singleResult();
        assertThat(visit.getDueDate()).isAfter(Date.from(Instant.now().plus(Duration.ofDays(360))));
        act("luc", drawn, new HashMap<>(Map.of("visitResult", result, "visitNote", "Vu sur place.")));
        if (result.equals("notInOrder")) act("sylvie", drawn, Map.of("followUp", "nothing"));
        assertThat(history.createHistoricProcessInstanceQuery().processDefinitionKey(VisitProcess.KEY).processInstanceBusinessKey(drawn).finished().list())
                .singleElement().satisfies(ended -> assertThat(history.createHistoricActivityInstanceQuery().processInstanceId(ended.getId()).activityId(end).count()).isEqualTo(1));
        assertThat(status(drawn)).isEqualTo("PAID");
    }

    private Map<String, Object> answers(String number) {
        return caseFiles.find(new CaseNumber(number)).orElseThrow().answers();
    }

    private static void on(String instant) {
        ClockUtil.setCurrentTime(Date.from(Instant.parse(instant)));
    }

    private void payAll() throws Exception {
        answer("SETTLED;");
    }

    /** The week's payouts, all with this answer. */
    private void answer(String word) throws Exception {
        String batch = payouts.nextNumber();
        runtime.startProcessInstanceByKey("subsidy-payout", batch);
        runJobs();
        act("stephane", batch, Map.of("batchDecision", "approve"));
        var rows = new ArrayList<String>();
        List<Payout> lines = payouts.lines(batch);
        lines.forEach(line -> rows.add("R;" + line.reference() + ";" + line.cents() + ";" + word));
        payouts.answer(batch, "H;" + batch + "\n" + String.join("\n", rows) + "\nT;" + rows.size() + ";" + lines.stream().mapToLong(Payout::cents).sum() + "\n");
        act("stephane", batch, Map.of("everyLineAnswered", true));
    }

    private void change(String change, String dollars) {
        String number = "ENV-" + System.nanoTime();
        runtime.startProcessInstanceByKey("subsidy-budget", number);
        Map<String, Object> proposal = new HashMap<>(Map.of("program", PROGRAM, "envelopeYear", LocalDate.now().getYear(), "change", change, "changeReason", "CE-20261124-17"));
        if (dollars != null) proposal.put("addedAmount", dollars);
        act("francois", number, proposal);
        act("alain", number, Map.of("changeDecision", "approve"));
    }
}
