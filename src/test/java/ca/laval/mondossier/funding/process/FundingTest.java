package ca.laval.mondossier.funding.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.CaseTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.funding.Agreement;
import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.Agreements.BudgetLine;
import ca.laval.mondossier.funding.BankAccounts;
import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.Instalment;
import ca.laval.mondossier.funding.Instalments;
import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.funding.Report;
import ca.laval.mondossier.funding.Reports;
import ca.laval.mondossier.funding.Settlements;
import ca.laval.mondossier.subsidy.Payout;
import ca.laval.mondossier.subsidy.ReturnFileRefused;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.util.stream.Collectors;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Envelopes led by the city's people, the funders and the organisations, on the whole application. */
abstract class FundingTest extends CaseTest {
    static final String FUNDERS = """
            VILLE; Ville de Laval; tresorerie@laval.example; 40 %
            MAMH; Ministère des Affaires municipales; mamh@quebec.example; 35 %
            CISSS; CISSS de Laval; cisss@laval.example; 25 %""";
    static final String ORGANISATIONS = """
            1140000003; TRCAL; trcal@organisme.example; 56 %; Besoins des personnes aînées
            1140000011; ALPABEM; alpabem@organisme.example; 44 %; Santé mentale, services en anglais""";
    static final String SIGNATORY = "Lucie Aubé";
    /** Who answers for a funder. */
    static final Map<String, String> ANSWERING = Map.of("VILLE", "alain", "MAMH", "yves", "CISSS", "france");

    @Autowired
    Agreements agreements;
    @Autowired
    Commitments commitments;
    @Autowired
    Instalments instalments;
    @Autowired
    Reports reports;
    @Autowired
    Settlements settlements;
    @Autowired
    BankAccounts accounts;
    @Autowired
    CaseProcesses processes;
    @Autowired
    SubsidyPayouts payouts;

    @BeforeEach
    void emptyDesks() {
        endEveryCase();
        db.sql("update subsidy_payout set state = 'WITHDRAWN' where state = 'DUE'").update();
    }

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    /** What is typed into the form; pairs of field and another text. */
    static Map<String, Object> form(String... differing) {
        var form = new HashMap<String, Object>(Map.of("title", "Aînés et santé mentale", "purpose", "Aînés et santé mentale", "fiscalYearStart", year() + "-04-01", "total", "556165.00",
                "funders", FUNDERS, "organisations", ORGANISATIONS, "plan", "50/40/10"));
        for (int i = 0; i < differing.length; i += 2) form.put(differing[i], differing[i + 1]);
        return form;
    }

    /** Of the fiscal year that is going on. */
    static int year() {
        LocalDate today = LocalDate.now(BusinessCalendar.ZONE);
        return today.getMonthValue() < 4 ? today.getYear() - 1 : today.getYear();
    }

    String propose(String... differing) {
        String number = runtime.startProcessInstanceByKey("community-funding", "typed by somebody").getBusinessKey();
        assertThat(number).startsWith("FIN-");
        act("caroline", number, "userTask_proposeEnvelope", form(differing));
        runJobs();
        return number;
    }

    /** Recommended, committed by all, certified: the agreements begin. */
    String committed(String... differing) {
        String number = propose(differing);
        act("helene", number, "userTask_recommendEnvelope", Map.of("recommendation", "recommend"));
        runJobs();
        for (var funder : commitments.of(number)) commit(number, funder.code(), Map.of("commitment", "commit"));
        certify(number);
        return number;
    }

    void commit(String envelope, String funder, Map<String, Object> answer) {
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(envelope).taskDefinitionKey("userTask_confirmCommitment").processVariableValueEquals("funder", funder).singleResult();
        finish(ANSWERING.get(funder), task, answer);
        runJobs();
    }

    void certify(String envelope) {
        act("alain", envelope, "userTask_certifyFunds", Map.of("certificateNumber", "CT-12", "fundsCertified", "certified"));
        runJobs();
    }

    /** The agreements of an envelope, in order. */
    List<String> numbers(String envelope) {
        return agreements.of(envelope).stream().map(Agreement::number).toList();
    }

    void draft(String agreement) {
        long granted = agreements.find(agreement).orElseThrow().grantedCents();
        String half = dollars(granted / 2);
        act("pierre", agreement, "userTask_draftAgreement", Map.of("signatory", SIGNATORY, "budget", "Salaires; " + half + "\nActivités; " + dollars(granted - granted / 2), "englishServices", "no", "textReady", "ready"));
        runJobs();
    }

    void resolve(String agreement, String outcome) {
        var answer = new HashMap<String, Object>(Map.of("resolutionOutcome", outcome));
        if (outcome.equals("postponed")) answer.put("nextSittingOn", LocalDate.now().plusDays(14).toString());
        else answer.putAll(Map.of("resolutionNumber", "CE-20261201-88", "resolutionOn", LocalDate.now().toString()));
        act("isabelle", agreement, "userTask_recordResolution", answer);
        runJobs();
    }

    void sign(String agreement) {
        books(() -> agreements.sign(agreement, SIGNATORY, agreements.find(agreement).orElseThrow().textEdition()));
        processes.correlate(ConclusionProcess.AGREEMENT_SIGNED, agreement);
        runJobs();
    }

    void signForCity(String agreement) {
        act("robert", agreement, "userTask_signForCity", Map.of("citySignature", "signed"));
        runJobs();
    }

    /** Concluded: its first instalment is in line. */
    void conclude(String agreement) {
        draft(agreement);
        resolve(agreement, "adopted");
        sign(agreement);
        signForCity(agreement);
    }

    /** A batch with everything in line, approved by two people and answered by the bank. */
    void bank(String answer) {
        answered(sent(), answer);
    }

    /** A batch of what is due has left, by two people. */
    String sent() {
        String batch = payouts.nextNumber();
        runtime.startProcessInstanceByKey("subsidy-payout", batch);
        runJobs();
        act("stephane", batch, "userTask_approveBatch", Map.of("batchDecision", "approve"));
        runJobs();
        act("dominique", batch, "userTask_approveAgain", Map.of("batchDecision", "approve"));
        runJobs();
        return batch;
    }

    void answered(String batch, String answer) {
        List<Payout> lines = payouts.lines(batch);
        String rows = lines.stream().map(line -> "R;" + line.reference() + ";" + line.cents() + ";" + (answer.equals("SETTLED") ? "SETTLED;" : "RETURNED;ACCOUNT_CLOSED")).collect(Collectors.joining("\r\n"));
        try {
            payouts.answer(batch, "H;" + batch + "\r\n" + rows + "\r\nT;" + lines.size() + ";" + lines.stream().mapToLong(Payout::cents).sum() + "\r\n");
        } catch (ReturnFileRefused e) {
            throw new AssertionError(e);
        }
        act("stephane", batch, "userTask_recordAnswer", Map.of("everyLineAnswered", true));
        runJobs();
    }

    /** The organisation reports that it spent so much, in all, by its budget lines. */
    void report(String agreement, String kind, long spentCents) {
        file(agreement, kind, spentCents);
        var awaited = processes.awaitedMessages(agreement);
        processes.correlate(awaited.contains(ReportProcess.CLARIFICATION_GIVEN) ? ReportProcess.CLARIFICATION_GIVEN : ReportProcess.REPORT_FILED, agreement);
        runJobs();
    }

    private void file(String agreement, String kind, long spentCents) {
        List<BudgetLine> budget = agreements.budget(agreement);
        var lines = List.of(new Report.Line(budget.get(0).name(), budget.get(0).cents(), spentCents / 2), new Report.Line(budget.get(1).name(), budget.get(1).cents(), spentCents - spentCents / 2));
        books(() -> reports.file(new Report(agreement, kind, 0, "FILED", LocalDate.of(year(), 4, 1), LocalDate.now(), lines, 0, 0, "120 personnes", 12, true, true, 3, null, null)));
    }

    void review(String agreement, String decision, long acceptedCents) {
        var answer = new HashMap<String, Object>(Map.of("reviewDecision", decision));
        if (decision.equals("accept")) answer.put("acceptedAmount", dollars(acceptedCents));
        if (decision.equals("clarify")) answer.put("clarification", "Quelles activités?");
        act("caroline", agreement, "userTask_reviewReport", answer);
        runJobs();
    }

    /** Reported and accepted. */
    void accepted(String agreement, String kind, long spentCents) {
        report(agreement, kind, spentCents);
        review(agreement, "accept", spentCents);
    }

    /** Every funder but the city pays in all that it committed. */
    void payIn(String envelope) {
        for (var funder : commitments.of(envelope)) {
            if (!funder.isCity()) commitments.receive(envelope, funder.code(), funder.committedCents() - funder.receivedCents(), LocalDate.now(), envelope + funder.code() + System.nanoTime(), "alain");
        }
    }

    /** The timer of this step of the case, whenever it would be due. */
    void timer(String number, String activity) {
        var jobs = management.createJobQuery().activityId(activity).list().stream()
                .filter(job -> number.equals(runtime.createProcessInstanceQuery().processInstanceId(job.getProcessInstanceId()).singleResult().getBusinessKey())).toList();
        assertThat(jobs).as(activity).hasSize(1);
        ClockUtil.setCurrentTime(new Date(Math.max(ClockUtil.getCurrentTime().getTime(), jobs.get(0).getDuedate().getTime() + Duration.ofMinutes(1).toMillis())));
        management.executeJob(jobs.get(0).getId());
        runJobs();
    }

    void act(String person, String number, String step, Map<String, Object> answers) {
        var open = tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(step).list();
        assertThat(open).as(step + " of " + number).hasSize(1);
        finish(person, open.get(0), answers);
    }

    private void finish(String person, Task task, Map<String, Object> answers) {
        as(person, () -> {
            assertThat(tasks.createTaskQuery().taskId(task.getId()).taskCandidateGroupIn(identity.createGroupQuery().groupMember(person).list().stream().map(group -> group.getId()).toList()).count())
                    .as("%s is not for %s", task.getTaskDefinitionKey(), person).isEqualTo(1);
            tasks.claim(task.getId(), person);
            try {
                tasks.complete(task.getId(), new HashMap<>(answers));
            } catch (RuntimeException refused) {
                tasks.setAssignee(task.getId(), null);
                throw refused;
            }
        });
    }

    interface Booking {
        void run() throws MoneyRefused;
    }

    static void books(Booking booking) {
        try {
            booking.run();
        } catch (MoneyRefused e) {
            throw new AssertionError(e);
        }
    }

    static String dollars(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    Instalment instalment(String agreement, int n) {
        return instalments.find(agreement, n).orElseThrow();
    }

    /** What a cell and its journal say. */
    long cents(String agreement, String funder, String column) {
        return db.sql("select " + column + " from funding_cell where agreement = :agreement and funder = :funder").param("agreement", agreement).param("funder", funder).query(Long.class).single();
    }
}
