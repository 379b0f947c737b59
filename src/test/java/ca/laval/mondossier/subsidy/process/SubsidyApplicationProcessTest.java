package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ca.laval.mondossier.DecisionTable;
import ca.laval.mondossier.TestDatabase;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The subsidy process on a real engine; letters, facts and the calendar are stand-ins. */
public class SubsidyApplicationProcessTest {

    private static final String KEY = "subsidy-application";
    private static final String CASE = "SUB-2026-000042-8";
    private static final String PATHS = "/paths/subsidy-application.csv";
    private static final Date DUE = Date.from(Instant.parse("2026-07-10T03:59:59Z"));
    private static final Date DEADLINE = Date.from(Instant.parse("2026-07-07T03:59:59Z"));

    private static ProcessEngine engine;
    private final List<Letter> letters = new ArrayList<>();
    private final Map<String, Object> facts = new HashMap<>(Map.of("addressMatched", true, "applicationDate", "2026-06-15",
            "envelopeYear", 2026, "sampleNumber", 50, "duplicate", false, "envelopeStatus", "OPEN", "envelopeLeftCents", 1_000_000L));
    private final List<String> effects = new ArrayList<>();
    private boolean noRoom;
    private JavaDelegate letterDesk = task -> letters.add(new Letter((String) task.getVariable("letter"),
            task.getVariableLocal("amount"), task.getVariableLocal("date"), task.getVariableLocal("reasons"),
            task.getVariableLocal("documents")));
    private JavaDelegate factFinder = task -> task.setVariables(facts);
    private RuntimeException refusedPerson;

    record Letter(String name, Object amount, Object date, Object reasons, Object documents) {
    }

    @BeforeAll
    static void startEngine() {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(KEY);
        configuration.setDataSource(TestDatabase.named("subsidy-application-process"));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setJobExecutorActivate(false);
        configuration.setExpressionManager(new MockExpressionManager());
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
        configuration.setFailedJobRetryTimeCycle("R3/PT5M");
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment()
                .addClasspathResource("processes/subsidy-application/subsidy-application.bpmn")
                .addClasspathResource("processes/subsidy-application/subsidy-program.dmn")
                .addClasspathResource("processes/subsidy-application/subsidy-documents.dmn")
                .addClasspathResource("forms/subsidy-application/subsidy-application.check-completeness.form")
                .addClasspathResource("forms/subsidy-application/subsidy-application.assess-application.form")
                .addClasspathResource("processes/subsidy-application/subsidy-envelope.dmn")
                .addClasspathResource("processes/subsidy-application/subsidy-review-route.dmn")
                .addClasspathResource("forms/subsidy-application/subsidy-application.confirm-override.form")
                .addClasspathResource("forms/subsidy-application/subsidy-application.review-duplicate.form")
                .addClasspathResource("forms/subsidy-application/subsidy-application.review-decision.form")
                .deploy();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void standIns() {
        BpmnAwareTests.init(engine);
        Mocks.register("sendLetterDelegate", (JavaDelegate) task -> letterDesk.execute(task));
        Mocks.register("establishFactsDelegate", (JavaDelegate) task -> factFinder.execute(task));
        Mocks.register("readEnvelopeDelegate", effect("readEnvelope"));
        Mocks.register("claimEntitlementDelegate", effect("claim"));
        Mocks.register("splitEntitlementDelegate", (JavaDelegate) task -> task.setVariable("duplicate", false));
        Mocks.register("reserveBudgetDelegate", (JavaDelegate) task -> {
            if (noRoom || Boolean.TRUE.equals(task.getVariable("faster"))) throw new BpmnError("budgetExhausted");
            effects.add("reserve " + task.getVariable("grantCents"));
        });
        Mocks.register("joinWaitingListDelegate", effect("wait"));
        Mocks.register("freeSubsidyDelegate", effect("free"));
        Mocks.register("requestPayoutDelegate", (JavaDelegate) task -> effects.add("pay " + task.getVariable("grantCents")));
        Mocks.register("withdrawPayoutDelegate", effect("withdrawPayout"));
        Mocks.register("commitBudgetDelegate", effect("commit"));
        Mocks.register("payByChequeDelegate", effect("cheque"));
        Mocks.register("planVisitDelegate", effect("visit"));
        Mocks.register("calendar", new Calendar());
        Mocks.register("money", new Money());
        Mocks.register("decisions", new Decisions());
        Mocks.register("fourEyes", new FourEyes());
    }

    private JavaDelegate effect(String name) {
        return task -> effects.add(name);
    }

    @AfterEach
    void leaveNothingBehind() {
        engine.getRuntimeService().createProcessInstanceQuery().list().forEach(left ->
                engine.getRuntimeService().deleteProcessInstance(left.getId(), "test over"));
        Mocks.reset();
        BpmnAwareTests.reset();
    }

    @ParameterizedTest(name = "{0} -> {5}")
    @CsvFileSource(resources = PATHS, numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String factsThatDiffer, String steps, String letterNames,
            String statuses, String ends) {
        facts.putAll(DecisionTable.inputs(factsThatDiffer));
        var application = apply();

        for (String step : steps.split(" ")) {
            act(application, step);
        }

        assertThat(application).isEnded().hasPassed(ends.split(" "));
        assertThat(letters).extracting(Letter::name).containsExactly(letterNames.split(" "));
        assertThat(statusesSeen(application)).containsExactly(statuses.split(" "));
    }

    @Test
    void everyEndIsOnSomePath() throws IOException {
        var ends = model().getModelElementsByType(EndEvent.class).stream().map(EndEvent::getId).toList();
        try (var paths = new BufferedReader(new InputStreamReader(getClass().getResourceAsStream(PATHS), StandardCharsets.UTF_8))) {
            Set<String> reached = new HashSet<>();
            paths.lines().skip(1).forEach(line ->
                    reached.addAll(List.of(line.substring(line.lastIndexOf(',') + 1).split(" "))));
            assertThat(reached).containsAll(ends);
        }
    }

    @Test
    void shouldAskEachOfficeWithItsFormAndDueDate() {
        facts.put("addressMatched", false);
        var application = apply();
        assertThat(application).isWaitingAtExactly("userTask_checkCompleteness").task()
                .hasCandidateGroup("env-intake").hasDueDate(DUE).isNotAssigned();

        act(application, "complete");
        assertThat(application).isWaitingAtExactly("userTask_assessApplication").task()
                .hasCandidateGroup("env-analyst").hasDueDate(DUE).isNotAssigned();

        act(application, "approve");
        assertThat(application).isWaitingAtExactly("userTask_confirmOverride").task()
                .hasCandidateGroup("env-supervisor").hasDueDate(DUE).isNotAssigned();
        assertThat(task(application).getPriority()).isGreaterThan(50);
        assertThat(engine.getFormService().getTaskFormData(task(application).getId()).getCamundaFormRef().getKey())
                .isEqualTo("subsidy-application.confirm-override");
    }

    @Test
    void shouldGrantWhatTheCorrectedAmountGives() {
        var application = apply(Map.of("preTaxCents", 5472L));
        act(application, "complete");
        assertThat(application).variables().containsEntry("grantCents", 5472L).containsEntry("amountReason", "SHARE")
                .containsEntry("eligibilityReasons", "");
        assertThat(engine.getTaskService().getVariable(task(application).getId(), "preTaxAmount")).isEqualTo("54.72");

        decide(application, withVariables("assessment", "recalculate", "preTaxAmount", "44,99"));
        assertThat(application).isWaitingAtExactly("userTask_assessApplication").variables()
                .containsEntry("preTaxCents", 4499L).containsEntry("grantCents", 4499L).containsEntry("amountReason", "SHARE");

        act(application, "approve");
        assertThat(letters).last().isEqualTo(new Letter("approved", 4499L, null, null, null));
        act(application, "settle");
        assertThat(application).isEnded();
        assertThat(effects).containsExactly("claim", "readEnvelope", "reserve 5472", "claim", "readEnvelope", "reserve 4499", "pay 4499", "commit");
    }

    @Test
    void shouldSendAnApprovalOfNothingToTheSupervisor() {
        var application = apply(Map.of("program", "COUCHES_LAVABLES", "preTaxCents", 21_000L, "quantity", 18L,
                "unborn", false));
        act(application, "complete");
        assertThat(application).variables().containsEntry("grantCents", 0L).containsEntry("amountReason", "MIN_QUANTITY");

        act(application, "approve");
        assertThat(application).isWaitingAtExactly("userTask_confirmOverride");
        decide(application, withVariables("overrideDecision", "granted", "grantAmount", "150.00"));

        assertThat(letters).last().isEqualTo(new Letter("approved", 15_000L, null, null, null));
        act(application, "settle");
        assertThat(application).isEnded().hasPassed("endEvent_nothingToSetAside", "endEvent_subsidyPaid");
        assertThat(effects).containsExactly("claim", "reserve 15000", "pay 15000", "commit");
    }

    @Test
    void shouldGiveTheReasonInTheRefusal() {
        facts.put("addressMatched", false);
        var application = apply();
        act(application, "complete");
        assertThat(application).variables().containsEntry("eligibilityReasons", "NOT_RESIDENT");

        act(application, "refuse");

        assertThat(letters).last().isEqualTo(new Letter("refused", null, null, "NOT_RESIDENT", null));
    }

    @Test
    void shouldRemindAfterTenDaysAndCloseOnTheDateInTheLetter() {
        var application = apply();
        act(application, "missing");
        assertThat(letters).last().isEqualTo(new Letter("documentsMissing", null, DEADLINE, null, "INVOICE,BIRTH_PROOF"));
        assertThat(timer(application).getDuedate())
                .isCloseTo(Date.from(Instant.now().plus(Duration.ofDays(10))), Duration.ofMinutes(5).toMillis());

        act(application, "reminder");
        assertThat(letters).last().isEqualTo(new Letter("reminder", null, DEADLINE, null, "INVOICE,BIRTH_PROOF"));
        assertThat(timer(application).getDuedate()).isEqualTo(DEADLINE);

        act(application, "deadline");
        assertThat(application).isEnded().hasPassed("endEvent_applicationClosed");
    }

    @Test
    void shouldTakeDocumentsThatArriveBeforeTheLetterAskingForThemIsSent() {
        var application = apply();
        engine.getTaskService().complete(task(application).getId(),
                withVariables("completeness", "documentsMissing", "missingDocuments", "INVOICE"));

        act(application, "documents");

        assertThat(application).isWaitingAtExactly("userTask_checkCompleteness");
        assertThat(letters).extracting(Letter::name).containsExactly("received");
    }

    @Test
    void shouldKeepTheClerksWorkWhenTheNextStepFails() {
        factFinder = task -> {
            throw new IllegalStateException("the address file does not answer");
        };
        var application = apply();

        engine.getTaskService().complete(task(application).getId(), withVariables("completeness", "complete", "doubtfulInvoice", false));

        assertThat(statusesSeen(application)).containsExactly("RECEIVED", "UNDER_REVIEW");
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> runJobs(application)).hasMessageContaining("address file");
        }
        assertThat(engine.getRuntimeService().createIncidentQuery().processInstanceId(application.getId()).list())
                .singleElement().satisfies(incident -> assertThat(incident.getActivityId()).isEqualTo("serviceTask_establishFacts"));
    }

    @Test
    void shouldShowTheDecisionWhileTheLetterWaits() {
        letterDesk = task -> {
            if (task.getVariable("letter").equals("approved")) {
                throw new IllegalStateException("the mail server does not answer");
            }
        };
        var application = apply();
        act(application, "complete");

        assertThatThrownBy(() -> act(application, "approve")).hasMessageContaining("mail server");

        assertThat(statusesSeen(application)).containsExactly("RECEIVED", "UNDER_REVIEW", "APPROVED");
        assertThat(application).isNotEnded();
    }

    @Test
    void shouldRefuseAnOverrideConfirmedByTheSamePerson() {
        facts.put("addressMatched", false);
        var application = apply();
        act(application, "complete");
        act(application, "approve");
        refusedPerson = new IllegalStateException("a second person must confirm");

        assertThatThrownBy(() -> act(application, "grant")).hasMessageContaining("second person");

        assertThat(application).isWaitingAtExactly("userTask_confirmOverride");
    }

    @Test
    void shouldRefuseAnOverrideAboveThePricePaid() {
        facts.put("addressMatched", false);
        var application = apply();
        act(application, "complete");
        act(application, "approve");

        assertThatThrownBy(() -> decide(application, withVariables("overrideDecision", "granted", "grantAmount", "65.00"))).hasMessageContaining("more than the price");
        assertThat(application).isWaitingAtExactly("userTask_confirmOverride");

        decide(application, withVariables("overrideDecision", "granted", "grantAmount", "64.99"));
        assertThat(letters).last().isEqualTo(new Letter("approved", 6499L, null, null, null));
    }

    @Test
    void shouldRefuseADecisionThatTheDiagramDoesNotKnow() {
        var application = apply();
        act(application, "complete");

        assertThatThrownBy(() -> decide(application, withVariables("assessment", "maybe")))
                .isInstanceOf(ProcessEngineException.class);

        assertThat(application).isWaitingAtExactly("userTask_assessApplication");
    }

    @Test
    void shouldKeepOnlyFewAndImpersonalVariables() {
        facts.put("addressMatched", false);
        var application = apply();
        List.of("missing", "reminder", "documents", "complete", "recalculate", "approve", "decline")
                .forEach(step -> act(application, step));

        var names = engine.getHistoryService().createHistoricVariableInstanceQuery().processInstanceId(application.getId())
                .list().stream().map(HistoricVariableInstance::getName).collect(Collectors.toSet());
        assertThat(names).containsExactlyInAnyOrder("caseNumber", "program", "purchaseDate", "preTaxCents", "quantity",
                "vendorType", "currency", "applicantSituation", "mosquitoScreen", "addressMatched", "applicationDate",
                "eligibilityReasons", "grantCents", "amountReason", "completeness", "missingDocuments", "assessment",
                "overrideReason", "overrideDecision", "refusalReason", "documentsDueDate", "preTaxAmount", "grantAmount",
                "letter", "documents", "date", "reasons", "envelopeYear", "sampleNumber", "duplicate", "duplicateReview",
                "envelopeStatus", "envelopeLeftCents", "envelopeAction", "envelopeCents", "uniqueness", "maxUnits", "doubtfulInvoice", "route");
    }

    private ProcessInstance apply() {
        return apply(Map.of());
    }

    private ProcessInstance apply(Map<String, Object> answersThatDiffer) {
        Map<String, Object> answers = new HashMap<>(Map.of("caseNumber", CASE, "program", "BARIL_EAU_PLUIE",
                "purchaseDate", "2026-05-10", "preTaxCents", 6499L, "quantity", 1L, "vendorType", "STORE",
                "currency", "CAD", "applicantSituation", "OWNER", "mosquitoScreen", true));
        answers.putAll(answersThatDiffer);
        var application = engine.getRuntimeService().startProcessInstanceByKey(KEY, CASE, answers);
        runJobs(application);
        return application;
    }

    private void act(ProcessInstance application, String step) {
        switch (step) {
            // A hand-written invoice is assessed by a person, a printed one may be approved automatically.
            case "complete" -> decide(application, withVariables("completeness", "complete", "doubtfulInvoice", true));
            case "printed" -> decide(application, withVariables("completeness", "complete", "doubtfulInvoice", false));
            case "legitimate" -> decide(application, withVariables("duplicateReview", "legitimate"));
            case "duplicate" -> decide(application, withVariables("duplicateReview", "duplicate", "refusalReason", "DUPLICATE"));
            case "grantWithoutRoom" -> {
                noRoom = true;
                act(application, "grant");
            }
            case "confirm" -> decide(application, withVariables("reviewDecision", "confirmed"));
            case "refuseOnReview" -> decide(application, withVariables("reviewDecision", "refused", "refusalReason", "PRODUCT_NOT_ELIGIBLE"));
            case "budget" -> receive(application, "budgetReserved");
            case "settle" -> receive(application, "payoutSettled");
            case "return" -> receive(application, "payoutReturned");
            case "correct" -> receive(application, "answersCorrected");
            case "review" -> receive(application, "reviewAsked");
            case "missing" -> decide(application, withVariables("completeness", "documentsMissing",
                    "missingDocuments", "INVOICE,BIRTH_PROOF"));
            case "approve" -> decide(application, withVariables("assessment", "approve", "overrideReason", "CITY_ERROR"));
            case "refuse" -> decide(application, withVariables("assessment", "refuse", "refusalReason", "NOT_RESIDENT"));
            case "recalculate" -> decide(application, withVariables("assessment", "recalculate", "quantity", 1));
            case "ask" -> decide(application, withVariables("assessment", "askDocuments", "missingDocuments", "INVOICE"));
            case "grant" -> decide(application, withVariables("overrideDecision", "granted"));
            case "decline" -> decide(application, withVariables("overrideDecision", "declined", "refusalReason", "NOT_RESIDENT"));
            case "documents" -> receive(application, "documentsReceived");
            case "withdraw" -> receive(application, "applicationWithdrawn");
            case "reminder", "deadline", "yearEnd", "detailsDue" -> {
                engine.getManagementService().executeJob(timer(application).getId());
                runJobs(application);
            }
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void decide(ProcessInstance application, Map<String, Object> answers) {
        engine.getTaskService().complete(task(application).getId(), answers);
        runJobs(application);
    }

    private void receive(ProcessInstance application, String message) {
        engine.getRuntimeService().createMessageCorrelation(KEY + "." + message)
                .processInstanceBusinessKey(application.getBusinessKey()).correlate();
        runJobs(application);
    }

    private void runJobs(ProcessInstance application) {
        List<Job> jobs;
        while (!(jobs = engine.getManagementService().createJobQuery().processInstanceId(application.getId())
                .messages().withRetriesLeft().list()).isEmpty()) {
            jobs.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    private Job timer(ProcessInstance application) {
        return engine.getManagementService().createJobQuery().processInstanceId(application.getId()).timers().singleResult();
    }

    /** The statuses that the diagram showed the resident, in order. */
    private List<String> statusesSeen(ProcessInstance application) {
        var model = model();
        return engine.getHistoryService().createHistoricActivityInstanceQuery().processInstanceId(application.getId())
                .orderPartiallyByOccurrence().asc().list().stream()
                .map(HistoricActivityInstance::getActivityId).map(id -> residentStatus(model, id))
                .flatMap(List::stream).collect(ArrayList::new, (seen, status) -> {
                    // A case that is there already shows nothing new.
                    if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(status)) seen.add(status);
                }, ArrayList::addAll);
    }

    private static List<String> residentStatus(BpmnModelInstance model, String id) {
        FlowNode node = model.getModelElementById(id);
        return node == null || node.getExtensionElements() == null ? List.of()
                : node.getExtensionElements().getElementsQuery()
                        .filterByType(org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties.class).list().stream()
                        .flatMap(properties -> properties.getCamundaProperties().stream())
                        .filter(property -> property.getCamundaName().equals("residentStatus"))
                        .map(CamundaProperty::getCamundaValue).toList();
    }

    private static BpmnModelInstance model() {
        var repository = engine.getRepositoryService();
        return repository.getBpmnModelInstance(
                repository.createProcessDefinitionQuery().processDefinitionKey(KEY).latestVersion().singleResult().getId());
    }

    public static class Calendar {
        public Date businessDays(int days) {
            return DUE;
        }

        public Date endOfBudgetYear(int year) {
            return DEADLINE;
        }

        public Date deadline(String period) {
            return DEADLINE;
        }
    }

    public static class Money {
        public String dollars(long cents) {
            return BigDecimal.valueOf(cents, 2).toPlainString();
        }

        public void atMost(DelegateTask task, String field, Number cents) {
            if (cents((String) task.getVariable(field)) > cents.longValue()) throw new IllegalStateException("more than the price");
        }

        public long cents(String dollars) {
            return new BigDecimal(dollars.replace(',', '.')).movePointRight(2).longValueExact();
        }
    }

    public static class Decisions {
        public String codes(DmnDecisionResult result) {
            return result.stream().map(row -> (String) row.getFirstEntry()).collect(Collectors.joining(","));
        }
    }

    public class FourEyes {
        public void check(DelegateTask task, String earlierTask) {
            if (refusedPerson != null) {
                throw refusedPerson;
            }
        }
    }
}
