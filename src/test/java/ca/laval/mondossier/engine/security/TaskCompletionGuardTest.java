package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TaskCompletionGuardTest extends EngineSecurityTest {
    private static final String PROCESS = "guarded-request";

    private TaskService tasks;

    @BeforeEach
    void deploy() {
        tasks = engine.getTaskService();
        var model = Bpmn.createExecutableProcess(PROCESS).camundaHistoryTimeToLiveString("P1D").startEvent()
                .userTask("userTask_decide").name("Decide").camundaCandidateGroups("guard-office").camundaFormKey("guarded.decide")
                .endEvent("endEvent_decided")
                .moveToActivity("userTask_decide").boundaryEvent("event_impossible").error("impossible").endEvent("endEvent_impossible")
                .moveToActivity("userTask_decide").boundaryEvent("event_asked").cancelActivity(false).escalation("asked").endEvent("endEvent_asked")
                .done();
        engine.getRepositoryService().createDeployment().name(PROCESS).enableDuplicateFiltering(false).addModelInstance(PROCESS + ".bpmn", model).deploy();
        person("annette", "guard-office");
        person("bastien", "guard-office");
    }

    @Test
    void onlyTheAssigneeEndsATask() {
        String task = start();
        as("annette", () -> tasks.claim(task, "annette"));
        as("bastien", () -> {
            isNotTheirs(() -> tasks.complete(task));
            isNotTheirs(() -> tasks.completeWithVariablesInReturn(task, Map.of(), false));
            isNotTheirs(() -> tasks.resolveTask(task));
            isNotTheirs(() -> engine.getFormService().submitTaskForm(task, Map.of()));
            isNotTheirs(() -> engine.getFormService().submitTaskFormWithVariablesInReturn(task, Map.of(), false));
            isNotTheirs(() -> tasks.handleBpmnError(task, "impossible"));
            isNotTheirs(() -> tasks.handleEscalation(task, "asked"));
        });
        as("annette", () -> tasks.complete(task));
        assertThat(tasks.createTaskQuery().taskId(task).count()).isZero();
    }

    @Test
    void aTaskNobodyClaimedIsClaimedFirst() {
        String task = start();
        as("annette", () -> isNotTheirs(() -> tasks.complete(task)));
    }

    @Test
    void theAssigneeMayRaiseErrorsAndEscalations() {
        String escalated = start();
        as("annette", () -> {
            tasks.claim(escalated, "annette");
            tasks.handleEscalation(escalated, "asked");
            tasks.handleBpmnError(escalated, "impossible");
        });
        assertThat(tasks.createTaskQuery().taskId(escalated).count()).isZero();
    }

    @Test
    void theSystemItselfEndsWhatItMust() {
        String task = start();
        tasks.complete(task);
        assertThat(tasks.createTaskQuery().taskId(task).count()).isZero();
    }

    @Test
    void nobodyClaimsInSomeoneElsesName() {
        String task = start();
        as("annette", () -> assertThatThrownBy(() -> tasks.claim(task, "bastien")).isInstanceOf(AuthorizationException.class));
    }

    @Test
    void whoClaimedATaskPutsItBackAndNobodyElseTakesItAway() {
        String task = start();
        for (String door : List.of("unclaim", "claim")) {
            String nobody = "{\"userId\":null}";
            as("annette", () -> tasks.claim(task, "annette"));
            assertThat(rest("bastien", "POST", "/task/" + task + "/" + door, nobody).statusCode()).as(door).isEqualTo(403);
            assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee()).isEqualTo("annette");
            assertThat(session("annette").engine("POST", "/task/" + task + "/" + door, nobody).statusCode()).as(door).isEqualTo(204);
            assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee()).isNull();
            as("annette", () -> isNotTheirs(() -> tasks.complete(task)));
        }
        as("bastien", () -> {
            tasks.claim(task, "bastien");
            tasks.complete(task);
        });
    }

    @Test
    void bothRestDoorsRefuseWithWordsForThePerson() {
        String task = start();
        as("annette", () -> tasks.claim(task, "annette"));
        Session benoit = session("bastien");
        for (String action : List.of("complete", "submit-form", "resolve")) {
            var webapp = benoit.engine("POST", "/task/" + task + "/" + action, "{\"variables\":{}}");
            assertThat(webapp.statusCode()).as(action).isEqualTo(403);
            assertThat(webapp.body()).contains("This task is not assigned to you");
            assertThat(rest("bastien", "POST", "/task/" + task + "/" + action, "{\"variables\":{}}").statusCode()).isEqualTo(403);
        }
        assertThat(rest("bastien", "POST", "/task/" + task + "/bpmnError", "{\"errorCode\":\"impossible\"}").statusCode()).isEqualTo(403);
        assertThat(rest("bastien", "POST", "/task/" + task + "/bpmnEscalation", "{\"escalationCode\":\"asked\"}").statusCode()).isEqualTo(403);
        assertThat(rest("annette", "POST", "/task/" + task + "/submit-form", "{\"variables\":{}}").statusCode()).isEqualTo(204);
    }

    /** What a candidate's and an assignee's automatic grants allow: claim and end the task, and nothing else. */
    @Test
    void workingOnATaskDoesNotMeanWritingVariablesOrHandingItOut() {
        String task = start();
        String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
        String value = "{\"value\":true,\"type\":\"Boolean\"}";
        String change = "{\"modifications\":{\"approved\":" + value + "}}";
        assertThat(rest("annette", "GET", "/task/" + task, null).statusCode()).isEqualTo(200);
        assertThat(rest("annette", "POST", "/task/" + task + "/claim", "{\"userId\":\"annette\"}").statusCode()).isEqualTo(204);
        Map<String, Integer> answers = new TreeMap<>();
        record Try(String method, String path, String body) { }
        for (Try attempt : List.of(
                new Try("PUT", "/task/" + task + "/variables/approved", value),
                new Try("POST", "/task/" + task + "/variables", change),
                new Try("DELETE", "/task/" + task + "/variables/caseNumber", null),
                new Try("PUT", "/task/" + task + "/localVariables/approved", value),
                new Try("POST", "/task/" + task + "/localVariables", change),
                new Try("PUT", "/process-instance/" + instance + "/variables/approved", value),
                new Try("POST", "/process-instance/" + instance + "/variables", change),
                new Try("PUT", "/execution/" + instance + "/localVariables/approved", value),
                new Try("POST", "/execution/" + instance + "/signal", "{}"),
                new Try("POST", "/process-instance/" + instance + "/modification", "{\"instructions\":[{\"type\":\"startAfterActivity\",\"activityId\":\"userTask_decide\"}]}"),
                new Try("DELETE", "/process-instance/" + instance, null),
                new Try("POST", "/task/" + task + "/assignee", "{\"userId\":\"bastien\"}"),
                new Try("POST", "/task/" + task + "/delegate", "{\"userId\":\"bastien\"}"),
                new Try("POST", "/task/" + task + "/identity-links", "{\"userId\":\"bastien\",\"type\":\"candidate\"}"),
                new Try("PUT", "/task/" + task, "{\"name\":\"x\",\"assignee\":\"bastien\"}"))) {
            answers.put(attempt.method + " " + attempt.path.replace(task, "T").replace(instance, "P"), rest("annette", attempt.method, attempt.path, attempt.body).statusCode());
        }
        assertThat(answers).allSatisfy((door, status) -> assertThat(status).as(door).isEqualTo(403));
        assertThat(engine.getRuntimeService().getVariable(instance, "approved")).isNull();
    }

    @Test
    void checksSeeTheSubmissionAndDecideWhatIsStored() {
        List<Object> seen = new ArrayList<>();
        check.delegate = submission -> {
            seen.addAll(List.of(submission.outcome(), submission.taskDefinitionKey(), submission.formKey(), submission.businessKey(),
                    submission.submittedBy(), submission.deploymentId() != null, submission.processDefinitionId().startsWith(PROCESS)));
            submission.variables().remove("smuggled");
            submission.variables().putValue("amountCents", 6499L);
        };
        String task = start();
        String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
        as("annette", () -> {
            tasks.claim(task, "annette");
            engine.getFormService().submitTaskForm(task, Map.of("smuggled", "x", "amountCents", "64.99", "note", "y"));
        });
        assertThat(seen).containsExactly(TaskSubmission.Outcome.COMPLETED, "userTask_decide", "guarded.decide", "SUB-1", Optional.of("annette"), true, true);
        assertThat(history(instance)).isEqualTo(Map.of("amountCents", 6499L, "note", "y"));
    }

    @Test
    void checksGuardEveryWayToEndATask() {
        check.delegate = submission -> submission.variables().remove("smuggled");
        for (String action : List.of("complete", "submit-form", "bpmnError")) {
            String task = start();
            String instance = tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
            as("annette", () -> tasks.claim(task, "annette"));
            String body = "{\"errorCode\":\"impossible\",\"variables\":{\"smuggled\":{\"value\":\"x\"},\"note\":{\"value\":\"y\"}}}";
            body = action.equals("bpmnError") ? body : body.replace("\"errorCode\":\"impossible\",", "");
            assertThat(rest("annette", "POST", "/task/" + task + "/" + action, body).statusCode()).as(action).isEqualTo(204);
            assertThat(history(instance)).as(action).isEqualTo(Map.of("note", "y"));
        }
    }

    @Test
    void aCheckThatThrowsLeavesTheTaskAsItWas() {
        check.delegate = submission -> {
            throw new SubmissionRefusedException("amount: required");
        };
        String task = start();
        as("annette", () -> tasks.claim(task, "annette"));
        Session anne = session("annette");
        for (String action : List.of("submit-form", "complete")) {
            var answer = anne.engine("POST", "/task/" + task + "/" + action, "{\"variables\":{\"note\":{\"value\":\"y\"}}}");
            assertThat(answer.statusCode()).as(action).isEqualTo(400);
            assertThat(answer.body()).contains("amount: required");
        }
        assertThat(tasks.createTaskQuery().taskId(task).count()).isOne();
        assertThat(tasks.getVariables(task)).doesNotContainKey("note");
    }

    @Test
    void lookingCostsNoStatement() {
        List<String> without = statements("complete");
        check.delegate = submission -> {
            submission.formRef();
            submission.formKey();
            submission.deploymentId();
            submission.businessKey();
        };
        assertThat(statements("complete")).containsExactlyInAnyOrderElementsOf(without);
        assertThat(without.stream().filter(statement -> statement.endsWith("TaskEntity.selectTask"))).hasSize(1);
    }

    private List<String> statements(String action) {
        String task = start();
        as("annette", () -> tasks.claim(task, "annette"));
        Logger logger = (Logger) LoggerFactory.getLogger("org.camunda.bpm.engine.impl.persistence.entity");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(appender);
        try {
            as("annette", () -> tasks.complete(task, Variables.putValue("approved", true)));
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
        return appender.list.stream().filter(event -> event.getMessage().contains("Preparing")).map(ILoggingEvent::getLoggerName).toList();
    }

    private Map<String, Object> history(String instance) {
        Map<String, Object> variables = new HashMap<>();
        engine.getHistoryService().createHistoricVariableInstanceQuery().processInstanceId(instance).list().forEach(v -> variables.put(v.getName(), v.getValue()));
        return variables;
    }

    private String start() {
        String instance = engine.getRuntimeService().startProcessInstanceByKey(PROCESS, "SUB-1").getId();
        return tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
    }

    private void as(String person, Runnable action) {
        engine.getIdentityService().setAuthentication(person, List.of("guard-office"));
        try {
            action.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private static void isNotTheirs(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(AuthorizationException.class).hasMessageContaining("This task is not assigned to you");
    }
}
