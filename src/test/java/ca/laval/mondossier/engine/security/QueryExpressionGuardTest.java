package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class QueryExpressionGuardTest extends EngineSecurityTest {
    private static final String ANY_CODE = "${'a'.concat('b')}";
    private static final String IN_A_BRANCH = "{\"orQueries\":[{\"assigneeExpression\":\"" + ANY_CODE + "\"}]}";

    @Autowired
    JdbcClient jdbc;

    @Test
    void refusesExpressionsInQueriesAndTheirBranches() {
        isRefused(() -> tasks().taskAssigneeExpression(ANY_CODE).list());
        isRefused(() -> tasks().or().taskAssigneeExpression(ANY_CODE).taskName("x").endOr().list());
        isRefused(() -> tasks().or().taskName("x").endOr().or().taskCandidateGroupInExpression(ANY_CODE).endOr().count());
        isRefused(() -> tasks().or().dueBeforeExpression(ANY_CODE).endOr().singleResult());
    }

    @Test
    void refusesThemInATransactionOfTheirOwnToo() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        var query = (TaskQueryImpl) tasks().or().taskAssigneeExpression(ANY_CODE).endOr();
        isRefused(() -> configuration.getCommandExecutorTxRequiresNew().execute(query));
    }

    @Test
    void refusesToStoreAFilterWithOne() {
        isRefused(() -> filter(tasks().taskAssigneeExpression(ANY_CODE)));
        isRefused(() -> filter(tasks().or().taskAssigneeExpression(ANY_CODE).endOr()));
    }

    @Test
    void refusesToExtendAFilterWithOne() {
        Filter filter = filter(tasks());
        isRefused(() -> engine.getFilterService().list(filter.getId(), tasks().or().taskAssigneeExpression(ANY_CODE).endOr()));
        isRefused(() -> engine.getFilterService().count(filter.getId(), tasks().or().taskAssigneeExpression(ANY_CODE).endOr()));
    }

    @Test
    void refusesToRunAFilterThatWasStoredPastTheGuard() {
        Filter filter = filter(tasks());
        jdbc.sql("update act_ru_filter set query_ = :query where id_ = :id").param("query", IN_A_BRANCH).param("id", filter.getId()).update();
        isRefused(() -> engine.getFilterService().list(filter.getId()));
        isRefused(() -> engine.getFilterService().listPage(filter.getId(), 0, 5));
        isRefused(() -> engine.getFilterService().count(filter.getId()));
        isRefused(() -> engine.getFilterService().singleResult(filter.getId()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${currentUser()}", "${ currentUser( ) }", "${currentUserGroups()}", "${now()}"})
    void letsTheHarmlessOnesLive(String expression) {
        String method = expression.contains("Groups") ? "groups" : expression.contains("now") ? "now" : "user";
        TaskQuery query = switch (method) {
            case "groups" -> tasks().taskCandidateGroupInExpression(expression);
            case "now" -> tasks().dueBeforeExpression(expression);
            default -> tasks().or().taskAssigneeExpression(expression).endOr();
        };
        Filter filter = filter(query);
        person("harmless", "env-analyst");
        grant("harmless", Resources.FILTER, filter.getId(), Permissions.READ);
        engine.getIdentityService().setAuthentication("harmless", List.of("env-analyst"));
        assertThatCode(() -> engine.getFilterService().list(filter.getId())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${currentUser().getClass()}", "${now()}${'a'.concat('b')}", "${currentUser()}\n${1}", "#{now()}", "${'x'}"})
    void refusesTheirLookAlikes(String expression) {
        isRefused(() -> filter(tasks().taskAssigneeExpression(expression)));
    }

    @Test
    void bothRestDoorsAnswerBadRequest() {
        person("doors");
        var rest = rest("doors", "POST", "/task", IN_A_BRANCH);
        assertThat(rest.statusCode()).isEqualTo(400);
        assertThat(rest.body()).contains("A query or filter may only use");
        var webapp = session("doors").engine("POST", "/task", IN_A_BRANCH);
        assertThat(webapp.statusCode()).isEqualTo(400);
        assertThat(webapp.body()).contains("A query or filter may only use");
        assertThat(rest("doors", "POST", "/task", "{\"orQueries\":[{\"assigneeExpression\":\"${currentUser()}\"}]}").statusCode()).isEqualTo(200);
    }

    @Test
    void bothRestDoorsRefuseFilters() {
        person("filterer");
        grant("filterer", Resources.FILTER, "*", Permissions.CREATE, Permissions.READ);
        String filter = "{\"resourceType\":\"Task\",\"name\":\"f\",\"query\":" + IN_A_BRANCH + ",\"properties\":{}}";
        assertThat(rest("filterer", "POST", "/filter/create", filter).statusCode()).isEqualTo(400);
        Session session = session("filterer");
        assertThat(session.engine("POST", "/filter/create", filter).statusCode()).isEqualTo(400);
        String id = filter(tasks()).getId();
        assertThat(session.engine("POST", "/filter/" + id + "/list", IN_A_BRANCH).statusCode()).isEqualTo(400);
        assertThat(session.engine("POST", "/filter/" + id + "/count", IN_A_BRANCH).statusCode()).isEqualTo(400);
        assertThat(session.engine("POST", "/filter/" + id + "/list", "{}").statusCode()).isEqualTo(200);
    }

    private TaskQuery tasks() {
        return engine.getTaskService().createTaskQuery();
    }

    private Filter filter(TaskQuery query) {
        return engine.getFilterService().saveFilter(engine.getFilterService().newTaskFilter("test").setQuery(query));
    }

    private static void isRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(BadUserRequestException.class).hasMessageContaining("A query or filter may only use");
    }
}
