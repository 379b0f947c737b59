package ca.laval.mondossier.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class SignInTest extends ApplicationTest {
    @Autowired
    private Attestations attestations;

    @Test
    void aLinkSignsInOnceAndOpeningItDoesNotUseItUp() {
        Browser resident = visitor();
        ask(resident, "lea@exemple.ca");
        String link = linkFor("lea@exemple.ca");

        // A mail scanner opens the link as often as it likes.
        assertThat(visitor().get(link).text()).contains("Me connecter");
        assertThat(resident.get(link).text()).contains("Me connecter");
        String before = resident.cookie("JSESSIONID");
        assertThat(resident.post("/sign-in/link").location()).isEqualTo("/files");
        assertThat(resident.cookie("JSESSIONID")).isNotEqualTo(before);
        assertThat(resident.get("/files").status()).isEqualTo(200);

        Browser thief = visitor();
        assertThat(thief.get(link).status()).isEqualTo(410);
        assertThat(thief.get(link).text()).contains("ne fonctionne plus", "Recevoir un lien de connexion");
        thief.get("/sign-in");
        assertThat(thief.post("/sign-in/link", "token", link.replaceFirst(".*=", "")).location()).isEqualTo("/sign-in?link=dead");
        assertThat(thief.get("/files").location()).startsWith("/sign-in");
    }

    @Test
    void aLinkEndsAfterFifteenMinutes() {
        Browser resident = visitor();
        ask(resident, "tard@exemple.ca");
        db.sql("update sign_in_link set expires_at = created_at where email = 'tard@exemple.ca'").update();
        assertThat(resident.get(linkFor("tard@exemple.ca")).status()).isEqualTo(410);
        resident.get("/sign-in");
        assertThat(resident.post("/sign-in/link", "token", linkFor("tard@exemple.ca").replaceFirst(".*=", "")).location()).isEqualTo("/sign-in?link=dead");
    }

    @Test
    void theTableOfLinksSignsNobodyIn() {
        ask(visitor(), "copie@exemple.ca");
        String token = linkFor("copie@exemple.ca").replaceFirst(".*=", "");
        assertThat(db.sql("select count(*) from sign_in_link where sign_in_link::text like '%' || :token || '%'").param("token", token)
                .query(Integer.class).single()).isZero();
    }

    @Test
    void theSixthLinkInAnHourIsNotSentAndNobodyCanTell() {
        for (int i = 0; i < 5; i++) ask(visitor(), "souvent@exemple.ca");
        var answer = ask(visitor(), "souvent@exemple.ca");
        assertThat(answer.location()).isEqualTo("/sign-in/sent");
        assertThat(db.sql("select count(*) from demo_mail where recipient = 'souvent@exemple.ca'").query(Integer.class).single()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b", "x@exemple.ca\r\nBcc: y@exemple.ca", "<script>alert(1)</script>@exemple.ca", "a@exemple.ca,b@exemple.ca"})
    void anAddressThatIsNoneIsSaidToBe(String email) {
        int before = db.sql("select count(*) from demo_mail").query(Integer.class).single();
        var answer = ask(visitor(), email);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("inscrivez une adresse complète");
        assertThat(answer.body()).doesNotContain("<script>alert");
        assertThat(db.sql("select count(*) from demo_mail").query(Integer.class).single()).isEqualTo(before);
    }

    @Test
    void capitalsAreTheSameAccount() {
        assertThat(resident("Zoe@Exemple.ca".toLowerCase()).get("/files").status()).isEqualTo(200);
        Browser again = visitor();
        ask(again, "ZOE@exemple.CA");
        again.get(linkFor("zoe@exemple.ca"));
        again.post("/sign-in/link");
        assertThat(db.sql("select count(*) from resident where email ilike 'zoe@exemple.ca'").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void whoSignsInComesBackToWhereTheyWere() {
        Browser resident = visitor();
        assertThat(resident.get("/services/street-party/apply").location()).isEqualTo("/sign-in?required");
        ask(resident, "retour@exemple.ca");
        resident.get(linkFor("retour@exemple.ca"));
        assertThat(resident.post("/sign-in/link").location()).isEqualTo("/services/street-party/apply");
    }

    @Test
    void anEndedSessionIsSaidToBeAndTheDraftIsThere() {
        Browser resident = resident("fin@exemple.ca");
        String draft = StreetParty.begin(resident, "NO");
        resident.loseSession();
        assertThat(resident.get(draft + "/steps/3").location()).isEqualTo("/sign-in?expired");
        assertThat(resident.get("/sign-in?expired").text()).contains("Votre session a pris fin", "30 minutes");
        ask(resident, "fin@exemple.ca");
        resident.get(linkFor("fin@exemple.ca"));
        assertThat(resident.post("/sign-in/link").location()).isEqualTo(draft + "/steps/3");
    }

    @Test
    void signingOutEndsTheSession() {
        Browser resident = resident("sortie@exemple.ca");
        resident.get("/files");
        assertThat(resident.post("/sign-out").location()).isEqualTo("/sign-in?signed-out");
        assertThat(resident.get("/files").location()).startsWith("/sign-in");
    }

    @Test
    void englishComesAfterADeclarationThatTheSignInTiesToTheResident() {
        Browser resident = visitor();
        assertThat(resident.get("/").document().selectFirst("html").attr("lang")).isEqualTo("fr-CA");
        assertThat(resident.get("/english?from=/services/street-party").text()).contains("Which exception covers you?");
        assertThat(resident.post("/english").status()).isEqualTo(422);
        assertThat(resident.post("/english", "reason", "OUTSIDE_QC").location()).isEqualTo("/services/street-party");
        assertThat(resident.get("/").document().selectFirst("html").attr("lang")).isEqualTo("en-CA");

        ask(resident, "anne@exemple.ca");
        assertThat(db.sql("select body from demo_mail where recipient = 'anne@exemple.ca'").query(String.class).single()).contains("Bonjour,", "Hello,");
        // The link is opened in another browser: the declaration comes along.
        Browser phone = visitor();
        phone.get(linkFor("anne@exemple.ca"));
        phone.post("/sign-in/link");
        assertThat(phone.get("/files").text()).contains("My files");
        assertThat(db.sql("select exception_code from english_attestation a join resident r on r.id = a.resident_id where email = 'anne@exemple.ca'")
                .query(String.class).list()).containsExactly("OUTSIDE_QC");

        phone.get("/francais?from=/files");
        assertThat(phone.get("/files").text()).contains("Mes dossiers");
        assertThat(phone.get("/english?from=/files").location()).isEqualTo("/files");
    }

    @Test
    void englishForANewcomerLastsSixMonths() {
        Browser resident = resident("nouvelle@exemple.ca");
        resident.get("/english");
        assertThat(resident.post("/english", "reason", "IMMIGRANT_6M").status()).isEqualTo(422);
        assertThat(resident.post("/english", "reason", "IMMIGRANT_6M", "arrivedOn", LocalDate.now().minusMonths(7).toString()).status()).isEqualTo(422);
        assertThat(resident.post("/english", "reason", "IMMIGRANT_6M", "arrivedOn", LocalDate.now().minusMonths(2).toString()).status()).isEqualTo(302);
        assertThat(resident.get("/files").text()).contains("My files");
        db.sql("update english_attestation set arrived_on = arrived_on - interval '5 months' where exception_code = 'IMMIGRANT_6M'").update();
        assertThat(resident("nouvelle@exemple.ca").get("/files").text()).contains("Mes dossiers");
    }

    @Test
    void sixMonthsAfterAnArrivalLettersAreInFrenchToo() {
        Browser resident = resident("lettres@exemple.ca");
        resident.get("/english");
        resident.post("/english", "reason", "IMMIGRANT_6M", "arrivedOn", LocalDate.now().minusMonths(1).toString());
        String number = StreetParty.send(resident);
        String language = "select language from case_file where number = :n";
        attestations.end();
        assertThat(db.sql(language).param("n", number).query(String.class).single()).isEqualTo("en");
        db.sql("update english_attestation set arrived_on = arrived_on - interval '6 months' where resident_id = (select resident_id from case_file where number = :n)")
                .param("n", number).update();
        attestations.end();
        assertThat(db.sql(language).param("n", number).query(String.class).single()).isEqualTo("fr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"})
    void languageLinksLeadNowhereElse(String from) {
        var answer = visitor().get("/francais?from=" + java.net.URLEncoder.encode(from, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.location()).isEqualTo("/");
    }

    private Browser.Page ask(Browser browser, String email) {
        browser.get("/sign-in");
        return browser.post("/sign-in", "email", email);
    }
}
