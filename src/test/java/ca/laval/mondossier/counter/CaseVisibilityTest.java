package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.SampleDocuments;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class CaseVisibilityTest extends CounterTest {
    @Autowired
    IdentityService identity;
    @Autowired
    TaskService tasks;

    @ParameterizedTest(name = "{0}: reads {1}, writes {2}; a dog licence: reads {3}, writes {4}")
    @CsvSource({
            "julie,  200, 302, 404, 404",
            "karine, 200, 302, 404, 404",
            "amelie, 404, 404, 200, 302",
            "marc,   404, 403, 404, 403",
            "manon,  200, 403, 200, 403",
            "admin,  200, 302, 200, 302"})
    void anOfficeSeesItsServicesAndNoOther(String person, int readsStreet, int writesStreet, int readsDog, int writesDog) {
        String street = "/counter/cases/" + streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        String dog = "/counter/cases/" + dogLicence("Rex Gagnon");

        assertThat(as(person).get(street).statusCode()).isEqualTo(readsStreet);
        assertThat(write(person, street)).isEqualTo(writesStreet);
        assertThat(as(person).get(dog).statusCode()).isEqualTo(readsDog);
        assertThat(write(person, dog)).isEqualTo(writesDog);
    }

    /** With the token of any form this person is shown; those who are shown none have no token to send. */
    private int write(String person, String file) {
        return as(person).post("/counter/file-for-someone", file + "/notes", Map.of("body", "Vu", "formKey", UUID.randomUUID().toString())).statusCode();
    }

    @Test
    void anotherOfficesDocumentIsAsUnknownAsAnUnknownOne() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        UUID document = attach(number, "PLAN", "plan.pdf", SampleDocuments.pdf());
        var dog = dogLicence("Rex");

        assertThat(as("julie").get("/counter/cases/" + number + "/documents/" + document).statusCode()).isEqualTo(200);
        assertThat(as("amelie").get("/counter/cases/" + number + "/documents/" + document).statusCode()).isEqualTo(404);
        assertThat(as("amelie").get("/counter/cases/" + dog + "/documents/" + document).statusCode()).as("through one's own case").isEqualTo(404);
        assertThat(as("julie").get("/counter/cases/" + number + "/documents/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void anOfficeWithATaskInACaseSeesItWhileItHasTheTask() {
        var number = dogLicence("Rex");
        assertThat(as("martine").get("/counter/cases/" + number).statusCode()).isEqualTo(404);

        String task = tasks.createTaskQuery().processInstanceBusinessKey(number.value()).singleResult().getId();
        tasks.addCandidateGroup(task, "finance-ar");
        assertThat(as("martine").get("/counter/cases/" + number).statusCode()).isEqualTo(200);

        tasks.deleteCandidateGroup(task, "finance-ar");
        assertThat(as("martine").get("/counter/cases/" + number).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STR-2026-999999-9", "STR-2026-000001-0", "x", "..%2F..%2Fetc", "STR-2026-000001-1%00", "%27%20or%201=1--"})
    void whatIsNoCaseNumberIsNotFound(String number) {
        assertThat(as("julie").get("/counter/cases/" + number).statusCode()).isIn(400, 404);
    }

    @Test
    void whoIsNotSignedInIsToldToSignInToTasklist() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        var answer = nobody().get("/counter/cases/" + number);

        assertThat(answer.statusCode()).isEqualTo(302);
        String signIn = answer.headers().firstValue("Location").orElseThrow().replaceFirst("http://[^/]+", "");
        assertThat(signIn).startsWith("/counter/sign-in?from=");
        var page = nobody().page(signIn);
        assertThat(page.select("a[href=/camunda/app/tasklist/default/]")).isNotEmpty();
        assertThat(page.select("a[href=/counter/cases/" + number + "]")).isNotEmpty();
        assertThat(as("julie").get(signIn).headers().firstValue("Location").orElseThrow()).endsWith("/counter/cases/" + number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "//example.com", "/\\example.com", "/counter/../camunda", "javascript:alert(1)", "/counter/sign-in"})
    void signingInLeadsNowhereElse(String from) {
        var page = nobody().page("/counter/sign-in?from=" + java.net.URLEncoder.encode(from, java.nio.charset.StandardCharsets.UTF_8));

        assertThat(page.select("a.button--second").attr("href")).isEqualTo("/counter");
    }

    @Test
    void signingOutOfTasklistSignsOutHere() {
        var julie = StaffBrowser.signIn(port, "julie");
        assertThat(julie.get("/counter").statusCode()).isEqualTo(200);
        String token = julie.token("/counter/file-for-someone");

        julie.signOut();

        assertThat(julie.get("/counter").statusCode()).isEqualTo(302);
        assertThat(julie.postWithToken(token, "/counter/cases/STR-2026-000001-1/notes", Map.of("body", "x")).headers().firstValue("Location").orElseThrow())
                .contains("/counter/sign-in");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");

        assertThat(as("julie").postWithToken("forged", "/counter/cases/" + number + "/notes",
                Map.of("body", "x", "formKey", UUID.randomUUID().toString())).statusCode()).isEqualTo(403);
        assertThat(caseFiles.messages(number, true)).isEmpty();
    }

    @Test
    void pagesCarryThePortalsHeadersAndAreNotKept() {
        var headers = as("julie").get("/counter").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'").contains("frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }
}
