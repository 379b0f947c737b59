package ca.laval.mondossier.payment.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewSession;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Session;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The sandbox's hosted page and what people may try with it. */
@ExtendWith(OutputCaptureExtension.class)
class SandboxPagesTest extends SandboxTest {
    private static final String REAL_CARD = "4111 1111 1111 1111";

    @ParameterizedTest
    @CsvSource({"fr, fr-CA, aucun argent ne bouge, Annuler et revenir à la Ville", "en, en-CA, no money moves, Cancel and return to the City"})
    void thePageSpeaksTheSessionsLanguageAndSaysThatNoMoneyMoves(String language, String lang, String fake, String cancel) throws Exception {
        Session session = open(language, 17_246);
        var page = visitor().get(session.page().getPath());
        assertThat(page.document().selectFirst("html").attr("lang")).isEqualTo(lang);
        assertThat(page.document().selectFirst("header").text()).contains(fake);
        assertThat(page.text()).contains("Certificat d’évaluation foncière", language.equals("fr") ? "172,46 $" : "$172.46");
        assertThat(page.document().select("tbody th").eachText()).containsExactlyElementsOf(Arrays.stream(SandboxCard.values()).map(SandboxCard::number).toList());
        assertThat(page.document().selectFirst("main .actions a").text()).isEqualTo(cancel);
        assertThat(page.document().selectFirst("main .actions a").attr("href")).endsWith("/files/x?cancelled");
        assertThat(page.document().selectFirst("#number").attr("autocomplete")).isEqualTo("off");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "form-action 'self'");
        assertThat(page.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID")).anyMatch(cookie -> cookie.contains("Path=/sandbox") && cookie.contains("HttpOnly"));
        assertThat(page.document().select("script, [style], [onclick]")).isEmpty();
    }

    @Test
    void whatTheCityWritesIsTextOnThePage() throws Exception {
        NewSession order = order("fr", 4500);
        Session session = gateway.createSession(new NewSession(order.key(), "CER-<b>1</b>", 4500, "fr", "<script>alert(1)</script>\" onload=\"x' ${7*7} __${7*7}__ [[${7*7}]]", order.paid(),
                order.cancelled(), order.expiresAt()));
        var page = visitor().get(session.page().getPath());
        assertThat(page.document().select("script, main b, [onload]")).isEmpty();
        assertThat(page.text()).contains("<script>alert(1)</script>", "${7*7} __${7*7}__ [[${7*7}]]").doesNotContain("49");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", REAL_CARD, "4242", "4242424242424243", "<script>alert(1)</script>", "' or 1=1 --", "${7*7}", "４２４２４２４２４２４２４２４２", "4242 4242 4242 4242 4242 4242 4242 4242 4242"})
    void anotherNumberIsRefusedAndForgotten(String number) throws Exception {
        Session session = open("fr", 4500);
        Browser browser = visitor();
        browser.get(session.page().getPath());
        var page = browser.post(session.page().getPath(), "number", number);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("Ce numéro n’est pas celui d’une carte de démonstration");
        assertThat(page.document().title()).startsWith("Erreur");
        var field = page.document().selectFirst("#number");
        assertThat(field.hasAttr("value")).isFalse();
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(field.attr("aria-describedby")).contains("trouble");
        assertThat(page.document().select("main script")).isEmpty();
        assertThat(state(session)).isEqualTo(State.OPEN);
        assertThat(browser.post(session.page().getPath(), "number", "4242-4242-4242-4242").location()).isEqualTo("/files/x?paid");
    }

    @Test
    void noCardNumberIsInAnyTableOrInTheLog(CapturedOutput log) throws Exception {
        Browser hasty = visitor();
        Session session = open("fr", 4500);
        hasty.get(session.page().getPath());
        hasty.post(session.page().getPath(), "number", REAL_CARD);
        hasty.raw("POST", session.page().getPath(), BodyPublishers.ofString("number=" + REAL_CARD.replace(" ", "")), "Content-Type", "application/x-www-form-urlencoded");
        hasty.raw("POST", "/sandbox/checkout/unknown", BodyPublishers.ofString("number=" + REAL_CARD.replace(" ", "")), "Content-Type", "application/x-www-form-urlencoded");
        for (SandboxCard card : SandboxCard.values()) pay(open("en", 4500), card);
        receiver.answers.add(500);
        later(Duration.ofDays(8));
        arrived();
        for (String table : db.sql("select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query(String.class).list()) {
            String content = db.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t where t::text ~ '[0-9]{4}'").query(String.class).single();
            // Hexadecimal digits of a document's bytes may look like any number.
            withoutCards(table, content.replaceAll("\\\\+x[0-9a-f]+", ""));
        }
        withoutCards("log", log.getAll());
        receiver.notices.forEach(received -> withoutCards("notice", new String(received.body())));
    }

    private static void withoutCards(String where, String text) {
        String together = text.replaceAll("(?<=\\d)[ -](?=\\d{4})", "");
        assertThat(together).as(where).doesNotContain(REAL_CARD.replace(" ", ""));
        for (SandboxCard card : SandboxCard.values()) assertThat(together).as(where).doesNotContain(card.number().replace(" ", ""));
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() throws Exception {
        Session session = open("fr", 4500);
        var answer = visitor().raw("POST", session.page().getPath(), BodyPublishers.ofString("number=4242424242424242"), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.location()).isEqualTo(session.page().getPath() + "?again");
        assertThat(state(session)).isEqualTo(State.OPEN);
        assertThat(visitor().get(answer.location()).text()).contains("La page était ouverte depuis trop longtemps");
    }

    @Test
    void aPageThatIsUnknownExpiredOrUsedSaysSo() throws Exception {
        for (String path : new String[] {"/sandbox/checkout/cs_sandbox_unknown", "/sandbox/checkout/%3Cscript%3E", "/sandbox/checkout/'%20or%201=1"}) {
            var unknown = visitor().get(path);
            assertThat(unknown.status()).as(path).isEqualTo(404);
            assertThat(unknown.text()).contains("Cette adresse ne mène à aucun paiement", "This address leads to no payment");
            assertThat(unknown.body()).contains("aucun argent ne bouge", "no money moves").doesNotContain("<script>");
        }
        for (String path : new String[] {"/sandbox/", "/sandbox/checkout", "/sandbox/checkout/a/b", "/sandbox/anything"}) assertThat(visitor().get(path).status()).as(path).isEqualTo(404);

        Session used = open("fr", 4500);
        Session tooLate = open("en", 4500);
        pay(used, SandboxCard.PAID);
        var done = visitor().get(used.page().getPath());
        assertThat(done.text()).contains("Rien ne sera porté au compte une seconde fois");
        assertThat(done.document().select("main form")).isEmpty();
        Browser browser = visitor();
        browser.get(tooLate.page().getPath());
        later(Duration.ofHours(1));
        assertThat(browser.post(tooLate.page().getPath(), "number", SandboxCard.PAID.number()).location()).isEqualTo(tooLate.page().getPath());
        assertThat(state(tooLate)).isEqualTo(State.EXPIRED);
        assertThat(browser.get(tooLate.page().getPath()).text()).contains("The time to pay has run out");
    }

    @Test
    void theOperatorPlaysTheBank() throws Exception {
        Session session = open("fr", 4500);
        pay(session, SandboxCard.PAID);
        Browser operator = visitor();
        assertThat(operator.get("/sandbox").text()).contains(outcome(session).order(), "visa … 4242", "Paid");
        String path = "/sandbox/payments/" + outcome(session).payment();
        assertThat(operator.post("/sandbox/payments/pi_unknown", "act", "chargeBack").status()).isEqualTo(303);
        operator.post(path, "act", "lost");
        operator.post(path, "act", "nonsense");
        assertThat(arrived()).hasSize(1);
        assertThat(operator.post(path, "act", "chargeBack").location()).isEqualTo("/sandbox?language=en");
        operator.post(path, "act", "chargeBack");
        assertThat(arrived()).hasSize(2).last().satisfies(notice -> assertThat(notice.dispute().orElseThrow().state()).isEqualTo(DisputeState.OPENED));
        assertThat(operator.get("/sandbox?language=fr").text()).contains("Ouverte");
        operator.post(path, "act", "won");
        operator.post(path, "act", "lost");
        assertThat(arrived()).hasSize(3).last().satisfies(notice -> assertThat(notice.dispute().orElseThrow().state()).isEqualTo(DisputeState.WON));
        assertThat(operator.get("/sandbox?language=en").text()).contains("Won by the City");
        assertThat(visitor().raw("POST", path, BodyPublishers.noBody()).status()).isEqualTo(403);
    }
}
