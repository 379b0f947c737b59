package ca.laval.mondossier.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest extends ApplicationTest {

    @Test
    void somebodyElsesNumberLooksLikeOneThatDoesNotExist() {
        String number = StreetParty.send(resident("a-moi@exemple.ca"));
        Browser other = resident("a-toi@exemple.ca");
        var theirs = other.get("/files/" + number);
        var nobodys = other.get("/files/FET-2026-999999-4");
        assertThat(theirs.status()).isEqualTo(404).isEqualTo(nobodys.status());
        assertThat(theirs.text()).isEqualTo(nobodys.text()).isEqualTo(other.get("/files/FET-2026-000001-0").text());
        other.get("/files");
        for (String action : new String[] {"/messages", "/withdraw", "/documents/send"}) {
            assertThat(other.post("/files/" + number + action, "body", "x", "formKey", "b6f7c9f6-4a9f-4a6e-9f0c-0d3c1f1c2a11").status()).as(action).isEqualTo(404);
        }
        assertThat(other.get("/files/" + number + "/withdraw").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/1", "/files/%27%20or%201=1", "/files/SUB-2026-000123-7%0d%0aSet-Cookie:x", "/files/<script>"})
    void aNumberThatIsNoneIsNotFound(String path) {
        var answer = resident("perdu@exemple.ca").get(path.replace("<", "%3C").replace(">", "%3E"));
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("<script>").doesNotContain("Exception");
    }

    @Test
    void aPageSentTwiceIsOneMessage() {
        Browser resident = resident("message@exemple.ca");
        String number = StreetParty.send(resident);
        resident.get("/files/" + number);
        assertThat(resident.post("/files/" + number + "/messages", "body", "Bonjour <b>Ville</b>\r\nmerci").status()).isEqualTo(302);
        assertThat(resident.post("/files/" + number + "/messages", "body", "Bonjour <b>Ville</b>\r\nmerci").status()).isEqualTo(302);
        var page = resident.get("/files/" + number);
        assertThat(page.document().select(".said")).hasSize(1);
        assertThat(page.document().select(".said").first().wholeText()).isEqualTo("Bonjour <b>Ville</b>\nmerci");
        assertThat(resident.post("/files/" + number + "/messages", "body", "  ").status()).isEqualTo(422);
        var tooLong = resident.post("/files/" + number + "/messages", "body", "a".repeat(4001));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.document().select("#body").val()).hasSize(4001);
    }

    @Test
    void documentsAskedForAreSentInTheSameFileWhileTheClockStandsStill() {
        Browser resident = resident("manque@exemple.ca");
        String number = StreetParty.send(resident);
        assertThat(resident.get("/files/" + number).document().select("#asked")).isEmpty();
        assertThat(resident.upload("/files/" + number + "/documents", "PHOTO", "a.pdf", StreetParty.PDF).status()).isEqualTo(409);
        tasks.setVariable(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId(), "missingDocuments", "PHOTO");
        complete(number, Map.of("outcome", "MISSING"));

        var asked = resident.get("/files/" + number);
        assertThat(asked.document().select("#asked > ul").eachText()).hasSize(1);
        assertThat(asked.document().select("#kind option[selected]").val()).isEqualTo("PHOTO");
        assertThat(asked.text()).contains("Documents manquants", "Le délai est suspendu depuis", "Vous");
        assertThat(resident.post("/files/" + number + "/documents/send").status()).isEqualTo(422);
        assertThat(resident.upload("/files/" + number + "/documents", "PASSPORT", "a.pdf", StreetParty.PDF).status()).isEqualTo(422);
        resident.get("/files/" + number);
        assertThat(resident.upload("/files/" + number + "/documents", "OTHER", "reçu.pdf", StreetParty.PDF).status()).isEqualTo(302);
        assertThat(resident.get("/files/" + number).text()).contains("reçu.pdf");
        assertThat(resident.post("/files/" + number + "/documents/send").location()).isEqualTo("/files/" + number + "?documents");
        // A second click.
        assertThat(resident.post("/files/" + number + "/documents/send").location()).isEqualTo("/files/" + number);
        assertThat(resident.get("/files/" + number).text()).contains("En analyse", "Vous avez envoyé des documents").doesNotContain("suspendu");
        assertThat(db.sql("select count(*) from case_event where case_number = :n and code = 'DOCUMENTS_SENT'").param("n", number).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aDocumentIsDownloadedAndNeverShownInThePage() {
        Browser resident = resident("telecharge@exemple.ca");
        String draft = StreetParty.fill(resident);
        resident.get(draft + "/documents");
        resident.upload(draft + "/documents", "PHOTO", "plan d’été.pdf", StreetParty.PDF);
        resident.get(draft + "/check");
        String number = resident.post(draft + "/send", "declaration", "true").location().replaceAll("/files/|\\?.*", "");
        String link = resident.get("/files/" + number).document().select("a[href*=/documents/]").attr("href");
        var download = resident.get(link);
        assertThat(download.bytes()).isEqualTo(StreetParty.PDF);
        assertThat(download.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(download.header("Content-Disposition")).startsWith("attachment;").contains("plan%20d");
        assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(download.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(download.header("Cache-Control")).contains("no-store");
        assertThat(resident("voisine@exemple.ca").get(link).status()).isEqualTo(404);
    }

    @Test
    void anApplicationIsWithdrawnUntilItIsDecided() {
        Browser resident = resident("retrait@exemple.ca");
        String number = StreetParty.send(resident);
        assertThat(resident.get("/files/" + number + "/withdraw").text()).contains("Retirer votre demande?");
        assertThat(resident.post("/files/" + number + "/withdraw").location()).isEqualTo("/files/" + number + "?withdrawn");
        assertThat(resident.get("/files/" + number).text()).contains("Retirée", "Vous avez retiré la demande");
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(number).count()).isZero();
        assertThat(resident.post("/files/" + number + "/withdraw").status()).isEqualTo(302);

        String decided = StreetParty.send(resident);
        resident.get("/files/" + decided + "/withdraw");
        complete(decided, Map.of("outcome", "APPROVED"));
        var late = resident.post("/files/" + decided + "/withdraw");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("déjà décidée");
        assertThat(resident.get("/files/" + decided).text()).contains("Acceptée");
        assertThat(resident.get("/files/" + decided).document().select("a[href$=/withdraw]")).isEmpty();
    }
}
