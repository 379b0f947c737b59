package ca.laval.mondossier.official;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.BrowserTest;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The public verification in a browser, in both languages, on a desk and on a telephone: accessible, nothing sticks out. */
class VerifyPageTest extends BrowserTest {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @Autowired
    private OfficialDocuments documents;
    @Autowired
    private CaseFiles caseFiles;

    @ParameterizedTest
    @CsvSource({"1280, fr", "390, fr", "1280, en", "390, en"})
    void anybodyVerifiesACodeAndAFile(int width, String language) {
        var document = documents.issue(new OfficialDocuments.Issue(caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, null, "karine", "COUNTER", "fr", null,
                "Marie Tremblay", "12, rue des Lilas", Map.of(), Map.of())), "line-1", "certificate-request/zoningAttestation", "service.name", "1333, boulevard Chomedey", Samples.facts()));
        byte[] content = documents.content(new CaseNumber(document.caseNumber()), document.id()).orElseThrow();
        Page page = window(width, 900);
        if (language.equals("en")) speakEnglish(page);
        page.navigate("/verify");
        look(page, "form");
        page.fill("#code", "no code");
        page.click("form[method=get] button");
        look(page, "error");
        page.fill("#code", document.code().toLowerCase());
        page.click("form[method=get] button");
        page.waitForURL("**/verify/" + document.code());
        assertThat(page.textContent("#result")).contains(language.equals("fr") ? "Ce document est valide" : "This document is valid");
        look(page, "valid-" + language + "-" + width);
        page.setInputFiles("#file", new FilePayload("certificat.pdf", "application/pdf", content));
        page.click("form[method=post][action*=verify] button");
        assertThat(page.textContent("#file-result")).contains(language.equals("fr") ? "exactement" : "exactly");
        look(page, "exact-" + language + "-" + width);
        documents.revoke(document.id(), "REPLACED");
        page.navigate("/verify/" + document.code());
        look(page, "revoked-" + language + "-" + width);
        page.navigate("/verify/0000-0000-0000");
        look(page, "unknown");
    }

    private static void speakEnglish(Page page) {
        page.navigate("/english");
        page.locator("main input[type=radio]").first().check();
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(url -> !url.contains("/english"));
    }

    private static void look(Page page, String where) {
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/official/" + where + ".png")).setFullPage(true));
        var found = new AxeBuilder(page).setLegacyMode(true).withTags(RULES).analyze().getViolations();
        assertThat(found.stream().map(one -> one.getId() + " " + one.getNodes().stream().map(node -> node.getHtml()).toList())).as(where).isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).as(where).isLessThanOrEqualTo(0);
        assertThat(page.content()).as(where).doesNotContainPattern("\\?\\?[\\w.]+\\?\\?");
    }
}
