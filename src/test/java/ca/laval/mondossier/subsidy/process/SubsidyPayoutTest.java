package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.counter.StaffBrowser;
import ca.laval.mondossier.subsidy.Payout;
import ca.laval.mondossier.subsidy.PayoutChanges;
import ca.laval.mondossier.subsidy.PayoutChanges.Change;
import ca.laval.mondossier.subsidy.ReturnFileRefused;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the granted subsidy to the money in the account: the batch, the second person, the file, the bank's answer, the case that learns of it. */
class SubsidyPayoutTest extends SubsidyTest {
    private static final String ACCOUNT = "7654321";

    @Autowired
    private SubsidyPayouts payouts;
    @Autowired
    private PayoutChanges changes;
    @Autowired
    private SubsidyBudget budget;
    @Autowired
    private PlatformTransactionManager transactions;

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/subsidy-payout.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, int due, String steps, String end) throws Exception {
        var cases = granted(due);
        String batch = collect();
        for (String step : steps == null ? new String[0] : steps.split(" ")) {
            switch (step) {
                case "approve" -> act("stephane", batch, Map.of("batchDecision", "approve"));
                case "countAgain" -> act("stephane", batch, Map.of("batchDecision", "countAgain"));
                case "withdrawOne" -> {
                    caseFiles.askReview(new CaseNumber(cases.remove(0)), null);
                    runJobs();
                }
                case "settle" -> answer(batch, "SETTLED", cases.size());
                case "returnOne" -> answer(batch, "SETTLED", cases.size() - 1);
                default -> throw new IllegalArgumentException(step);
            }
        }
        assertThat(history.createHistoricActivityInstanceQuery().activityId(end).processInstanceId(
                history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(batch).singleResult().getId()).count()).isEqualTo(1);
        if (steps != null && steps.endsWith("settle")) assertThat(cases).allMatch(number -> status(number).equals("PAID"));
        if (steps != null && steps.endsWith("returnOne")) assertThat(cases.stream().map(this::status)).containsOnlyOnce("DETAILS_NEEDED");
    }

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/subsidy-budget.csv", numLinesToSkip = 1)
    void everyChangeOfABudgetEndsWhereTheTableSays(String path, String change, String decision, String end) {
        String number = "ENV-" + System.nanoTime();
        runtime.startProcessInstanceByKey("subsidy-budget", number);
        var proposal = new HashMap<String, Object>(Map.of("program", "COMPOSTEUR", "envelopeYear", 2026, "change", change, "changeReason", "CE-1"));
        if (change.equals("TOP_UP")) proposal.put("addedAmount", "10.00");
        act("francois", number, proposal);
        act("alain", number, Map.of("changeDecision", decision));
        assertThat(history.createHistoricActivityInstanceQuery().activityId(end).processInstanceId(
                history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId()).count()).isEqualTo(1);
    }

    @Test
    void theFileHoldsEachPayoutOnceWithControlCountAndTotal() throws Exception {
        String deposit = deposited("=Léa; \"Roy\"");
        String cheque = granted(1).get(0);
        String batch = collect();
        act("stephane", batch, Map.of("batchDecision", "approve"));

        String file = new String(payouts.file(batch).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(file.lines()).containsExactly("H;VILLE DE LAVAL;" + batch + ";" + LocalDate.now(BusinessCalendar.ZONE) + ";2;8500",
                "D;" + deposit + ".1;DEPOSIT;815;30124;" + ACCOUNT + ";4250;Léa   Roy", "D;" + cheque + ".1;CHEQUE;;;;4250;" + name(cheque), "T;2;8500");
        assertThat(db.sql("select encode(file, 'escape') from subsidy_payout_batch where number = :n").param("n", batch).query(String.class).single())
                .as("encrypted where it lies").doesNotContain(ACCOUNT).doesNotContain("LAVAL");
        assertThat(history.createHistoricVariableInstanceQuery().list().stream().map(variable -> String.valueOf(variable.getValue()))).as("no account in the engine")
                .noneMatch(value -> value.contains(ACCOUNT));
    }

    @Test
    void whoWorkedOnACaseOfItDoesNotApproveTheBatchAndNobodyApprovesTwice() throws Exception {
        String one = apply();
        act("amelie", one, Map.of("completeness", "complete", "doubtfulInvoice", true));
        // For this test accounts payable also assess.
        var task = tasks.createTaskQuery().processInstanceBusinessKey(one).singleResult();
        tasks.addCandidateGroup(task.getId(), "finance-ap");
        act("stephane", one, Map.of("assessment", "approve"));
        String batch = collect();

        assertThatThrownBy(() -> act("stephane", batch, Map.of("batchDecision", "approve"))).hasMessageContaining("you worked on one of its cases");
        assertThat(payouts.batch(batch).orElseThrow().state()).isEqualTo("COLLECTED");
        assertThatThrownBy(() -> payouts.send(batch)).hasMessageContaining("Nobody approved");
        payouts.approve(batch, 1, 4_250, "lise");
        assertThatThrownBy(() -> payouts.approve(batch, 1, 4_250, "stephane")).hasMessageContaining("approved before");
        assertThat(payouts.batch(batch).orElseThrow().approvedBy()).isEqualTo("lise");
    }

    @Test
    void whoApprovesSeesLineByLineWhatDiffersFromTheBatchBefore() throws Exception {
        var cases = granted(3);
        String first = collect();
        assertThat(changes.counts(first)).as("nothing to compare with").containsEntry(Change.NEW, 3).containsEntry(Change.GONE, 0);
        act("stephane", first, Map.of("batchDecision", "approve"));
        answer(first, "SETTLED", 1);
        // Two came back: one is due again, the other again with another amount.
        var returned = payouts.lines(first).stream().filter(line -> line.state().equals("RETURNED")).map(Payout::caseNumber).toList();
        for (String number : returned) {
            caseFiles.correctAnswers(new CaseNumber(number), Map.of(), Map.of("paymentMethod", "CHEQUE"), null);
            runtime.setVariable(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId(), "grantCents", number.equals(returned.get(1)) ? 4_000L : 4_250L);
            runJobs();
        }
        String fresh = granted(1).get(0);
        String second = collect();

        assertThat(changes.counts(second)).isEqualTo(Map.of(Change.NEW, 1, Change.CHANGED, 1, Change.AGAIN, 1, Change.GONE, 1));
        assertThat(changes.lines(second, Change.NEW, 0, 50)).extracting(line -> line.payout().caseNumber()).containsExactly(fresh);
        assertThat(changes.lines(second, Change.AGAIN, 0, 50)).extracting(line -> line.payout().caseNumber()).containsExactly(returned.get(0));
        assertThat(changes.lines(second, Change.CHANGED, 0, 50)).singleElement().satisfies(line -> {
            assertThat(line.payout().reference()).isEqualTo(returned.get(1) + ".2");
            assertThat(line.payout().cents()).isEqualTo(4_000);
            assertThat(line.beforeCents()).isEqualTo(4_250);
        });
        assertThat(changes.lines(second, Change.GONE, 0, 50)).extracting(line -> line.payout().caseNumber()).containsExactly(cases.stream().filter(number -> !returned.contains(number)).findFirst().orElseThrow());
        assertThat(changes.lines(second, null, 0, 50)).as("the whole batch").hasSize(3);
        assertThat(changes.lines(second, null, 2, 2)).as("its second page").hasSize(1);
        var task = tasks.createTaskQuery().processInstanceBusinessKey(second).singleResult();
        assertThat(tasks.getVariables(task.getId(), List.of("linesNew", "linesChanged", "linesGone"))).as("and in the task").isEqualTo(Map.of("linesNew", 1, "linesChanged", 1, "linesGone", 1));

        var page = StaffBrowser.signIn(port, "stephane").page("/counter/payouts/" + second + "?change=CHANGED");
        assertThat(page.select("tbody tr")).singleElement().satisfies(row -> assertThat(row.text()).contains(returned.get(1), "Amount changed", "$40.00", "before: $42.50"));
        assertThat(page.select(".kinds a[aria-current]").text()).isEqualTo("Amount changed 1");
    }

    @Test
    void aBatchOfFiveHundredLinesIsReadInPagesOfFifty() throws Exception {
        String one = granted(1).get(0);
        String batch = collect();
        db.sql("""
                insert into case_file (number, service, channel, language, answers, status, status_since, received_at)
                select 'PAGE-' || lpad(i::text, 3, '0'), 'street-party', 'COUNTER', 'fr', '{}', 'RECEIVED', now(), now() from generate_series(1, 499) i""").update();
        db.sql("insert into subsidy_payout (case_number, attempt, amount_cents, method, state, batch, due_at) select number, 1, 100, 'CHEQUE', 'IN_BATCH', :batch, now() from case_file where number like 'PAGE-%'")
                .param("batch", batch).update();
        db.sql("update subsidy_payout_batch set lines = 500 where number = :batch").param("batch", batch).update();
        try {
            var browser = StaffBrowser.signIn(port, "stephane");
            assertThat(browser.page("/counter/payouts/" + batch).select("tbody tr")).hasSize(50);
            var last = browser.page("/counter/payouts/" + batch + "?page=10");
            assertThat(last.select("tbody tr")).hasSize(50);
            assertThat(last.select(".pager").text()).isEqualTo("Previous page Page 10 of 10");
            assertThat(last.text()).contains(one);
            assertThat(browser.page("/counter/payouts/" + batch + "?page=99").select(".pager span").text()).as("beyond the end").isEqualTo("Page 10 of 10");
        } finally {
            db.sql("delete from subsidy_payout where case_number like 'PAGE-%'").update();
            db.sql("delete from case_file where number like 'PAGE-%'").update();
        }
    }

    @Test
    void aBatchThatLostALineIsCountedAgainBeforeItLeaves() throws Exception {
        var cases = granted(2);
        String batch = collect();
        caseFiles.askReview(new CaseNumber(cases.get(0)), null);
        assertThatThrownBy(() -> act("stephane", batch, Map.of("batchDecision", "approve"))).hasMessageContaining("A line was withdrawn");
        assertThatThrownBy(() -> payouts.approve(batch, 2, 8_500, "stephane")).hasMessageContaining("no longer what was approved");
        assertThat(payouts.batch(batch).orElseThrow().totalCents()).isEqualTo(4_250);
    }

    @Test
    void whatIsOnItsWayIsNotWithdrawn() throws Exception {
        String one = granted(1).get(0);
        String batch = collect();
        act("stephane", batch, Map.of("batchDecision", "approve"), () -> { });
        assertThatThrownBy(() -> caseFiles.askReview(new CaseNumber(one), null)).as("approved, its file not written yet").hasStackTraceContaining("on its way");
        runJobs();
        assertThat(payouts.batch(batch).orElseThrow().state()).isEqualTo("SENT");
        assertThatThrownBy(() -> caseFiles.askReview(new CaseNumber(one), null)).as("with the bank").hasStackTraceContaining("on its way");
        payouts.answer(batch, returnFile(batch, "SETTLED", 1));
        assertThatThrownBy(() -> caseFiles.askReview(new CaseNumber(one), null)).as("settled, the case not told yet").hasStackTraceContaining("on its way");
        act("stephane", batch, Map.of("everyLineAnswered", true), () -> management.executeJob(due().get(0).getId()));
        assertThatThrownBy(() -> caseFiles.askReview(new CaseNumber(one), null)).as("told, not booked yet").hasStackTraceContaining("on its way");
        runJobs();
        assertThat(status(one)).isEqualTo("PAID");
        assertThat(db.sql("select count(*) from subsidy_payout where case_number = :n").param("n", one).query(Integer.class).single()).as("paid once").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T;0;0", "H;OTHER\nR;1;4250;SETTLED;\nT;1;4250", "H;B\nR;UNKNOWN.1;4250;SETTLED;\nT;1;4250", "H;B\nR;1;4251;SETTLED;\nT;1;4251", "H;B\nR;1;4250;SETTLED;\nR;1;4250;SETTLED;\nT;2;8500",
            "H;B\nR;1;4250;MAYBE;\nT;1;4250", "H;B\nR;1;4250;SETTLED;\nT;1;9999", "H;B\nR;1;4250;SETTLED;\nT;2;4250", "H;B\n\u0000\u0001\u0002\nT;1;1", "H;B\nR;1\nT;1;4250", "H;B\nR;2;4250;SETTLED;\nR;1;4251;SETTLED;\nT;2;8501"})
    void aReturnFileThatDoesNotFitIsRefusedWhole(String file) throws Exception {
        var cases = granted(2);
        String batch = collect();
        act("stephane", batch, Map.of("batchDecision", "approve"));
        String filled = file.replace(";B", ";" + batch).replace("R;1;", "R;" + cases.get(0) + ".1;").replace("R;2;", "R;" + cases.get(1) + ".1;");

        assertThatThrownBy(() -> payouts.answer(batch, filled)).isInstanceOf(ReturnFileRefused.class)
                .satisfies(refused -> assertThat(((ReturnFileRefused) refused).problems()).isNotEmpty());
        assertThat(payouts.unanswered(batch)).isEqualTo(2);
        assertThatThrownBy(() -> act("stephane", batch, Map.of("everyLineAnswered", true))).hasMessageContaining("2 lines have no answer yet");
    }

    @Test
    void p9AReturnedDepositGoesBackForNewDetailsAndIsPaidOnceMore() throws Exception {
        String one = deposited("Jeanne Côté");
        String first = collect();
        act("stephane", first, Map.of("batchDecision", "approve"));
        answer(first, "SETTLED", 0);
        assertThat(status(one)).isEqualTo("DETAILS_NEEDED");
        assertThat(letters(one)).endsWith("detailsNeeded");

        caseFiles.correctAnswers(new CaseNumber(one), seal(Map.of("bankAccount", "99988877")), Map.of("paymentMethod", "DEPOSIT"), null);
        runJobs();
        assertThat(status(one)).isEqualTo("APPROVED");
        String second = collect();
        act("stephane", second, Map.of("batchDecision", "approve"));
        assertThat(new String(payouts.file(second).orElseThrow(), StandardCharsets.UTF_8)).contains("D;" + one + ".2;DEPOSIT;815;30124;99988877;4250");
        answer(second, "SETTLED", 1);
        assertThat(status(one)).isEqualTo("PAID");
        assertThat(letters(one)).endsWith("paid");
        assertThat(budget.envelope("HYGIENE_DURABLE", LocalDate.now().getYear()).orElseThrow().paidCents()).isEqualTo(4_250);

        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(29))));
        payouts.eraseDetails();
        assertThat(caseFiles.find(new CaseNumber(one)).orElseThrow().answers()).as("not before thirty days").containsKey("bankAccount");
        assertThat(payouts.file(second)).isPresent();
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(31))));
        payouts.eraseDetails();
        assertThat(caseFiles.find(new CaseNumber(one)).orElseThrow().answers()).doesNotContainKeys("bankAccount", "bankInstitution", "bankTransit").containsKey("vendorName");
        assertThat(payouts.file(second)).isEmpty();
        assertThat(payouts.batch(second).orElseThrow().totalCents()).isEqualTo(4_250);
    }

    @Test
    void twoCollectionsOfOneMomentPutNoLineIntoTwoBatches() throws Exception {
        granted(6);
        var batches = List.of(payouts.nextNumber(), payouts.nextNumber(), payouts.nextNumber());
        var threads = batches.stream().map(number -> new Thread(() -> payouts.collect(number))).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();
        assertThat(batches.stream().flatMap(number -> payouts.lines(number).stream()).map(Payout::reference)).hasSize(6).doesNotHaveDuplicates();
        assertThat(batches.stream().mapToLong(number -> payouts.batch(number).orElseThrow().totalCents()).sum()).isEqualTo(6 * 4_250);
    }

    /** Before each commit the machine stops; before each step the database's connections are cut. Every step is then done by a second try. */
    @Test
    void aBatchInterruptedAtEverySavePointIsNeitherPaidTwiceNorLost() throws Exception {
        var cases = granted(4);
        cases.add(deposited("Ève Interrompue"));
        String batch = payouts.nextNumber();
        runtime.startProcessInstanceByKey("subsidy-payout", batch);
        int steps = drill();
        act("stephane", batch, Map.of("batchDecision", "approve"), this::drill);
        byte[] file = payouts.file(batch).orElseThrow();
        assertThatThrownBy(() -> crashing(() -> {
            try {
                payouts.answer(batch, returnFile(batch, "SETTLED", 3));
            } catch (ReturnFileRefused e) {
                throw new IllegalStateException(e);
            }
        })).hasMessage("the machine stops");
        assertThat(payouts.unanswered(batch)).as("nothing half done").isEqualTo(5);
        payouts.answer(batch, returnFile(batch, "SETTLED", 3));
        act("stephane", batch, Map.of("everyLineAnswered", true), this::drill);

        assertThat(steps).isPositive();
        assertThat(payouts.file(batch).orElseThrow()).as("written once").isEqualTo(file);
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(cases).allMatch(number -> text.split("D;" + number + "\\.", -1).length == 2, "in the file once");
        assertThat(payouts.lines(batch)).hasSize(5).extracting(Payout::state).containsOnly("SETTLED", "RETURNED");
        assertThat(payouts.untold(batch)).isZero();
        assertThat(cases.stream().filter(number -> status(number).equals("PAID"))).hasSize(3);
        assertThat(cases.stream().filter(number -> status(number).equals("DETAILS_NEEDED"))).hasSize(2);
        assertThat(db.sql("select count(*) from letter where name = 'paid' and case_number in (:cases)").param("cases", cases).query(Integer.class).single()).isEqualTo(3);
        assertThat(budget.envelope("HYGIENE_DURABLE", LocalDate.now().getYear()).orElseThrow().paidCents()).isEqualTo(3 * 4_250);
        assertThat(db.sql("select count(*) from subsidy_payout where state = 'DUE'").query(Integer.class).single()).isZero();
    }

    /** Runs every job that is due, each once up to its commit and then again whole; how many there were. */
    private int drill() {
        int jobs = 0;
        for (var due = due(); !due.isEmpty(); due = due()) {
            for (var job : due) {
                assertThatThrownBy(() -> crashing(() -> management.executeJob(job.getId()))).hasMessage("the machine stops");
                assertThat(management.createJobQuery().jobId(job.getId()).count()).as("the step is still to do").isEqualTo(1);
                db.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()").query().listOfRows();
                management.executeJob(job.getId());
                jobs++;
            }
        }
        return jobs;
    }

    private void crashing(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            work.run();
            throw new IllegalStateException("the machine stops");
        });
    }

    @Test
    void theTableItselfLetsNoPayoutGoBackwardsOrChange() throws Exception {
        String one = granted(1).get(0);
        String batch = collect();
        act("stephane", batch, Map.of("batchDecision", "approve"));
        for (String change : List.of("state = 'DUE', batch = null", "state = 'IN_BATCH'", "amount_cents = 1", "method = 'DEPOSIT'")) {
            assertThatThrownBy(() -> db.sql("update subsidy_payout set " + change + " where case_number = :n").param("n", one).update()).as(change).hasMessageContaining("cannot");
        }
        assertThatThrownBy(() -> db.sql("insert into subsidy_payout (case_number, attempt, amount_cents, method, state, due_at) values (:n, 2, 1, 'CHEQUE', 'DUE', now())")
                .param("n", one).update()).as("owed twice").hasMessageContaining("subsidy_payout_open");
    }

    private List<String> granted(int count) {
        var numbers = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String number = apply();
            complete(number);
            assertThat(status(number)).isEqualTo("APPROVED");
            numbers.add(number);
        }
        return numbers;
    }

    private String deposited(String name) {
        String number = apply("name", name, "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", ACCOUNT);
        complete(number);
        return number;
    }

    private String name(String number) {
        return db.sql("select applicant_name from case_file where number = :n").param("n", number).query(String.class).single();
    }

    /** As the page's button does it. */
    private String collect() {
        String number = payouts.nextNumber();
        runtime.startProcessInstanceByKey("subsidy-payout", number);
        runJobs();
        return number;
    }

    /** The bank's answer: so many lines settled, the others returned; then the task ends. */
    private void answer(String batch, String word, int settled) throws ReturnFileRefused {
        payouts.answer(batch, returnFile(batch, word, settled));
        act("stephane", batch, Map.of("everyLineAnswered", true));
    }

    private String returnFile(String batch, String word, int settled) {
        var lines = payouts.lines(batch);
        var rows = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            rows.add("R;" + lines.get(i).reference() + ";" + lines.get(i).cents() + ";" + (i < settled ? word + ";" : "RETURNED;ACCOUNT_CLOSED"));
        }
        return "H;" + batch + "\r\n" + String.join("\r\n", rows) + "\r\nT;" + rows.size() + ";" + lines.stream().mapToLong(Payout::cents).sum() + "\r\n";
    }
}
