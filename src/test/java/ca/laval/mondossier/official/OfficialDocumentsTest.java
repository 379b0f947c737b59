package ca.laval.mondossier.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Issued once, downloaded by whom it belongs to, verified by anybody. */
class OfficialDocumentsTest extends ApplicationTest {
    @Autowired
    private OfficialDocuments documents;
    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private PlatformTransactionManager transactions;

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @Test
    void aStepThatIsRepeatedFindsItsDocument() {
        String number = caseOf("repete@exemple.ca");
        var first = issue(number, "line-1");
        assertThat(issue(number, "line-1")).isEqualTo(first);
        assertThat(issue(number, "line-2").code()).isNotEqualTo(first.code());
        assertThat(documents.of(new CaseNumber(number))).hasSize(2);
        byte[] content = documents.content(new CaseNumber(number), first.id()).orElseThrow();
        assertThat(content).hasSize(first.size());
        assertThat(documents.content(new CaseNumber(caseOf("autre@exemple.ca")), first.id())).as("through another case").isEmpty();
    }

    @Test
    void twoAtOnceGiveOne() throws Exception {
        String number = caseOf("deux@exemple.ca");
        var pool = Executors.newFixedThreadPool(2);
        try {
            Callable<OfficialDocument> issue = () -> issue(number, "line-1");
            var both = pool.invokeAll(List.of(issue, issue));
            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        } finally {
            pool.shutdown();
        }
        assertThat(documents.of(new CaseNumber(number))).hasSize(1);
    }

    @Test
    void aCrashLeavesNoneBehind() {
        String number = caseOf("panne@exemple.ca");
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            issue(number, "line-1");
            throw new IllegalStateException("the machine stops here");
        })).hasMessageContaining("stops here");
        assertThat(documents.of(new CaseNumber(number))).isEmpty();
        assertThat(issue(number, "line-1").code()).isNotNull();
    }

    @Test
    void anybodyVerifiesACode() {
        var document = issue(caseOf("verifie@exemple.ca"), "line-1");
        Browser anybody = visitor();
        assertThat(anybody.get("/verify?code=" + document.code().toLowerCase().replace("-", "")).location()).isEqualTo("/verify/" + document.code());
        var valid = anybody.get("/verify/" + document.code());
        assertThat(valid.status()).isEqualTo(200);
        assertThat(valid.header("X-Robots-Tag")).contains("noindex");
        assertThat(valid.header("Cache-Control")).contains("no-store");
        assertThat(valid.text()).contains("Ce document est valide", "1333, boulevard Chomedey", document.code()).doesNotContain(document.caseNumber(), "Marie", "verifie@");

        documents.revoke(document.id(), "ISSUED_IN_ERROR");
        documents.revoke(document.id(), "REPLACED");
        var revoked = anybody.get("/verify/" + document.code());
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.text()).contains("n’est plus valide", "Plus valide depuis le", "Délivré par erreur");

        var unknown = anybody.get("/verify/0000-0000-0000");
        assertThat(unknown.status()).as("as for one that exists").isEqualTo(200);
        assertThat(unknown.text()).contains("Ce code est inconnu").doesNotContain("Immeuble");
    }

    @Test
    void garbageIsNoCode() {
        Browser anybody = visitor();
        for (String path : List.of("/verify/abc", "/verify/%27%20or%201=1", "/verify/%3Cscript%3Ealert(1)", "/verify?code=", "/verify?code=%3Cscript%3E", "/verify/" + "A".repeat(3000))) {
            var answer = anybody.get(path);
            assertThat(answer.status()).as(path).isIn(422, 400);
            assertThat(answer.body()).doesNotContain("<script>", "Exception");
        }
    }

    @Test
    void aFileIsExactlyTheOneIssuedOrItIsNot() {
        String number = caseOf("fichier@exemple.ca");
        var document = issue(number, "line-1");
        var other = issue(number, "line-2");
        byte[] content = documents.content(new CaseNumber(number), document.id()).orElseThrow();
        assertThat(check("/verify", content)).contains("C’est exactement le document délivré", "Ce document est valide", document.code());
        assertThat(check("/verify/" + document.code(), content)).contains("C’est exactement le document délivré");
        assertThat(check("/verify/" + other.code(), content)).as("another document's code").contains("Ce n’est pas le document délivré");
        for (int at : new int[] {0, 20, content.length / 3, content.length / 2, content.length - 2}) {
            byte[] changed = content.clone();
            changed[at] ^= 1;
            assertThat(check("/verify", changed)).as("byte %d", at).contains("Ce n’est pas le document délivré", document.code()).doesNotContain("Ce document est valide");
            assertThat(check("/verify/" + document.code(), changed)).contains("Ce n’est pas le document délivré");
        }
        assertThat(check("/verify", "%PDF-1.4 somebody else's".getBytes())).contains("Ce fichier est inconnu");
        documents.revoke(document.id(), "REPLACED");
        assertThat(check("/verify", content)).contains("C’est exactement le document délivré", "n’est plus valide", "Remplacé par un autre document");
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        Browser anybody = visitor();
        anybody.get("/verify");
        var empty = anybody.upload("/verify", "", "vide.pdf", new byte[0]);
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("choisissez le fichier");
        anybody.get("/verify");
        var garbage = anybody.upload("/verify", "", "photo.pdf", new byte[] {1, 2, 3});
        assertThat(garbage.status()).isEqualTo(422);
        assertThat(garbage.text()).contains("n’est pas un PDF");
        anybody.get("/verify");
        var huge = anybody.upload("/verify", "", "gros.pdf", new byte[100_000_000]);
        assertThat(huge.status()).isEqualTo(413);
        assertThat(huge.text()).contains("10 Mo");
        assertThat(anybody.raw("POST", "/verify", BodyPublishers.ofString("x"), "Content-Type", "text/plain").status()).isIn(403, 415);
    }

    @Test
    void whoAsksTooOftenWaits() {
        Browser guesser = visitor();
        int status = 200;
        for (int i = 0; i < 400 && status == 200; i++) status = guess(guesser, "203.0.113.99").status();
        assertThat(status).isEqualTo(429);
        assertThat(guess(guesser, "203.0.113.99").text()).contains("Trop de tentatives");
        assertThat(guess(guesser, "203.0.113.98").status()).as("somebody else").isEqualTo(200);
    }

    @Test
    void theOwnerDownloadsForNinetyDaysAndThenAsksAgain() {
        Browser owner = resident("proprio@exemple.ca");
        String number = caseOf("proprio@exemple.ca");
        var document = issue(number, "line-1");
        String link = "/files/" + number + "/official/" + document.id();
        assertThat(owner.get("/files/" + number).body()).contains(link);
        var pdf = owner.get(link);
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.bytes()).isEqualTo(documents.content(new CaseNumber(number), document.id()).orElseThrow());
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).startsWith("attachment").contains(document.code().toLowerCase());
        assertThat(pdf.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(pdf.header("Cache-Control")).contains("no-store");

        Browser other = resident("curieux@exemple.ca");
        assertThat(other.get(link).status()).isEqualTo(404);
        other.get("/files");
        assertThat(other.post(link + "/again").status()).isEqualTo(404);
        assertThat(visitor().get(link).location()).startsWith("/sign-in");
        assertThat(owner.get("/files/" + number + "/official/" + UUID.randomUUID()).status()).isEqualTo(404);

        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(91))));
        assertThat(owner.get(link).location()).isEqualTo("/files/" + number + "#offers");
        var page = owner.get("/files/" + number);
        assertThat(page.text()).contains("Délivrer de nouveau le lien");
        assertThat(owner.post(link + "/again").location()).isEqualTo("/files/" + number + "?opened#offers");
        assertThat(owner.get(link).status()).isEqualTo(200);

        documents.revoke(document.id(), "REPLACED");
        assertThat(owner.get(link).status()).isEqualTo(302);
        assertThat(owner.get("/files/" + number).text()).contains("Plus valide depuis le");
        assertThat(owner.post(link + "/again").location()).isEqualTo("/files/" + number + "#offers");
        assertThat(owner.get(link).status()).isEqualTo(302);
    }

    private Browser.Page guess(Browser browser, String address) {
        return browser.raw("GET", "/verify/" + DocumentCode.random(), BodyPublishers.noBody(), "X-Forwarded-For", address);
    }

    private String check(String path, byte[] content) {
        Browser anybody = visitor();
        anybody.get("/verify");
        return anybody.upload(path, "", "document.pdf", content).text();
    }

    private OfficialDocument issue(String number, String key) {
        return documents.issue(new OfficialDocuments.Issue(number, key, "certificate-request/zoningAttestation", "service.name", "1333, boulevard Chomedey", Samples.facts()));
    }

    private String caseOf(String email) {
        if (db.sql("select count(*) from resident where email = :email").param("email", email).query(Integer.class).single() == 0) resident(email);
        long id = db.sql("select id from resident where email = :email").param("email", email).query(Long.class).single();
        return caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, id, null, "PORTAL", "fr", email, "Marie Tremblay", "12, rue des Lilas", Map.of(), Map.of()));
    }
}
