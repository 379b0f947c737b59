package ca.laval.mondossier.engine.security;

import ca.laval.mondossier.MonDossierApplication;
import ca.laval.mondossier.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The real application on a database of its own, and people who sign in to it. */
@ActiveProfiles("demo")
@SpringBootTest(classes = MonDossierApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"mondossier.demo-by-default=false", "mondossier.secure-cookies=true", "mondossier.admin.user=admin", "mondossier.admin.password=admin-Only-4-tests",
                "camunda.bpm.job-execution.enabled=false"})
@Import(EngineSecurityTest.Checks.class)
abstract class EngineSecurityTest {
    static final String PASSWORD = "réglisse-47";

    @Autowired
    ProcessEngine engine;
    @Autowired
    SwitchableCheck check;
    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> TestDatabase.url("security"));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }

    /** The web applications find their engine by name; another test's application may have been started since. */
    @BeforeEach
    void ownEngineAnswers() {
        ProcessEngines.registerProcessEngine(engine);
    }

    @AfterEach
    void nobodyIsSignedIn() {
        engine.getIdentityService().clearAuthentication();
        check.delegate = submission -> { };
    }

    /** A member of staff who may open every web application; what else they may do, the test grants. */
    void person(String id, String... groups) {
        IdentityService identity = engine.getIdentityService();
        if (identity.createUserQuery().userId(id).count() == 0) {
            var user = identity.newUser(id);
            user.setFirstName(id);
            user.setLastName("Test");
            user.setPassword(PASSWORD);
            identity.saveUser(user);
            grant(id, Resources.APPLICATION, "*", Permissions.ACCESS);
        }
        for (String group : groups) {
            if (identity.createGroupQuery().groupId(group).count() == 0) identity.saveGroup(identity.newGroup(group));
            if (identity.createGroupQuery().groupId(group).groupMember(id).count() == 0) identity.createMembership(id, group);
        }
    }

    void grant(String user, Resource resource, String id, Permission... permissions) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId(user);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }

    HttpRequest.Builder request(String method, String path, String json) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json").header("Accept", "application/json, */*")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Through engine-rest. */
    HttpResponse<String> rest(String person, String method, String path, String json) {
        return send(request(method, "/engine-rest" + path, json).header("Authorization", basic(person, PASSWORD)));
    }

    static String basic(String person, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((person + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Through the web applications, signed in to Tasklist. */
    Session session(String person) {
        Session session = new Session();
        session.send(request("GET", "/camunda/app/welcome/default/", null));
        var answer = session.signIn(person, PASSWORD);
        if (answer.statusCode() != 200) throw new IllegalStateException("sign-in: " + answer.statusCode() + answer.body());
        // The new session's token against forged requests comes with the first page.
        session.send(request("GET", "/camunda/app/tasklist/default/", null));
        return session;
    }

    /** Cookies kept by hand: they are for https only, and this is a test. */
    class Session {
        final Map<String, String> cookies = new LinkedHashMap<>();

        HttpResponse<String> signIn(String person, String password) {
            String form = "username=" + person + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
            return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/camunda/api/admin/auth/user/default/login/tasklist"))
                    .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "application/json")
                    .POST(BodyPublishers.ofString(form)));
        }

        HttpResponse<String> send(HttpRequest.Builder request) {
            if (!cookies.isEmpty()) {
                request.header("Cookie", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; ")));
            }
            if (cookies.containsKey("XSRF-TOKEN")) request.header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
            HttpResponse<String> answer = EngineSecurityTest.this.send(request);
            answer.headers().allValues("Set-Cookie").forEach(cookie -> {
                String[] pair = cookie.split(";")[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            });
            return answer;
        }

        HttpResponse<String> engine(String method, String path, String json) {
            return send(request(method, "/camunda/api/engine/engine/default" + path, json));
        }
    }

    @TestConfiguration
    static class Checks {
        @Bean
        SwitchableCheck switchableCheck() {
            return new SwitchableCheck();
        }
    }

    /** Lets each test say what a check does. */
    static class SwitchableCheck implements TaskSubmissionCheck {
        TaskSubmissionCheck delegate = submission -> { };

        @Override
        public void check(TaskSubmission submission) {
            delegate.check(submission);
        }
    }
}
