package ca.laval.mondossier.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A service that was added without Java goes all the way, and nothing that a hand or a network does on the way makes two of it or loses it. */
class ApplyTest extends ApplicationTest {
    @Autowired
    private Drafts drafts;

    @Test
    void aDraftThatNobodyTouchedForNinetyDaysIsErasedWithItsDocuments() {
        Browser resident = resident("abandon@exemple.ca");
        String old = StreetParty.fill(resident);
        resident.get(old + "/documents");
        resident.upload(old + "/documents", "PHOTO", "photo.pdf", StreetParty.PDF);
        String recent = StreetParty.begin(resident, "NO");
        String sent = StreetParty.send(resident);
        db.sql("update draft set updated_at = now() - interval '91 days' where id <> cast(:recent as uuid)").param("recent", recent.replaceAll(".*/", "")).update();
        db.sql("update draft set updated_at = now() - interval '89 days' where id = cast(:recent as uuid)").param("recent", recent.replaceAll(".*/", "")).update();

        drafts.eraseAbandoned();

        assertThat(resident.get(old + "/steps/1").status()).isEqualTo(404);
        assertThat(db.sql("select count(*) from document where draft_id = cast(:id as uuid)").param("id", old.replaceAll(".*/", "")).query(Integer.class).single()).isZero();
        assertThat(resident.get(recent + "/steps/1").status()).isEqualTo(200);
        assertThat(db.sql("select count(*) from draft where case_number = :number").param("number", sent).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void anApplicationGoesFromTheFirstPageToTheCaseFile() {
        Browser resident = resident("parcours@exemple.ca");
        assertThat(resident.get("/services/street-party").text()).contains("Plan de fermeture de la rue", "10 jours ouvrables");
        String draft = StreetParty.begin(resident, "YES");
        assertThat(resident.get(draft + "/steps/2").text()).contains("Nom de l’assureur", "Étape 2 de 5");
        assertThat(resident.post(draft + "/steps/2", "insurer", "La Mutuelle").location()).isEqualTo(draft + "/steps/3");
        resident.get(draft + "/steps/3");
        assertThat(resident.post(draft + "/steps/3", "fullName", "Marie Tremblay", "address", "123, rue des Érables", "email", "marie@exemple.ca",
                "neighboursAgree", "true").location()).isEqualTo(draft + "/documents");

        assertThat(resident.get(draft + "/check").text()).contains("Plan de fermeture de la rue : joignez ce document.").doesNotContain("Envoyer la demande");
        resident.get(draft + "/documents");
        assertThat(resident.upload(draft + "/documents", "PLAN", "plan.pdf", StreetParty.PDF).location()).isEqualTo(draft + "/documents");
        var check = resident.get(draft + "/check");
        assertThat(check.text()).contains("rue des Érables", "12 juin 2027", "1 234,50 $", "Repas partagé", "plan.pdf");
        assertThat(resident.post(draft + "/send").status()).isEqualTo(422);
        var sent = resident.post(draft + "/send", "declaration", "true");
        assertThat(sent.location()).matches("/files/FET-\\d{4}-\\d{6}-\\d\\?sent");

        var file = resident.get(sent.location());
        assertThat(file.text()).contains("Votre demande est envoyée", "Reçue", "La Ville", "Il reste 20 jours ouvrables", "plan.pdf");
        String number = sent.location().replaceAll("/files/|\\?sent", "");
        assertThat(db.sql("select answers->>'budgetCents' from case_file where number = :n").param("n", number).query(String.class).single()).isEqualTo("123450");
        var variables = tasks.getVariables(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId());
        assertThat(variables).containsEntry("guests", 60L).containsEntry("budgetCents", 123450L).doesNotContainKeys("fullName", "street", "email");
        // Pages left open lead to the file.
        assertThat(resident.get(draft + "/steps/1").location()).isEqualTo("/files/" + number);
        assertThat(resident.post(draft + "/steps/1", "street", "autre").location()).isEqualTo("/files/" + number);
        assertThat(resident.post(draft + "/delete").location()).as("what was sent is not said to be deleted").isEqualTo("/files/" + number);
        assertThat(resident.get("/files").text()).contains(number, "Réponse prévue").doesNotContain("Demandes à terminer");
    }

    @Test
    void aWrongPageIsKeptAsTypedAndShownAgain() {
        Browser resident = resident("erreurs@exemple.ca");
        resident.get("/services/street-party/apply");
        var answer = resident.post("/services/street-party/apply", "street", "", "guests", "<b>beaucoup</b>", "budgetCents", "12,345", "closing", "MAYBE");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.document().select(".error-summary a").eachAttr("href")).contains("#field-street", "#field-guests", "#field-budgetCents");
        assertThat(answer.document().select("#field-guests").attr("value")).isEqualTo("<b>beaucoup</b>");
        assertThat(answer.body()).doesNotContain("<b>beaucoup");

        String draft = resident.get("/files").document().select("a[href^=/drafts/]").attr("href");
        var again = resident.get(draft + "/steps/1");
        assertThat(again.document().select("#field-guests").attr("value")).isEqualTo("<b>beaucoup</b>");
        assertThat(again.document().select("#field-budgetCents").attr("value")).isEqualTo("12,345");
        var check = resident.get(draft + "/check");
        assertThat(check.document().select(".error-summary a").eachAttr("href")).anyMatch(link -> link.endsWith("/steps/1#field-guests"));
        assertThat(check.text()).doesNotContain("Envoyer la demande");
        assertThat(resident.post(draft + "/send", "declaration", "true").status()).isEqualTo(422);
        assertThat(db.sql("select count(*) from case_file c join resident r on r.id = c.resident_id where r.email = 'erreurs@exemple.ca'").query(Integer.class).single()).isZero();
    }

    @Test
    void questionsComeWithTheAnswersThatCallForThem() {
        Browser resident = resident("si@exemple.ca");
        resident.get("/services/street-party/apply");
        var answer = resident.post("/services/street-party/apply", "closing", "YES", "street", "rue A", "_refresh", "true");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.document().select("#field-closingPlan")).hasSize(1);
        assertThat(answer.document().select(".error-summary")).isEmpty();
        assertThat(answer.document().select("#field-street").attr("value")).isEqualTo("rue A");
    }

    /** A question asked while somebody typed, overtaken by the page itself: on a slow network it is answered last. */
    @Test
    void aQuestionThatArrivesLateTakesNothingAway() {
        Browser resident = resident("lent@exemple.ca");
        resident.get("/services/street-party/apply");
        resident.post("/services/street-party/apply", "closing", "YES", "_look", "true");
        assertThat(db.sql("select count(*) from draft d join resident r on r.id = d.resident_id where email = 'lent@exemple.ca'").query(Integer.class).single()).isZero();
        resident.post("/services/street-party/apply", "closing", "YES", "street", "rue A", "_leave", "true");
        resident.post("/services/street-party/apply", "closing", "YES", "_look", "true");
        String draft = resident.get("/files").document().select("a[href^=/drafts/]").attr("href");
        assertThat(resident.post(draft + "/steps/1", "closing", "YES", "_look", "true").status()).isEqualTo(200);
        assertThat(resident.get(draft + "/steps/1").document().select("#field-street").attr("value")).isEqualTo("rue A");
    }

    @Test
    void theFirstPageSentTwiceIsOneDraft() {
        Browser resident = resident("double@exemple.ca");
        resident.get("/services/street-party/apply");
        String one = resident.post("/services/street-party/apply", "street", "rue A", "_leave", "true").location();
        String two = resident.post("/services/street-party/apply", "street", "rue B", "_leave", "true").location();
        assertThat(one).isEqualTo("/files").isEqualTo(two);
        assertThat(db.sql("select answers->>'street' from draft d join resident r on r.id = d.resident_id where email = 'double@exemple.ca'")
                .query(String.class).list()).containsExactly("rue B");
    }

    @Test
    void sentTwiceAtOnceItIsOneCaseFile() throws Exception {
        Browser resident = resident("deuxclics@exemple.ca");
        String draft = StreetParty.fill(resident);
        resident.get(draft + "/check");
        var together = new CyclicBarrier(4);
        Callable<String> click = () -> {
            together.await();
            return resident.post(draft + "/send", "declaration", "true").location();
        };
        var hands = Executors.newFixedThreadPool(4);
        try {
            var answers = hands.invokeAll(java.util.Collections.nCopies(4, click)).stream().map(answer -> {
                try {
                    return answer.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
            assertThat(answers).doesNotContainNull().allMatch(answers.get(0)::equals);
        } finally {
            hands.shutdownNow();
        }
        assertThat(db.sql("select count(*) from case_file c join resident r on r.id = c.resident_id where r.email = 'deuxclics@exemple.ca'")
                .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aDraftIsNobodyElses() {
        Browser owner = resident("proprio@exemple.ca");
        String draft = StreetParty.begin(owner, "NO");
        Browser other = resident("curieux@exemple.ca");
        other.get("/files");
        assertThat(other.get(draft + "/steps/1").status()).isEqualTo(404);
        assertThat(other.get(draft + "/check").status()).isEqualTo(404);
        other.get("/files");
        assertThat(other.post(draft + "/steps/1", "street", "volée").status()).isEqualTo(404);
        assertThat(other.post(draft + "/send", "declaration", "true").status()).isEqualTo(404);
        assertThat(other.post(draft + "/delete").status()).isEqualTo(404);
        assertThat(other.upload(draft + "/documents", "PHOTO", "a.pdf", StreetParty.PDF).status()).isEqualTo(404);
        // Nor can its id be taken for a new application.
        other.get("/services/street-party/apply");
        assertThat(other.raw("POST", "/services/street-party/apply", java.net.http.HttpRequest.BodyPublishers.ofString(
                "_csrf=" + java.net.URLEncoder.encode(other.csrf(), java.nio.charset.StandardCharsets.UTF_8) + "&_draft=" + draft.substring(8) + "&street=vol%C3%A9e"),
                "Content-Type", "application/x-www-form-urlencoded").status()).isEqualTo(404);
        assertThat(owner.get(draft + "/steps/1").document().select("#field-street").attr("value")).isEqualTo("rue des Érables");
    }

    @Test
    void documentsAreCheckedByContentTakenBackAndAskedForByKind() {
        Browser resident = resident("fichiers@exemple.ca");
        String draft = StreetParty.begin(resident, "YES");
        resident.get(draft + "/documents");
        assertThat(resident.upload(draft + "/documents", "PLAN", "plan.pdf", "<script>alert(1)</script>".getBytes()).status()).isEqualTo(422);
        assertThat(resident.upload(draft + "/documents", "PLAN", "", new byte[0]).text()).contains("Choisissez un fichier");
        assertThat(resident.upload(draft + "/documents", "PASSPORT", "plan.pdf", StreetParty.PDF).status()).isEqualTo(422);
        assertThat(resident.get(draft + "/documents").document().select(".rows")).isEmpty();
        resident.upload(draft + "/documents", "PLAN", "../../étage 1\u202Efdp.exe", StreetParty.PDF);
        var page = resident.get(draft + "/documents");
        assertThat(page.text()).contains("étage 1").doesNotContain("..");
        String remove = page.document().select("form[action$=/remove]").attr("action");
        assertThat(resident.post(remove).status()).isEqualTo(302);
        assertThat(resident.get(draft + "/documents").document().select(".rows")).isEmpty();
    }

    @Test
    void anUnsentDraftIsDeletedWithItsDocuments() {
        Browser resident = resident("efface@exemple.ca");
        String draft = StreetParty.begin(resident, "YES");
        resident.get(draft + "/documents");
        resident.upload(draft + "/documents", "PLAN", "plan.pdf", StreetParty.PDF);
        assertThat(resident.get(draft + "/delete").text()).contains("Cette action est définitive");
        assertThat(resident.post(draft + "/delete").location()).isEqualTo("/files?deleted");
        assertThat(resident.get(draft + "/steps/1").status()).isEqualTo(404);
        assertThat(db.sql("select count(*) from document where draft_id = cast(:id as uuid)").param("id", draft.substring(8)).query(Integer.class).single()).isZero();
    }
}
