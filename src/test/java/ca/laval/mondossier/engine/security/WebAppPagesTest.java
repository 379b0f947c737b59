package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebAppPagesTest extends EngineSecurityTest {
    private static final Pattern NONCE_IN_HTML = Pattern.compile("nonce=\"([^\"]+)\"");
    private static final Pattern NONCE_IN_POLICY = Pattern.compile("'nonce-([^']+)'");

    /** Without an administrator every page leads to the first-admin page. */
    @BeforeEach
    void anAdministratorExists() {
        person("pagesadmin", Groups.CAMUNDA_ADMIN);
    }

    @Test
    void everyPageCarriesTheNonceOfItsOwnHeader() throws Exception {
        List<String> apps = List.of("tasklist", "cockpit", "admin", "welcome");
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<HttpResponse<String>>> loads = IntStream.range(0, 200)
                    .mapToObj(i -> (Callable<HttpResponse<String>>) () -> send(request("GET", "/camunda/app/" + apps.get(i % apps.size()) + "/default/", null)))
                    .toList();
            List<String> nonces = new ArrayList<>();
            for (Future<HttpResponse<String>> load : pool.invokeAll(loads)) {
                HttpResponse<String> page = load.get();
                assertThat(page.statusCode()).isEqualTo(200);
                String policy = policy(page);
                Matcher header = NONCE_IN_POLICY.matcher(policy);
                assertThat(header.find()).isTrue();
                Matcher html = NONCE_IN_HTML.matcher(page.body());
                assertThat(html.results().map(match -> match.group(1))).isNotEmpty().containsOnly(header.group(1));
                nonces.add(header.group(1));
            }
            assertThat(nonces).doesNotHaveDuplicates().allSatisfy(nonce -> assertThat(nonce).hasSizeGreaterThanOrEqualTo(22));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void thePolicyStaysStrictAndLetsDocumentsOpen() {
        String policy = policy(send(request("GET", "/camunda/app/tasklist/default/", null)));
        String scripts = Pattern.compile("script-src ([^;]*)").matcher(policy).results().findFirst().orElseThrow().group(1);
        assertThat(scripts.split(" ")).filteredOn(source -> !source.startsWith("'nonce-"))
                .containsExactly("'strict-dynamic'", "'unsafe-eval'", "https:", "'self'", "'unsafe-inline'");
        assertThat(policy).contains("object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'", "default-src 'self'");
        assertThat(policy).contains("sandbox allow-forms allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads");
    }

    @Test
    void cookiesAreForThisSiteAndForHttpsOnly() {
        var cookies = send(request("GET", "/camunda/app/tasklist/default/", null)).headers().allValues("Set-Cookie");
        assertThat(cookies).filteredOn(cookie -> cookie.startsWith("JSESSIONID=")).singleElement().asString()
                .contains("; Secure", "; HttpOnly").containsOnlyOnce("SameSite=Lax");
        assertThat(cookies).filteredOn(cookie -> cookie.startsWith("XSRF-TOKEN=")).singleElement().asString()
                .containsPattern("; ?Secure").containsPattern("; ?SameSite=Lax");
    }

    @Test
    void theSessionGetsANewIdAndKeepsItsFlagsAtSignIn() {
        person("cookie");
        Session session = new Session();
        session.send(request("GET", "/camunda/app/tasklist/default/", null));
        String before = session.cookies.get("JSESSIONID");
        var answer = session.signIn("cookie", PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(session.cookies.get("JSESSIONID")).isNotEqualTo(before);
        assertThat(answer.headers().allValues("Set-Cookie")).filteredOn(cookie -> cookie.startsWith("JSESSIONID=")).isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("; Secure", "; HttpOnly", "SameSite=Lax"));
    }

    @Test
    void nobodyBecomesTheFirstAdministratorFromTheOutside() {
        String stranger = "{\"profile\":{\"id\":\"mallory\",\"firstName\":\"m\",\"lastName\":\"m\",\"email\":\"\"},\"credentials\":{\"password\":\"x\"}}";
        var administrators = engine.getIdentityService().createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).list();
        administrators.forEach(admin -> engine.getIdentityService().deleteMembership(admin.getId(), Groups.CAMUNDA_ADMIN));
        try {
            Session session = new Session();
            session.send(request("GET", "/camunda/app/tasklist/default/", null));
            var answer = session.send(request("POST", "/camunda/api/admin/setup/default/user/create", stranger));
            assertThat(engine.getIdentityService().createUserQuery().userId("mallory").count()).isZero();
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(session.send(request("GET", "/camunda/app/admin/default/setup/", null)).statusCode()).isEqualTo(403);
            for (String spelling : List.of("//setup/default", "/setup;x=1/default", "/%73etup/default", "/x/../setup/default", "/setup/%64efault")) {
                int status = session.send(request("POST", "/camunda/api/admin" + spelling + "/user/create", stranger)).statusCode();
                assertThat(status).as(spelling).isIn(400, 403, 404);
                assertThat(engine.getIdentityService().createUserQuery().userId("mallory").count()).as(spelling).isZero();
            }
        } finally {
            administrators.forEach(admin -> engine.getIdentityService().createMembership(admin.getId(), Groups.CAMUNDA_ADMIN));
        }
    }

    /** Whoever may read people's names could otherwise try their passwords without end. */
    @Test
    void nobodyTriesAColleaguesPassword() {
        person("curious");
        person("victim");
        grant("curious", Resources.USER, "*", Permissions.READ);
        String guess = "{\"username\":\"victim\",\"password\":\"" + PASSWORD + "\"}";
        assertThat(session("curious").engine("POST", "/identity/verify", guess).statusCode()).isEqualTo(403);
        assertThat(rest("curious", "POST", "/identity/verify", guess).statusCode()).isEqualTo(403);
        assertThat(rest("curious", "POST", "/engine/default/identity/verify", guess).statusCode()).isEqualTo(403);
        assertThat(rest("curious", "GET", "/identity/groups?userId=curious", null).statusCode()).isEqualTo(200);
    }

    private static String policy(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Security-Policy").orElseThrow();
    }
}
