package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.certificate.process.CertificateTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** The page where lines are prepared: who may see it, who may change it, and what it answers to nonsense. */
class CertificatePagesTest extends CertificateTest {

    @Test
    void theAgentFindsThePropertyPreparesOneLineAndClosesAnother() {
        String number = paid(List.of("CONF_TAXES"), List.of("12 boul. Inconnu", "ailleurs"));
        String page = "/counter/certificates/" + number;
        var patrick = StaffBrowser.signIn(port, "patrick");
        assertThat(patrick.page("/counter/cases/" + number).select("a[href='" + page + "']").text()).isEqualTo("Order of certificates: 2 lines");

        var found = patrick.page(page + "?line=1&q=" + street() + "#line-1").select("#line-1 ul.rows li");
        assertThat(found).isNotEmpty();
        String matricule = found.get(0).selectFirst("input[name=matricule]").val();
        assertThat(patrick.post(page, page + "/1/property", Map.of("matricule", matricule)).headers().firstValue("location").orElseThrow()).endsWith(page + "?done=chosen#line-1");
        assertThat(patrick.page(page + "?done=chosen").select(".notice--done").text()).isEqualTo("The property is chosen.");
        assertThat(patrick.post(page, page + "/1/prepare", Map.of("findings", "Rien à signaler.\u202E<b>")).statusCode()).isEqualTo(302);
        assertThat(lines.find(number, 1).orElseThrow().findings()).isEqualTo("Rien à signaler.<b>");
        assertThat(patrick.page(page).select("#line-1").text()).contains("To be signed", "Rien à signaler.<b>");

        assertThat(patrick.post(page, page + "/2/close", Map.of("situation", "PROPERTY_NOT_FOUND", "why", "")).statusCode()).isEqualTo(302);
        assertThat(patrick.post(page, page + "/2/reopen", Map.of()).statusCode()).isEqualTo(302);
        assertThat(patrick.post(page, page + "/2/close", Map.of("situation", "REFUSED_FOR_LEGAL_REASON", "why", "Usage non conforme.")).statusCode()).isEqualTo(302);
        assertThat(states(number)).containsExactly("PREPARED", "NOT_ISSUED");
    }

    @Test
    void nonsenseIsAnsweredOnThePage() {
        String number = paid(List.of("INSPECTION_SUPP"), List.of("ailleurs", "partout"));
        String page = "/counter/certificates/" + number;
        var patrick = StaffBrowser.signIn(port, "patrick");
        var unknown = patrick.post(page, page + "/1/property", Map.of("matricule", "8546-45-9730-9-999-9999"));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("this matricule is not in it");
        assertThat(patrick.post(page, page + "/1/property", Map.of("matricule", "'; drop table certificate_line; --")).statusCode()).isEqualTo(422);
        assertThat(patrick.post(page, page + "/1/property", Map.of()).statusCode()).isEqualTo(422);
        assertThat(patrick.post(page, page + "/1/prepare", Map.of("findings", "Conforme")).body()).contains("Find the property first");

        String matricule = roll.suggest("1").get(0).matricule();
        patrick.post(page, page + "/1/property", Map.of("matricule", matricule));
        assertThat(patrick.post(page, page + "/1/prepare", Map.of("findings", "")).body()).contains("Describe what was found");
        assertThat(patrick.post(page, page + "/1/prepare", Map.of("findings", "x".repeat(2001))).statusCode()).isEqualTo(422);
        for (String day : List.of("", "demain", "2999-01-01", "2026-02-30")) {
            assertThat(patrick.post(page, page + "/1/prepare", Map.of("findings", "Conforme", "visitedOn", day)).body()).as(day).contains("day of the visit");
        }
        assertThat(patrick.post(page, page + "/1/close", Map.of("situation", "PAID_TWICE")).body()).contains("Choose a reason");
        assertThat(patrick.post(page, page + "/1/close", Map.of("situation", "REFUSED_FOR_LEGAL_REASON", "why", " ")).body()).contains("Explain the legal reason");
        assertThat(patrick.post(page, page + "/99/prepare", Map.of("findings", "Conforme")).statusCode()).isEqualTo(404);
        assertThat(patrick.post(page, page + "/99/close", Map.of("situation", "PROPERTY_NOT_FOUND")).body()).contains("no longer in preparation");
        assertThat(patrick.post(page, page + "/1/reopen", Map.of()).body()).contains("no longer in preparation");
        assertThat(patrick.post(page, page + "/un/reopen", Map.of()).statusCode()).isEqualTo(400);
        assertThat(patrick.get(page + "?line=1&q=" + "x".repeat(300)).statusCode()).isEqualTo(200);
        assertThat(patrick.page(page + "?line=1&q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").select("#line-1 p[role=status]").text()).contains("<script>alert(1)</script>");
        assertThat(patrick.page(page + "?done=%3Cscript%3E").select(".notice--done")).isEmpty();
        assertThat(states(number)).containsExactly("PAID", "PAID");
    }

    @Test
    void onlyThoseWhoPrepareChangeAndOnlyWhileItIsTheirTask() {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of("ailleurs"));
        String page = "/counter/certificates/" + number;
        for (String reader : List.of("josee", "martine", "karine", "manon")) {
            var browser = StaffBrowser.signIn(port, reader);
            assertThat(browser.page(page).select("main form")).as(reader).isEmpty();
            assertThat(browser.post("/counter/cases/" + number, page + "/1/close", Map.of("situation", "PROPERTY_NOT_FOUND")).statusCode()).as(reader).isEqualTo(403);
        }
        for (String stranger : List.of("amelie", "stephane")) {
            var browser = StaffBrowser.signIn(port, stranger);
            assertThat(browser.get(page).statusCode()).as(stranger).isEqualTo(404);
            if (stranger.equals("amelie")) assertThat(browser.post("/counter/file-for-someone", page + "/1/close", Map.of("situation", "PROPERTY_NOT_FOUND")).statusCode()).as(stranger).isEqualTo(404);
        }
        var patrick = StaffBrowser.signIn(port, "patrick");
        for (String nothing : List.of("CER-2026-999999-9", "SUB-2026-000001-1", "x", "%2e%2e")) {
            assertThat(patrick.get("/counter/certificates/" + nothing).statusCode()).as(nothing).isIn(404, 400);
        }
        assertThat(visitor().get(page).location()).startsWith("/counter/sign-in");
        assertThat(resident("curieux@exemple.ca").get(page).location()).startsWith("/counter/sign-in");
        String task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId();
        tasks.setAssignee(task, "somebody-else");
        assertThat(patrick.post("/counter/cases/" + number, page + "/1/close", Map.of("situation", "PROPERTY_NOT_FOUND")).statusCode()).isEqualTo(403);
        tasks.setAssignee(task, null);
        act(number, "notFound");
        assertThat(patrick.post("/counter/cases/" + number, page + "/1/reopen", Map.of()).statusCode()).isEqualTo(403);
    }

    /** Who signs reads it first; nothing of it can be taken for the document. */
    @Test
    void thePreparedLineHasADraftThatIsNoDocument() throws IOException {
        String number = paid(List.of("ATTEST_ZONAGE"), List.of(street()));
        String page = "/counter/certificates/" + number;
        var patrick = StaffBrowser.signIn(port, "patrick");
        assertThat(patrick.get(page + "/1/draft").statusCode()).as("nothing to read yet").isEqualTo(404);
        prepare(number, 1);
        var josee = StaffBrowser.signIn(port, "josee");
        assertThat(josee.page(page).select("a[href$='/1/draft']")).hasSize(1);
        var draft = josee.download(page + "/1/draft").body();
        try (var pdf = Loader.loadPDF(draft)) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ")).contains("PROJET / DRAFT", "Attestation de zonage", "Conforme.").doesNotContain("Vérifiez ce document", "Signé électroniquement");
            assertThat(pdf.getSignatureDictionaries()).isEmpty();
        }
        assertThat(db.sql("select count(*) from official_document where case_number = :number and key like 'line-%'").param("number", number).query(Integer.class).single()).isZero();
        assertThat(StaffBrowser.signIn(port, "amelie").get(page + "/1/draft").statusCode()).isEqualTo(404);
        assertThat(josee.get(page + "/2/draft").statusCode()).isEqualTo(404);
    }

    /** Finance asks, the desk waits, and the line says so to everybody. */
    @Test
    void aLineThatIsAskedBackIsOnHold() {
        String number = paid(List.of("ATTEST_ZONAGE", "CONF_TAXES"), List.of(roll.suggest("1").get(0).shownMatricule()));
        int issued = states(number).indexOf("ISSUED") + 1;
        int open = 3 - issued;
        String order = "/counter/payments/" + number + ".1";
        var martine = StaffBrowser.signIn(port, "martine");
        assertThat(martine.page(order).select("option[value=PROPERTY_NOT_FOUND]")).as("what the table gives back by itself").isEmpty();
        assertThat(martine.post(order, order + "/refunds", Map.of("situation", "PROPERTY_NOT_FOUND", "lines", "" + open, "formKey", UUID.randomUUID().toString())).statusCode()).isEqualTo(400);
        var refused = martine.post(order, order + "/refunds", Map.of("situation", "NOT_DELIVERED", "lines", "" + issued, "formKey", UUID.randomUUID().toString()));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("A line is issued");
        assertThat(martine.post(order, order + "/refunds", Map.of("situation", "CITY_ERROR", "lines", "" + open, "formKey", UUID.randomUUID().toString())).statusCode()).isEqualTo(302);
        runJobs();
        var page = StaffBrowser.signIn(port, "patrick").page("/counter/certificates/" + number);
        assertThat(page.select("#line-" + open).text()).contains("Refund asked for", "not produced until finance has decided");
        assertThat(page.select("#line-" + open + " form")).isEmpty();
        String email = db.sql("select email from case_file where number = :number").param("number", number).query(String.class).single();
        assertThat(Jsoup.parse(resident(email).get("/files/" + number + "/certificates").body()).text()).contains("Remboursement demandé");
    }

    @Test
    void whoOrderedSeesTheirLinesAndNobodyElses() {
        String number = orderBy("chantal.roy@exemple.ca", List.of("CONF_TAXES"), List.of(roll.suggest("1").get(0).shownMatricule(), "<img src=x>"), Map.of());
        runJobs();
        pay(number);
        var owner = resident("chantal.roy@exemple.ca");
        assertThat(Jsoup.parse(owner.get("/files/" + number).body()).select("a[href$='/certificates']").text()).isEqualTo("Certificats commandés : 1 sur 2 prêts");
        assertThat(Jsoup.parse(owner.get("/files/" + number + "/certificates").body()).select("ul.rows li")).hasSize(2).anyMatch(line -> line.text().contains("Délivré")).anyMatch(line -> line.text().contains("<img src=x>"));
        assertThat(resident("autre.roy@exemple.ca").get("/files/" + number + "/certificates").status()).isEqualTo(404);
        assertThat(owner.get("/files/CER-2026-999999-9/certificates").status()).isEqualTo(404);
        assertThat(visitor().get("/files/" + number + "/certificates").location()).startsWith("/sign-in");
    }

    private String paid(List<String> types, List<String> properties) {
        String number = order(types, properties);
        runJobs();
        pay(number);
        return number;
    }

    private String street() {
        return roll.suggest("1").get(0).civic();
    }
}
