package ca.laval.mondossier.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import ca.laval.mondossier.Browser.Page;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

/** What breaks, is broken into or is broken off gets a page in French with the right status, a way onward, and no word of the machinery. */
class ErrorPagesTest extends ApplicationTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Autowired
    private RequestGuard guard;

    @Test
    void anUnknownPage() {
        explains(visitor().get("/nothing/here"), 404, "Page introuvable");
        explains(resident("404@exemple.ca").get("/services/none"), 404, "Page introuvable");
        explains(visitor().get("/error"), 404, "Page introuvable");
    }

    @Test
    void aFormWithoutItsToken() {
        Browser resident = resident("jeton@exemple.ca");
        resident.get("/services/street-party/apply");
        explains(resident.raw("POST", "/services/street-party/apply", BodyPublishers.ofString("street=x"), "Content-Type", FORM), 403, "Cette page n’est plus à jour");
        assertThat(resident.get("/files").status()).isEqualTo(200);
    }

    @Test
    void aPageLeftOpenOffersTheWayBackToIt() {
        Browser resident = resident("vieille@exemple.ca");
        String draft = StreetParty.begin(resident, "NO");
        resident.get(draft + "/steps/3");
        var answer = resident.raw("POST", draft + "/steps/3", BodyPublishers.ofString("_csrf=old&fullName=x"), "Content-Type", FORM,
                "Referer", "http://localhost:" + port + draft + "/steps/3");
        explains(answer, 403, "Cette page n’est plus à jour");
        assertThat(answer.document().select("main a").eachAttr("href")).contains(draft + "/steps/3");
    }

    @Test
    void formsThatCannotBeRead() {
        Browser resident = resident("illisible@exemple.ca");
        String draft = StreetParty.begin(resident, "NO");
        resident.get(draft + "/steps/1");
        String token = "_csrf=" + URLEncoder.encode(resident.csrf(), StandardCharsets.UTF_8);
        explains(form(resident, draft + "/steps/1", token + "&street=%00"), 400, "n’a pas pu être lue");
        explains(form(resident, draft + "/steps/1", token + "&street=%zz"), 400, "n’a pas pu être lue");
        explains(form(resident, draft + "/steps/1", token + "&" + IntStream.range(0, 20_000).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining("&"))), 400, "n’a pas pu être lue");
        explains(form(resident, draft + "/steps/1", token + "&street=" + "a".repeat(3_000_000)), 413, "10 Mo");
        explains(form(resident, "/services/street-party/apply", token + "&_draft=nope"), 400, "n’a pas pu être lue");
        explains(form(resident, "/services/street-party/apply", token), 400, "n’a pas pu être lue");
        explains(resident.raw("POST", draft + "/documents", BodyPublishers.ofString("no parts"), "Content-Type", "multipart/form-data"), 400, "n’a pas pu être lue");
        explains(resident.get("/drafts/not-an-id/steps/1"), 400, "n’a pas pu être lue");
        explains(resident.get(draft + "/steps/99"), 404, "Page introuvable");
        assertThat(resident.get(draft + "/steps/1").document().select("#field-street").attr("value")).isEqualTo("rue des Érables");
    }

    @Test
    void aFileThatIsTooLarge() {
        Browser resident = resident("gros@exemple.ca");
        String draft = StreetParty.begin(resident, "YES");
        resident.get(draft + "/documents");
        explains(resident.upload(draft + "/documents", "PLAN", "gros.pdf", new byte[12_000_000]), 413, "10 Mo");
        resident.get(draft + "/documents");
        byte[] justTooLarge = new byte[10 * 1024 * 1024 + 1];
        explains(resident.upload(draft + "/documents", "PLAN", "gros.pdf", justTooLarge), 413, "10 Mo");
        assertThat(resident.get(draft + "/documents").document().select(".rows")).isEmpty();
    }

    @Test
    void theWrongMethodAndTheWrongFormat() {
        Browser resident = resident("methode@exemple.ca");
        String draft = StreetParty.begin(resident, "NO");
        resident.get(draft + "/steps/1");
        explains(resident.raw("DELETE", draft + "/steps/1", BodyPublishers.noBody(), "X-CSRF-TOKEN", resident.csrf()), 405, "ne s’utilise pas ainsi");
        explains(resident.get(draft + "/send"), 405, "ne s’utilise pas ainsi");
        explains(resident.raw("POST", draft + "/steps/1", BodyPublishers.ofString("{}"), "Content-Type", "application/json", "X-CSRF-TOKEN", resident.csrf()), 415, "Ce format n’est pas accepté");
    }

    @Test
    void whoAsksForLinksInBulkMustWait() {
        var bound = new ClientBound(1);
        var real = ReflectionTestUtils.getField(guard, "bound");
        ReflectionTestUtils.setField(guard, "bound", bound);
        try {
            Browser visitor = visitor();
            visitor.get("/sign-in");
            visitor.post("/sign-in", "email", "premier@exemple.ca");
            explains(visitor.post("/sign-in", "email", "vrac@exemple.ca"), 429, "Trop de tentatives");
            assertThat(db.sql("select count(*) from sign_in_link where email = 'vrac@exemple.ca'").query(Integer.class).single()).isZero();
        } finally {
            ReflectionTestUtils.setField(guard, "bound", real);
        }
    }

    @Test
    void whatNobodyForesawSaysNothingOfTheMachine() {
        Browser resident = resident("imprevu@exemple.ca");
        String number = StreetParty.send(resident);
        db.sql("update case_file set status = 'NO_SUCH_STATUS' where number = :number").param("number", number).update();
        var answer = resident.get("/files/" + number);
        explains(answer, 500, "de notre côté");
        assertThat(answer.body()).doesNotContain("NO_SUCH_STATUS");
        var json = resident.raw("GET", "/files/" + number, BodyPublishers.noBody(), "Accept", "application/json");
        assertThat(json.status()).isEqualTo(500);
        assertThat(json.body()).doesNotContain("NO_SUCH_STATUS").contains("\"status\":500");
        db.sql("update case_file set status = 'RECEIVED' where number = :number").param("number", number).update();
    }

    @Test
    void aLinkThatTheMailServerRefusesIsAskedForLater() {
        Browser visitor = visitor();
        visitor.get("/sign-in");
        explains(visitor.post("/sign-in", "email", "boite-pleine@example.org"), 503, "momentanément");
    }

    @Test
    void programsGetASmallJson() {
        var answer = visitor().raw("GET", "/nothing", BodyPublishers.noBody(), "Accept", "application/json");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).isEqualTo("{\"status\":404,\"error\":\"Page introuvable\"}");
        assertThat(visitor().raw("GET", "/session", BodyPublishers.noBody(), "Accept", "application/json").status()).isEqualTo(401);
    }

    @Test
    void addressesThatTryTheirLuck() {
        for (String path : new String[] {"/files/..%2f..%2fetc%2fpasswd", "/css/..%2f..%2fapplication.yaml", "/services/%2e%2e/x", "/files/a;b=c", "/%00"}) {
            var answer = visitor().get(path);
            assertThat(answer.status()).as(path).isIn(302, 400, 404);
            assertThat(answer.body()).as(path).doesNotContain("root:").doesNotContain("Exception");
        }
    }

    /** Refused by the container itself, before there is a visitor with a language. */
    @Test
    void whatIsNoRequestAtAllIsAnsweredInBothLanguages() {
        for (String path : new String[] {"/%00", "/" + "a".repeat(9000)}) {
            var answer = visitor().get(path);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.document().title()).contains("Ville de Laval");
            assertThat(answer.text()).contains("n’a pas pu être lue").contains("could not be read").doesNotContain("HTTP Status");
            assertThat(answer.document().select("[lang=en-CA]")).isNotEmpty();
            assertThat(answer.document().select("main a").eachAttr("href")).containsExactly("/");
        }
    }

    @Test
    void everyPageIsFencedIn() {
        var home = visitor().get("/");
        assertThat(home.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(home.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(home.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(home.headers().allValues("Set-Cookie")).as("whoever only reads gets no session").isEmpty();
        assertThat(home.document().select("[style], style, script:not([src]), [onclick]")).isEmpty();
        assertThat(visitor().raw("GET", "/", BodyPublishers.noBody(), "X-Forwarded-Proto", "https").header("Strict-Transport-Security")).isNotNull();
    }

    private static Page form(Browser browser, String path, String body) {
        return browser.raw("POST", path, BodyPublishers.ofString(body), "Content-Type", FORM);
    }

    private static void explains(Page page, int status, String words) {
        assertThat(page.status()).as(page.text()).isEqualTo(status);
        assertThat(page.text()).contains(words);
        assertThat(page.document().select("main a[href], main form")).isNotEmpty();
        assertThat(page.body()).doesNotContain("Exception", "\tat ", "org.springframework", "Whitelabel", "??");
        assertThat(page.document().selectFirst("html").attr("lang")).isEqualTo("fr-CA");
    }
}
