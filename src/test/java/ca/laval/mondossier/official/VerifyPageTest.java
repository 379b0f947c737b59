package ca.laval.mondossier.official;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.BrowserTest;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The public verification in a browser, in both languages, on a desk and on a telephone: accessible, nothing sticks out. */
class VerifyPageTest extends BrowserTest {
    @Autowired
    private OfficialDocuments documents;
    @Autowired
    private CaseFiles caseFiles;

    @ParameterizedTest
    @CsvSource({"1280, fr", "390, en"})
    void anybodyVerifiesACodeAndAFile(int width, String language) {
        var document = documents.issue(new OfficialDocuments.Issue(caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, null, "karine", "COUNTER", "fr", null,
                "Marie Tremblay", "12, rue des Lilas", Map.of(), Map.of())), "line-1", "certificate-request/zoningAttestation", "service.name", "1333, boulevard Chomedey", Samples.facts()));
        byte[] content = documents.content(new CaseNumber(document.caseNumber()), document.id()).orElseThrow();
        Page page = window(width, 900);
        page.navigate("/verify");
        if (language.equals("en")) speakEnglish(page);
        page.navigate("/verify");
        look(page);
        page.fill("#code", "no code");
        page.click("form[method=get] button");
        look(page);
        page.fill("#code", document.code().toLowerCase());
        page.click("form[method=get] button");
        page.waitForURL("**/verify/" + document.code());
        assertThat(page.textContent("#result")).contains(language.equals("fr") ? "Ce document est valide" : "This document is valid");
        look(page);
        page.setInputFiles("#file", new FilePayload("certificat.pdf", "application/pdf", content));
        page.click("form[method=post][action*=verify] button");
        assertThat(page.textContent("#file-result")).contains(language.equals("fr") ? "exactement" : "exactly");
        look(page);
        documents.revoke(document.id(), "REPLACED");
        page.navigate("/verify/" + document.code());
        look(page);
        page.navigate("/verify/0000-0000-0000");
        look(page);
    }
}
