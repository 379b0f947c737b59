package ca.laval.mondossier.funding.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.SampleDocuments;
import ca.laval.mondossier.counter.StaffBrowser;
import ca.laval.mondossier.funding.Amendments;
import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.subsidy.SubsidyCheques;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of domain.md, section 5.3, with the envelope of $556,165.00 of section 5.2; and what none of them may do. */
class FundingPersonasTest extends FundingTest {
    private static final String TRCAL = "trcal@organisme.example";
    private static final String ALPABEM = "alpabem@organisme.example";

    @Autowired
    private SubsidyCheques cheques;
    @Autowired
    private Amendments amendments;
    @Autowired
    private AgreementText text;
    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void o1AndO2SpendLessAndEveryCentIsAccountedFor() {
        String envelope = committed();
        String trcal = numbers(envelope).get(0);
        String alpabem = numbers(envelope).get(1);
        assertThat(agreements.of(envelope)).extracting(agreement -> agreement.grantedCents()).containsExactly(31_145_240L, 24_471_260L);
        assertThat(cents(alpabem, "MAMH", "cents")).isEqualTo(8_564_941);
        assertThat(instalments.of(trcal)).extracting(instalment -> instalment.plannedCents()).containsExactly(15_572_620L, 12_458_096L, 3_114_524L);
        List.of(trcal, alpabem).forEach(this::conclude);
        bank("SETTLED");
        List.of(trcal, alpabem).forEach(agreement -> accepted(agreement, "MID_TERM", 10_000_000));
        payIn(envelope);
        List.of(trcal, alpabem).forEach(agreement -> timer(agreement, "event_lookAgain"));
        bank("SETTLED");
        accepted(trcal, "FINAL", 27_000_000);
        accepted(alpabem, "FINAL", 23_100_000);
        assertThat(instalment(trcal, 3).state()).as("nothing due any more").isEqualTo("CANCELLED");
        assertThat(instalment(alpabem, 3).plannedCents()).isEqualTo(1_075_866);
        bank("SETTLED");
        assertThat(isOver("funding-agreement", alpabem)).isTrue();
        assertThat(settlements.outstanding(trcal)).isEqualTo(1_030_716);
        assertThat(status(trcal)).isEqualTo("AWAITING_PAYMENT");
        assertThat(resident(TRCAL).get("/files/" + trcal + "/agreement").text()).contains("10 307,16 $", trcal);
        assertThatThrownBy(() -> act("dominique", trcal, "userTask_recordReturn", Map.of("returnedAmount", "10307.17", "returnReference", "V-1"))).hasMessageContaining("10,307.16");
        act("dominique", trcal, "userTask_recordReturn", Map.of("returnedAmount", "307.16", "returnReference", "V-1"));
        assertThatThrownBy(() -> act("dominique", trcal, "userTask_recordReturn", Map.of("returnedAmount", "10000.00", "returnReference", "V-1"))).as("the same money twice").hasMessageContaining("V-1 is recorded already");
        act("dominique", trcal, "userTask_recordReturn", Map.of("returnedAmount", "10000.00", "returnReference", "V"));
        runJobs();
        assertThat(ends(envelope)).contains("endEvent_envelopeClosed");
        assertThat(List.of(status(trcal), status(alpabem), status(envelope))).containsOnly("CLOSED");
        assertThat(db.sql("select sum(paid_cents - returned_cents) from funding_cell where envelope = :envelope").param("envelope", envelope).query(Long.class).single()).isEqualTo(27_000_000 + 23_100_000);
        assertThat(letters(alpabem)).containsSubsequence("toSign", "instalmentPaid", "reportAccepted", "instalmentPaid", "reportAccepted", "instalmentPaid", "closed");
        assertThat(letters(trcal)).contains("recovery");
        assertThat(db.sql("select count(*) from subsidy_payout where case_number in (:both)").param("both", List.of(trcal, alpabem)).query(Long.class).single()).as("one payout per instalment").isEqualTo(5);
        assertThat(db.sql("select count(*) from act_hi_varinst v where text_ like '%" + SIGNATORY + "%'").query(Long.class).single()).as("nobody's name in the engine").isZero();
    }

    @Test
    void o2FilesItsReportOnThePortalAndIsAskedForTheServicesInEnglish() {
        String alpabem = paidOnce();
        Browser director = resident(ALPABEM);
        assertThat(director.get("/files/" + alpabem).text()).contains("Rapport attendu");
        String page = "/files/" + alpabem + "/agreement/report";
        director.get(page);
        assertThat(upload(director, page, true, "from", year() + "-04-01", "to", LocalDate.now().toString(), "spent-1", "100,00", "spent-2", "200", "english", "12", "indicators", "40 familles").status()).isEqualTo(302);
        runJobs();
        var report = reports.latest(alpabem, "MID_TERM").orElseThrow();
        assertThat(report.expensesCents()).isEqualTo(30_000);
        assertThat(report.proofs()).isEqualTo(1);
        var task = tasks.createTaskQuery().processInstanceBusinessKey(alpabem).taskDefinitionKey("userTask_reviewReport").singleResult();
        assertThat(tasks.getVariable(task.getId(), "findings")).as("visibility was not ticked").isEqualTo("VISIBILITY_MISSING");
        assertThat((String) tasks.getVariable(task.getId(), "findingsText")).as("in words, for who reviews it").doesNotContain("VISIBILITY").endsWith(".");
        review(alpabem, "clarify", 0);
        assertThat(director.get("/files/" + alpabem).text()).contains("Quelles activités?", "Action attendue de vous");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'clarification'").param("n", alpabem).query(String.class).single()).contains("ne sont pas nommés");
        director.get(page);
        assertThat(upload(director, page, true, "from", year() + "-04-01", "to", LocalDate.now().toString(), "spent-1", "100", "indicators", "40 familles", "visibility", "true").status()).isEqualTo(302);
        runJobs();
        assertThat(reports.latest(alpabem, "MID_TERM").orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void anEnvelopesPageNamesTheOfficeWhoseTurnItIs() {
        String envelope = propose();
        String turns = StaffBrowser.signIn(port, "caroline").page("/counter/funding/" + envelope).select("#turns ~ ul").text();
        assertThat(turns).as("its name, not its code").isNotBlank().doesNotContain("comite-prds");
    }

    @Test
    void o3PaysLateAndTheInstalmentWaitsForIt() {
        String alpabem = paidOnce();
        accepted(alpabem, "MID_TERM", 10_000_000);
        assertThat(instalment(alpabem, 2)).extracting(held -> held.state(), held -> held.heldFor()).containsExactly("HELD", "FUNDER_CASH");
        String envelope = agreements.find(alpabem).orElseThrow().envelope();
        String page = "/counter/funding/" + envelope + "/receipt";
        var alain = StaffBrowser.signIn(port, "alain");
        assertThat(StaffBrowser.signIn(port, "france").get(page).statusCode()).as("a funder records nothing itself").isEqualTo(404);
        assertThat(alain.page("/counter/funding/" + envelope).select("a[href$=/receipt]")).hasSize(1);
        assertThat(alain.post(page, page, receipt("CISSS", "139041.26", "V-1")).body()).contains("does not owe that much");
        assertThat(alain.post(page, page, receipt("VILLE", "10.00", "V-1")).body()).contains("Choose the funder");
        assertThat(alain.post(page, page, receipt("CISSS", "10.00", " ")).statusCode()).isEqualTo(422);
        assertThat(alain.post(page, page, receipt("MAMH", "194657.75", "V-1")).statusCode()).isEqualTo(302);
        runJobs();
        assertThat(instalment(alpabem, 2).state()).as("the other funder is still late").isEqualTo("HELD");
        assertThat(alain.post(page, page, receipt("CISSS", "139041.25", "V-1")).body()).contains("recorded already");
        assertThat(alain.post(page, page, receipt("CISSS", "139041.25", "V-2")).statusCode()).isEqualTo(302);
        runJobs();
        assertThat(instalment(alpabem, 2).state()).isEqualTo("REQUESTED");
    }

    private static Map<String, String> receipt(String funder, String amount, String reference) {
        return Map.of("funder", funder, "amount", amount, "on", LocalDate.now().toString(), "reference", reference);
    }

    @ParameterizedTest
    @CsvSource({"reduce, 53616500, 17465775, 22246600", "cover, 55616500, 17465775, 24246600"})
    void o4CutsItsShareAfterTheSignature(String decision, long total, long ministry, long city) {
        String envelope = committed();
        numbers(envelope).forEach(this::conclude);
        bank("SETTLED");
        var caroline = StaffBrowser.signIn(port, "caroline");
        String page = "/counter/funding/" + envelope + "/reduce";
        assertThat(caroline.page("/counter/cases/" + envelope).text()).contains("A funder reduces its share");
        assertThat(caroline.post(page, page, Map.of("funder", "MAMH", "amount", "194657.75")).body()).as("half of it is paid").contains("97,328.87");
        assertThat(caroline.post(page, page, Map.of("funder", "MAMH", "amount", "20 000,00")).statusCode()).isEqualTo(302);
        assertThat(StaffBrowser.signIn(port, "yves").get(page).statusCode()).as("a funder announces nothing itself").isEqualTo(404);
        act("caroline", envelope, "userTask_decideAmendment", Map.of("amendment", decision));
        runJobs();
        assertThat(commitments.of(envelope)).extracting(funder -> funder.committedCents()).containsExactly(city, ministry, 13_904_125L);
        assertThat(agreements.of(envelope).stream().mapToLong(agreement -> agreement.grantedCents()).sum()).isEqualTo(total);
        assertThat(numbers(envelope).stream().mapToLong(agreement -> instalments.of(agreement).stream().mapToLong(instalment -> instalment.plannedCents()).sum()).sum()).isEqualTo(total);
    }

    @Test
    void o5ResignsAndOnlyTheNewSignatorySigns() {
        String trcal = numbers(committed()).get(0);
        draft(trcal);
        resolve(trcal, "adopted");
        Browser coordinator = resident(TRCAL);
        String page = "/files/" + trcal + "/agreement";
        assertThat(coordinator.get(page).text()).contains("Signer la convention", SIGNATORY);
        assertThat(coordinator.post(page + "/signatory", "name", "Marc Hébert").location()).contains("done=told");
        runJobs();
        act("pierre", trcal, "userTask_nameSignatory", Map.of("signatory", "Marc Hébert", "boardResolution", "seen"));
        runJobs();
        coordinator.get(page);
        var refused = coordinator.post(page + "/sign", "name", SIGNATORY, "read", "true");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Seule la personne désignée par le conseil d’administration");
        assertThat(coordinator.post(page + "/sign", "name", "marc hebert").status()).as("not read").isEqualTo(422);
        assertThat(coordinator.post(page + "/sign", "name", "marc hebert", "read", "true").location()).contains("done=signed");
        runJobs();
        signForCity(trcal);
        assertThat(agreements.find(trcal).orElseThrow().isInForce()).isTrue();
        assertThat(letters(trcal)).containsExactly("toSign", "toSign");
    }

    @Test
    void o6IsPostponedToTheNextSitting() {
        String trcal = numbers(committed()).get(0);
        draft(trcal);
        assertThatThrownBy(() -> act("isabelle", trcal, "userTask_recordResolution", Map.of("resolutionOutcome", "postponed"))).hasMessageContaining("next sitting");
        resolve(trcal, "postponed");
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(trcal).count()).isZero();
        timer(trcal, "event_nextSitting");
        assertThatThrownBy(() -> act("isabelle", trcal, "userTask_recordResolution", Map.of("resolutionOutcome", "adopted"))).hasMessageContaining("number of the resolution");
        resolve(trcal, "adopted");
        assertThat(agreements.find(trcal).orElseThrow().state()).isEqualTo("ADOPTED");
    }

    @Test
    void o7FilesAtOneMinuteToMidnightAndIsNotLate() {
        String alpabem = paidOnce();
        LocalDate due = LocalDate.parse((String) runtime.getVariable(runtime.createProcessInstanceQuery().processInstanceBusinessKey(alpabem).processDefinitionKey("funding-report").singleResult().getId(), "dueOn"));
        Date lastMinute = Date.from(due.atTime(LocalTime.of(23, 59)).atZone(BusinessCalendar.ZONE).toInstant());
        var late = management.createJobQuery().activityId("event_reportLate").list();
        assertThat(late).isNotEmpty().allMatch(job -> job.getDuedate().after(lastMinute));
        ClockUtil.setCurrentTime(lastMinute);
        report(alpabem, "MID_TERM", 1_000);
        assertThat(management.createJobQuery().activityId("event_reportLate").list()).noneMatch(job -> job.getProcessInstanceId().equals(late.get(0).getProcessInstanceId()));
        assertThat(letters(alpabem)).doesNotContain("reportLate", "notice");
    }

    @Test
    void o8SpendsMoreAndGetsNoMore() {
        String alpabem = paidOnce();
        payIn(agreements.find(alpabem).orElseThrow().envelope());
        accepted(alpabem, "MID_TERM", 10_000_000);
        bank("SETTLED");
        accepted(alpabem, "FINAL", 60_000_000);
        bank("SETTLED");
        assertThat(instalments.paidCents(alpabem)).isEqualTo(24_471_260);
        assertThat(settlements.outstanding(alpabem)).isZero();
        assertThat(agreements.find(alpabem).orElseThrow().state()).isEqualTo("CLOSED");
    }

    @Test
    void o9IsDissolvedAndOwesWhatItDidNotJustify() {
        String alpabem = paidOnce();
        payIn(agreements.find(alpabem).orElseThrow().envelope());
        accepted(alpabem, "MID_TERM", 10_000_000);
        bank("SETTLED");
        var caroline = StaffBrowser.signIn(port, "caroline");
        String page = "/counter/funding/" + alpabem + "/dissolve";
        assertThat(StaffBrowser.signIn(port, "karine").get(page).statusCode()).isEqualTo(404);
        assertThat(caroline.post(page, page, Map.of()).statusCode()).isEqualTo(302);
        runJobs();
        assertThat(settlements.outstanding(alpabem)).isEqualTo(12_235_630 + 9_788_504 - 10_000_000);
        assertThatThrownBy(() -> instalments.request(alpabem, 3)).as("payout after the end").isInstanceOf(MoneyRefused.class).hasMessageContaining("NOT_IN_FORCE");
        act("dominique", alpabem, "userTask_recordReturn", Map.of("returnedAmount", "120241.34", "returnReference", "L-1"));
        runJobs();
        assertThat(ends(alpabem)).contains("endEvent_agreementDissolved");
        assertThat(caroline.post(page, page, Map.of()).statusCode()).as("twice").isEqualTo(409);
    }

    @Test
    void o9IsDissolvedWhileItsMoneyIsAtTheBankAndTheBooksStillHaveIt() {
        String alpabem = paidOnce();
        payIn(agreements.find(alpabem).orElseThrow().envelope());
        accepted(alpabem, "MID_TERM", 10_000_000);
        String batch = sent();
        String page = "/counter/funding/" + alpabem + "/dissolve";
        assertThat(StaffBrowser.signIn(port, "caroline").post(page, page, Map.of()).statusCode()).isEqualTo(302);
        assertThatThrownBy(this::runJobs).as("it arrives first").hasMessageContaining("IN_FLIGHT");
        answered(batch, "SETTLED");
        runJobs();
        assertThat(instalment(alpabem, 2).state()).isEqualTo("PAID");
        assertThat(settlements.outstanding(alpabem)).isEqualTo(12_235_630 + 9_788_504 - 10_000_000);
    }

    @Test
    void aReportIsAcceptedAfterASilenceAndTheNextOneIsTheFinalOne() {
        String alpabem = paidOnce();
        payIn(agreements.find(alpabem).orElseThrow().envelope());
        report(alpabem, "MID_TERM", 10_000_000);
        review(alpabem, "clarify", 0);
        timer(alpabem, "event_clarificationLate");
        review(alpabem, "accept", 10_000_000);
        assertThat(reports.latest(alpabem, "MID_TERM").orElseThrow().state()).isEqualTo("ACCEPTED");
        bank("SETTLED");
        accepted(alpabem, "FINAL", 23_100_000);
        assertThat(instalment(alpabem, 3).plannedCents()).isEqualTo(1_075_866);
    }

    @Test
    void twoAgreementsDoNotCountOnTheSameMoney() {
        String envelope = committed();
        numbers(envelope).forEach(this::conclude);
        bank("SETTLED");
        numbers(envelope).forEach(agreement -> accepted(agreement, "MID_TERM", 10_000_000));
        var alain = StaffBrowser.signIn(port, "alain");
        String page = "/counter/funding/" + envelope + "/receipt";
        assertThat(alain.post(page, page, receipt("MAMH", "194657.75", "V-1")).statusCode()).isEqualTo(302);
        // Both first instalments and one of the second ones.
        long first = db.sql("select sum(p.cents) from funding_part p join funding_agreement a on a.number = p.agreement where a.envelope = :e and p.funder = 'CISSS' and p.n = 1").param("e", envelope).query(Long.class).single();
        long most = db.sql("select max(p.cents) from funding_part p join funding_agreement a on a.number = p.agreement where a.envelope = :e and p.funder = 'CISSS' and p.n = 2").param("e", envelope).query(Long.class).single();
        assertThat(alain.post(page, page, receipt("CISSS", dollars(first + most), "V-2")).statusCode()).isEqualTo(302);
        runJobs();
        assertThat(numbers(envelope).stream().map(agreement -> instalment(agreement, 2).state()).toList()).containsExactlyInAnyOrder("REQUESTED", "HELD");
    }

    @Test
    void o10AsksForAnotherAccountAndNothingIsPaidBeforeTwoPeopleCalledBack() {
        String alpabem = paidOnce();
        payIn(agreements.find(alpabem).orElseThrow().envelope());
        Browser somebody = resident(ALPABEM);
        String page = "/files/" + alpabem + "/agreement";
        somebody.get(page);
        assertThat(somebody.post(page + "/account", "institution", "81", "transit", "30124", "account", "1234567").status()).isEqualTo(422);
        assertThat(somebody.post(page + "/account", "institution", "815", "transit", "30124", "account", "1234567").location()).contains("done=account");
        accepted(alpabem, "MID_TERM", 10_000_000);
        assertThat(instalment(alpabem, 2)).extracting(held -> held.state(), held -> held.heldFor()).containsExactly("HELD", "ACCOUNT_UNCONFIRMED");
        somebody.get(page);
        assertThat(somebody.post(page + "/account", "institution", "815", "transit", "30124", "account", "7654321").status()).as("another one after the call").isEqualTo(409);
        assertThat(db.sql("select count(*) from funding_account where agreement = :a").param("a", alpabem).query(Integer.class).single()).isEqualTo(1);
        var seen = StaffBrowser.signIn(port, "caroline").page("/counter/funding/" + alpabem + "/account").text();
        assertThat(seen).as("enough to compare, and no more").contains("815", "30124", "••••67", "by cheque").doesNotContain("1234567");
        assertThat(StaffBrowser.signIn(port, "caroline").page("/counter/cases/" + alpabem).select("a[href$=/account]")).hasSize(1);
        assertThat(StaffBrowser.signIn(port, "pierre").get("/counter/funding/" + alpabem + "/account").statusCode()).as("who does not call back").isEqualTo(404);
        act("caroline", alpabem, "userTask_callBack", Map.of("callBackOutcome", "denied"));
        assertThatThrownBy(() -> act("dominique", alpabem, "userTask_decideAccount", Map.of("accountDecision", "confirm"))).hasMessageContaining("cannot be confirmed");
        act("dominique", alpabem, "userTask_decideAccount", Map.of("accountDecision", "refuse"));
        runJobs();
        assertThat(instalment(alpabem, 2).state()).as("to the account as it was").isEqualTo("REQUESTED");
        assertThat(letters(alpabem)).contains("accountRefused");
        assertThat(history.createHistoricVariableInstanceQuery().list().stream().map(variable -> String.valueOf(variable.getValue()))).as("no account in the engine").doesNotContain("1234567");
    }

    /** An envelope whose only organisation was paid, and owes what its refused report does not justify. */
    private String owing() {
        String envelope = committed("organisations", "1140000011; ALPABEM; alpabem@organisme.example; 1/1; Santé mentale");
        String alpabem = numbers(envelope).get(0);
        conclude(alpabem);
        bank("SETTLED");
        report(alpabem, "MID_TERM", 10_000_000);
        review(alpabem, "refuse", 0);
        return envelope;
    }

    /** Legal affairs takes over what never comes back: the books say so, and agreement and envelope close. */
    @Test
    void aDebtThatIsNeverPaidIsHandedToLegalAffairs() {
        String envelope = owing();
        String alpabem = numbers(envelope).get(0);
        timer(alpabem, "event_balanceLate");
        timer(alpabem, "event_balanceUnpaid");
        assertThatThrownBy(() -> act("pierre", alpabem, "userTask_decideDebt", Map.of("debtDecision", "takeOver"))).hasMessageContaining("give the reason and the number");
        act("pierre", alpabem, "userTask_decideDebt", Map.of("debtDecision", "takeOver", "debtReason", "INSOLVENT", "claimNumber", "AJ-2026-41"));
        runJobs();
        assertThat(ends(envelope)).contains("endEvent_envelopeClosed");
        assertThat(letters(alpabem)).containsSubsequence("defaulted", "recovery", "recoveryReminder", "debtTakenOver", "closed");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'closed'").param("n", alpabem).query(String.class).single()).contains("278\u00a0082,50\u00a0$ ne sont ni justifiés ni remboursés").doesNotContain("tout est justifié");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'debtTakenOver'").param("n", alpabem).query(String.class).single()).contains("AJ-2026-41");
        assertThat(db.sql("select sum(return_due_cents - returned_cents - unrecovered_cents) from funding_cell where envelope = :e").param("e", envelope).query(Long.class).single()).isZero();
        var page = StaffBrowser.signIn(port, "caroline").page("/counter/funding/" + envelope);
        assertThat(page.text()).contains("Claims handed to legal affairs", "$278,082.50, file AJ-2026-41", "the organisation cannot pay");
        assertThat(page.select("svg path.flow-unrecovered")).hasSize(3);
        assertThat(StaffBrowser.signIn(port, "caroline").get("/counter/funding/" + envelope + "/statement.csv").body()).contains(";unrecovered_cents", ";27808250;0;27808250");
        assertThat(resident(ALPABEM).get("/files/" + alpabem + "/agreement").text()).contains("Solde confié aux affaires juridiques", "AJ-2026-41").doesNotContain("Solde à rembourser");
    }

    /** Money that comes while legal affairs decides is in the books; only the rest is claimed. */
    @Test
    void whatArrivesWhileLegalAffairsDecidesCounts() {
        String envelope = owing();
        String alpabem = numbers(envelope).get(0);
        timer(alpabem, "event_balanceUnpaid");
        var decision = Map.<String, Object>of("debtDecision", "takeOver", "debtReason", "DISPUTED", "claimNumber", "AJ-2026-42", "arrivedAmount", "10000.00", "arrivedReference", "V-9");
        assertThatThrownBy(() -> act("pierre", alpabem, "userTask_decideDebt", with(decision, "arrivedReference", " "))).hasMessageContaining("Give both");
        assertThatThrownBy(() -> act("pierre", alpabem, "userTask_decideDebt", with(decision, "arrivedAmount", "278082.51"))).hasMessageContaining("278,082.50");
        assertThatThrownBy(() -> act("pierre", alpabem, "userTask_decideDebt", with(decision, "arrivedAmount", "278082.50"))).hasMessageContaining("Nothing is owed any more");
        act("pierre", alpabem, "userTask_decideDebt", with(decision, "debtDecision", "wait"));
        timer(alpabem, "event_balanceUnpaid");
        assertThatThrownBy(() -> act("pierre", alpabem, "userTask_decideDebt", decision)).as("the same money twice").hasMessageContaining("V-9 is recorded already");
        var task = tasks.createTaskQuery().processInstanceBusinessKey(alpabem).taskDefinitionKey("userTask_decideDebt").singleResult();
        assertThat(tasks.getVariable(task.getId(), "arrivedAmount")).as("nothing of the time before").isNull();
        act("pierre", alpabem, "userTask_decideDebt", with(decision, "arrivedReference", "V-10"));
        runJobs();
        assertThat(db.sql("select sum(returned_cents) || ' ' || sum(unrecovered_cents) from funding_cell where agreement = :a").param("a", alpabem).query(String.class).single()).isEqualTo("2000000 25808250");
        assertThat(settlements.debt(alpabem).orElseThrow().cents()).isEqualTo(25_808_250);
        assertThat(ends(alpabem)).contains("endEvent_debtTakenOver", "endEvent_agreementClosed");
    }

    private static Map<String, Object> with(Map<String, Object> answer, String name, String other) {
        var changed = new java.util.HashMap<>(answer);
        changed.put(name, other);
        return changed;
    }

    /** A cheque that nobody cashes was no payment; one that replaces it pays the same instalment. */
    @Test
    void aChequeThatIsGivenUpIsNoPaymentOfTheAgreement() {
        String alpabem = paidOnce();
        timer(alpabem, "event_sixMonthsLater");
        act("stephane", alpabem, "userTask_followUpCheque", Map.of("chequeDecision", "cancel"));
        runJobs();
        assertThat(instalment(alpabem, 1).state()).isEqualTo("CANCELLED");
        assertThat(instalment(alpabem, 2).plannedCents()).isEqualTo(12_235_630 + 9_788_504);
        assertThat(instalments.paidCents(alpabem)).isZero();
        assertThat(letters(alpabem)).contains("chequeCancelled");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'chequeCancelled'").param("n", alpabem).query(String.class).single()).contains("prochain versement").doesNotContain("Votre dossier est fermé");
        assertThat(status(alpabem)).as("the agreement goes on").isEqualTo("DOCUMENTS_MISSING");
        payIn(agreements.find(alpabem).orElseThrow().envelope());
        accepted(alpabem, "MID_TERM", 10_000_000);
        assertThat(db.sql("select purpose || ' ' || amount_cents from subsidy_payout where case_number = :n and state = 'DUE'").param("n", alpabem).query(String.class).list())
                .containsExactly("instalment-2 " + (12_235_630 + 9_788_504));
    }

    @Test
    void aChequeThatIsIssuedAgainPaysTheSameInstalmentOnce() {
        String alpabem = paidOnce();
        assertThat(cheques.stop(alpabem, 1)).isTrue();
        cheques.reissue(alpabem, 1);
        assertThat(db.sql("select purpose from subsidy_payout where case_number = :n order by attempt").param("n", alpabem).query(String.class).list()).containsExactly("instalment-1", "instalment-1");
        bank("SETTLED");
        assertThat(instalment(alpabem, 1).state()).isEqualTo("PAID");
        assertThat(instalments.paidCents(alpabem)).isEqualTo(12_235_630);
        assertThat(cheques.stop(alpabem, 2)).isTrue();
        assertThat(cheques.giveUp(alpabem, 2).wholeSubsidy()).isFalse();
        assertThat(instalments.paidCents(alpabem)).isZero();
    }

    /** An amendment that is under way while the first text is issued: the text waits for its amounts. */
    @Test
    void theFirstTextIsOfTheAmountsThatCount() {
        String envelope = committed();
        String trcal = numbers(envelope).get(0);
        var transaction = new TransactionTemplate(transactions);
        var issuing = transaction.execute(amending -> {
            books(() -> amendments.reduce(envelope, "MAMH", 2_000_000, envelope + "/amendment/1"));
            var issued = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(own -> text.issue(trcal)));
            while (!issued.isDone() && db.sql("select count(*) from pg_locks where not granted").query(Long.class).single() == 0) Thread.onSpinWait();
            return issued;
        });
        assertThat(issuing).succeedsWithin(Duration.ofMinutes(1));
        assertThat(agreements.find(trcal).orElseThrow().textEdition()).isEqualTo(2);
        assertThat(db.sql("select key from official_document where case_number = :n").param("n", trcal).query(String.class).list()).containsExactly("agreement/2");
    }

    /** What is signed is what is owed. */
    @Test
    void anAmendmentBeforeTheCitysSignatureAsksForAnotherOne() {
        String envelope = committed();
        String trcal = numbers(envelope).get(0);
        draft(trcal);
        resolve(trcal, "adopted");
        Browser coordinator = resident(TRCAL);
        String page = "/files/" + trcal + "/agreement";
        coordinator.get(page);
        Browser before = resident(TRCAL);
        before.get(page);
        assertThat(coordinator.post(page + "/sign", "name", SIGNATORY, "read", "true").location()).contains("done=signed");
        runJobs();
        processes.correlate(EnvelopeProcess.FUNDER_REDUCED, envelope, Map.of("reducedFunder", "MAMH", "reductionCents", 2_000_000L));
        runJobs();
        act("caroline", envelope, "userTask_decideAmendment", Map.of("amendment", "reduce"));
        runJobs();
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(trcal).taskDefinitionKey("userTask_signForCity").count()).as("the city does not sign the old text").isZero();
        assertThat(db.sql("select key || ' ' || (revoked_at is not null) from official_document where case_number = :n order by key").param("n", trcal).query(String.class).list())
                .containsExactly("agreement true", "agreement/2 false");
        assertThat(letters(trcal)).contains("amended").endsWith("toSign");
        var old = before.post(page + "/sign", "name", SIGNATORY, "read", "true");
        assertThat(old.status()).isEqualTo(409);
        assertThat(old.text()).contains("Les montants ont changé depuis");
        coordinator.get(page);
        assertThat(coordinator.post(page + "/sign", "name", SIGNATORY, "read", "true").location()).contains("done=signed");
        runJobs();
        signForCity(trcal);
        assertThat(agreements.find(trcal).orElseThrow().isInForce()).isTrue();
    }

    @Test
    void aReportThatNeverComesEndsInDefaultAndNothingMoreIsPaid() {
        String alpabem = paidOnce();
        timer(alpabem, "event_reportLate");
        var plan = runtime.createProcessInstanceQuery().processInstanceBusinessKey(alpabem).processDefinitionKey("funding-report").singleResult().getId();
        assertThat(LocalDate.parse((String) runtime.getVariable(plan, "overdueOn"))).as("the first day on which the table holds it").isEqualTo(LocalDate.parse((String) runtime.getVariable(plan, "dueOn")).plusDays(31));
        assertThat(runtime.getVariable(plan, "overdueDays")).isEqualTo(31);
        timer(alpabem, "event_reportOverdue");
        assertThat(instalment(alpabem, 2)).extracting(held -> held.state(), held -> held.heldFor()).containsExactly("HELD", "REPORT_LATE");
        timer(alpabem, "event_noticeOver");
        act("caroline", alpabem, "userTask_decideLate", Map.of("lateDecision", "default"));
        runJobs();
        assertThat(agreements.find(alpabem).orElseThrow().state()).isEqualTo("DEFAULTED");
        assertThat(settlements.outstanding(alpabem)).as("nothing was justified").isEqualTo(12_235_630);
        assertThatThrownBy(() -> instalments.request(alpabem, 2)).isInstanceOf(MoneyRefused.class);
        assertThat(letters(alpabem)).containsSubsequence("reportLate", "notice", "defaulted", "recovery");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            funders       | VILLE; Laval; a@b.example; 40 %~MAMH; Québec; c@d.example; 59 %                                                       | make 99
            funders       | VILLE; Laval; a@b.example; 222466.00 $~MAMH; Québec; c@d.example; 333699.01 $                                        | $0.01
            funders       | VILLE; Laval; a@b.example; -10 %~MAMH; Québec; c@d.example; 110 %                                                     | line 1
            funders       | VILLE; Laval; a@b.example; 40 %~VILLE; Laval; c@d.example; 60 %                                                       | VILLE
            organisations | 1140000003; TRCAL; a@b.example; 56 %; Aînés~1140000003; TRCAL; c@d.example; 44 %; Aînés                               | line 2
            organisations | 9940000003; TRCAL; a@b.example; 1/1; Aînés                                                                            | Québec business number
            organisations | 114000000; TRCAL; a@b.example; 1/1; Aînés                                                                             | Québec business number
            plan          | 50/40/11                                                                                                              | make 101
            fiscalYearStart | 2020-04-01                                                                                                          | is over
            """)
    void anEnvelopeThatDoesNotAddUpIsRefusedWithTheLine(String field, String text, String said) {
        assertThatThrownBy(() -> propose(field, text.replace("~", "\n"))).hasMessageContaining(said);
    }

    @Test
    void theListsOfAnEnvelopeAreInItsFileAndNotInTheEngine() {
        String envelope = propose();
        assertThat(db.sql("select answers ->> 'funders' from case_file where number = :n").param("n", envelope).query(String.class).single()).contains("mamh@quebec.example");
        String instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(envelope).singleResult().getId();
        assertThat(runtime.getVariables(instance).values().stream().map(String::valueOf)).noneMatch(value -> value.contains("@"));
    }

    @Test
    void reportsWithoutProofAndOfOthersAreRefused() {
        String alpabem = paidOnce();
        String page = "/files/" + alpabem + "/agreement/report";
        Browser director = resident(ALPABEM);
        director.get(page);
        var refused = upload(director, page, false, "from", year() + "-04-01", "to", LocalDate.now().toString(), "spent-1", "100");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Joignez au moins une pièce justificative");
        assertThat(upload(director, page, true, "from", "hier", "to", LocalDate.now().toString(), "spent-1", "cent").text()).contains("Inscrivez le jour", "Inscrivez chaque montant");
        Browser other = resident(TRCAL);
        assertThat(other.get(page).status()).isEqualTo(404);
        other.get("/files");
        assertThat(upload(other, page, true, "from", year() + "-04-01", "to", LocalDate.now().toString()).status()).isEqualTo(404);
        assertThat(reports.latest(alpabem, "MID_TERM")).isEmpty();
    }

    @Test
    void oneBatchIsNotApprovedByOnePersonTwice() {
        String envelope = committed();
        conclude(numbers(envelope).get(0));
        String batch = payouts.nextNumber();
        runtime.startProcessInstanceByKey("subsidy-payout", batch);
        runJobs();
        act("stephane", batch, "userTask_approveBatch", Map.of("batchDecision", "approve"));
        runJobs();
        var again = tasks.createTaskQuery().processInstanceBusinessKey(batch).taskDefinitionKey("userTask_approveAgain").singleResult();
        assertThatThrownBy(() -> as("stephane", () -> {
            tasks.claim(again.getId(), "stephane");
            tasks.complete(again.getId(), new java.util.HashMap<>(Map.of("batchDecision", "approve")));
        })).isInstanceOf(RuntimeException.class);
        act("dominique", batch, "userTask_approveAgain", Map.of("batchDecision", "approve"));
    }

    /** ALPABEM's agreement, in force, its first instalment paid. */
    private String paidOnce() {
        String alpabem = numbers(committed()).get(1);
        conclude(alpabem);
        bank("SETTLED");
        assertThat(instalment(alpabem, 1).state()).isEqualTo("PAID");
        return alpabem;
    }

    private static Browser.Page upload(Browser browser, String path, boolean proof, String... fields) {
        String boundary = "----report";
        var body = new StringBuilder(part(boundary, "_csrf", browser.csrf()));
        for (int i = 0; i < fields.length; i += 2) body.append(part(boundary, fields[i], fields[i + 1]));
        if (proof) body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"proofs\"; filename=\"factures.pdf\"\r\nContent-Type: application/pdf\r\n\r\n");
        return browser.raw("POST", path, BodyPublishers.concat(BodyPublishers.ofString(body.toString()), BodyPublishers.ofByteArray(proof ? SampleDocuments.pdf() : new byte[0]),
                BodyPublishers.ofString((proof ? "\r\n" : "") + "--" + boundary + "--\r\n")), "Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    private static String part(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
