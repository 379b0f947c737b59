package ca.laval.mondossier.funding.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every end of every process of community funding, reached by what people do; an envelope of one organisation, 50/40/10. */
class FundingPathsTest extends FundingTest {
    private static final String ONE = "1140000003; TRCAL; trcal@organisme.example; 1/1; Besoins des personnes aînées";

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = {"/paths/community-funding.csv", "/paths/funding-commitment.csv", "/paths/funding-amendment.csv", "/paths/funding-agreement.csv", "/paths/funding-conclusion.csv",
            "/paths/funding-instalment.csv", "/paths/funding-report.csv", "/paths/funding-recovery.csv", "/paths/funding-account.csv"}, numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String steps, String ends) {
        String envelope = propose("organisations", ONE);
        String agreement = numbers(envelope).get(0);
        for (String step : words(steps)) step(envelope, agreement, step);
        var reached = new ArrayList<>(ends(envelope));
        reached.addAll(ends(agreement));
        assertThat(reached).containsAll(words(ends));
        assertThat(management.createJobQuery().noRetriesLeft().count()).isZero();
    }

    private void step(String envelope, String agreement, String step) {
        switch (step) {
            case "recommend", "decline" -> act("helene", envelope, "userTask_recommendEnvelope", Map.of("recommendation", step));
            case "commit" -> commitments.of(envelope).stream().filter(funder -> funder.state().equals("ASKED")).forEach(funder -> commit(envelope, funder.code(), Map.of("commitment", "commit")));
            case "refuse" -> commit(envelope, "CISSS", Map.of("commitment", "refuse"));
            case "less" -> commit(envelope, "MAMH", Map.of("commitment", "less", "committedAmount", "174657.75"));
            case "silent" -> {
                management.createJobQuery().activityId("event_answerLate").list().stream().filter(job -> "CISSS".equals(runtime.getVariable(job.getExecutionId(), "funder")))
                        .forEach(job -> management.executeJob(job.getId()));
            }
            case "askAgain" -> act("caroline", envelope, "userTask_chaseFunder", Map.of("silence", "again"));
            case "countRefusal" -> act("caroline", envelope, "userTask_chaseFunder", Map.of("silence", "refusal"));
            case "reduceAll", "coverAll", "abandon" -> act("caroline", envelope, "userTask_decideShortfall", Map.of("shortfallDecision", step.replace("All", "")));
            case "certify" -> certify(envelope);
            case "announce" -> processes.correlate(EnvelopeProcess.FUNDER_REDUCED, envelope, Map.of("reducedFunder", "MAMH", "reductionCents", 2_000_000L));
            case "amend", "reject" -> act("caroline", envelope, "userTask_decideAmendment", Map.of("amendment", step.equals("amend") ? "reduce" : "reject"));
            case "payIn" -> payIn(envelope);
            default -> agreementStep(agreement, step);
        }
        runJobs();
    }

    private void agreementStep(String agreement, String step) {
        long granted = agreements.find(agreement).orElseThrow().grantedCents();
        switch (step) {
            case "draft" -> draft(agreement);
            case "adopted", "postponed", "defeated" -> resolve(agreement, step);
            case "nextSitting" -> timer(agreement, "event_nextSitting");
            case "sign" -> sign(agreement);
            case "unsigned" -> timer(agreement, "event_signatureLate");
            case "again", "giveUp" -> act("caroline", agreement, "userTask_decideUnsigned", Map.of("unsignedDecision", step));
            case "name" -> act("pierre", agreement, "userTask_nameSignatory", Map.of("signatory", SIGNATORY, "boardResolution", "seen"));
            case "other" -> processes.correlate(ConclusionProcess.SIGNATORY_CHANGED, agreement);
            case "citySign" -> signForCity(agreement);
            case "conclude" -> conclude(agreement);
            case "bank" -> bank("SETTLED");
            case "bankReturns" -> bank("RETURNED");
            case "midTerm" -> accepted(agreement, "MID_TERM", granted / 3);
            case "final" -> accepted(agreement, "FINAL", granted);
            case "underspend" -> accepted(agreement, "FINAL", granted * 95 / 100);
            case "spendHalf" -> accepted(agreement, "FINAL", granted / 2);
            case "file" -> report(agreement, "MID_TERM", granted / 3);
            case "clarify" -> review(agreement, "clarify", 0);
            case "accept" -> review(agreement, "accept", granted / 3);
            case "refuseReport" -> review(agreement, "refuse", 0);
            case "silence" -> timer(agreement, "event_clarificationLate");
            case "remind" -> timer(agreement, "event_firstReminder");
            case "remindAgain" -> timer(agreement, "event_lastReminder");
            case "late" -> timer(agreement, "event_reportLate");
            case "overdue" -> timer(agreement, "event_reportOverdue");
            case "noticeOver" -> timer(agreement, "event_noticeOver");
            case "wait", "default" -> act("caroline", agreement, "userTask_decideLate", Map.of("lateDecision", step));
            case "week" -> timer(agreement, "event_lookAgain");
            case "balanceLate" -> timer(agreement, "event_balanceLate");
            case "balanceUnpaid" -> timer(agreement, "event_balanceUnpaid");
            case "debtWaits" -> act("pierre", agreement, "userTask_decideDebt", Map.of("debtDecision", "wait"));
            case "arrived" -> act("pierre", agreement, "userTask_decideDebt", Map.of("debtDecision", "wait", "arrivedAmount", dollars(settlements.outstanding(agreement)), "arrivedReference", "V-1"));
            case "takeOver" -> act("pierre", agreement, "userTask_decideDebt", Map.of("debtDecision", "takeOver", "debtReason", "NO_ANSWER", "claimNumber", "AJ-2026-7"));
            case "returnPart" -> act("dominique", agreement, "userTask_recordReturn", Map.of("returnedAmount", "100.00", "returnReference", "V-1"));
            case "returnRest" -> act("dominique", agreement, "userTask_recordReturn", Map.of("returnedAmount", dollars(settlements.outstanding(agreement)), "returnReference", "V-2"));
            case "account" -> {
                books(() -> accounts.ask(agreement, "815", "30124", "1234567"));
                processes.correlate(AgreementProcess.ACCOUNT_CHANGE_ASKED, agreement);
            }
            case "asked", "denied" -> act("caroline", agreement, "userTask_callBack", Map.of("callBackOutcome", step));
            case "confirmAccount" -> act("alain", agreement, "userTask_decideAccount", Map.of("accountDecision", "confirm"));
            case "refuseAccount" -> act("alain", agreement, "userTask_decideAccount", Map.of("accountDecision", "refuse"));
            case "dissolve" -> processes.correlate(AgreementProcess.ORGANISATION_DISSOLVED, agreement);
            default -> throw new IllegalArgumentException(step);
        }
    }
}
