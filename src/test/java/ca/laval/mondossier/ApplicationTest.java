package ca.laval.mondossier;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The real application over HTTP on a database of its own, started once for every test that extends this. Jobs run when a test says so.
 * Beside the city's services it offers the street party, which exists only in the tests: models and words, no Java.
 */
@SpringBootTest(classes = MonDossierApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"mondossier.demo-by-default=false", "mondossier.password-strength=4", "camunda.bpm.job-execution.enabled=false", "management.prometheus.metrics.export.enabled=true", "mondossier.data-dir=target/data", "mondossier.demo-cases=false",
        "mondossier.requests-per-client=100000", "mondossier.verifications-per-client=300", "server.servlet.session.timeout=30m"})
@ActiveProfiles("demo")
public abstract class ApplicationTest {
    @LocalServerPort
    protected int port;
    @Autowired
    protected JdbcClient db;
    @Autowired
    protected TaskService tasks;
    @Autowired
    protected RuntimeService runtime;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> TestDatabase.url("application"));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }

    /** The web applications find their engine by name; another test's application may have been started since. */
    @BeforeEach
    void ownEngineAnswers(@Autowired ProcessEngine engine) {
        ProcessEngines.registerProcessEngine(engine);
    }

    /** People ask for more links in a test run than in an hour. */
    @BeforeEach
    void forgetLinks() {
        db.sql("delete from sign_in_link").update();
    }

    protected Browser visitor() {
        return new Browser("http://localhost:" + port);
    }

    /** Somebody who signed in through the link in their mail. */
    protected Browser resident(String email) {
        Browser browser = visitor();
        browser.get("/sign-in");
        browser.post("/sign-in", "email", email);
        browser.get(linkFor(email));
        browser.post("/sign-in/link");
        return browser;
    }

    /** The path of the latest sign-in link mailed to this address. */
    protected String linkFor(String email) {
        String body = db.sql("select body from demo_mail where recipient = :email order by id desc limit 1").param("email", email).query(String.class).single();
        return body.replaceAll("(?s).*?https?://[^/]+(/sign-in/link\\?token=[A-Za-z0-9_-]+).*", "$1");
    }

    /** Nobody else's desks and left-over timers in a test that looks at all of them or moves the clock. */
    protected void endEveryCase() {
        List<String> left = runtime.createProcessInstanceQuery().rootProcessInstances().list().stream().map(ProcessInstance::getId).toList();
        if (!left.isEmpty()) runtime.deleteProcessInstances(left, "left over by another test", true, true);
    }

    /** Does the one open task of a case, as staff would. */
    protected void complete(String caseNumber, Map<String, Object> variables) {
        tasks.complete(tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).singleResult().getId(), variables);
    }
}
