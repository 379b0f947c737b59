package ca.laval.mondossier.counter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ca.laval.mondossier.BrowserTest;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.SampleDocuments;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Karine of 311 at her counter, in a real browser: every page is for everybody, and a document opens in a tab of its own. */
class CounterJourneyTest extends BrowserTest {
    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private Documents documents;

    @ParameterizedTest(name = "{0} pixels wide")
    @ValueSource(ints = {1280, 360})
    void agentWorksOnACaseAndFilesForSomeone(int width) throws IOException {
        CaseNumber number = streetParty();
        Page page = window(width, 900, "en-CA");
        page.navigate("/counter/cases/" + number);
        assertThat(page.locator("main h1")).hasText("Sign in to the counter");
        look(page);
        signInStaff(page, "tasklist", "karine");

        page.navigate("/counter/sign-in?from=/counter/cases/" + number);
        assertThat(page.locator("h1")).containsText(number.value());
        assertThat(page.locator(".who")).hasText("Karine Bélanger");
        look(page);
        openDocument(page);
        answerTheResident(page, number);
        look(page, "/counter/cases/" + number + "/withdraw");
        look(page, "/counter");
        look(page, "/counter?q=nobody%25");
        look(page, "/counter?q=" + number.value().replaceAll("\\d$", "") + (number.value().endsWith("0") ? 1 : 0));
        look(page, "/counter/cases/FET-1999-999999-9");

        fileForSomeone(page);
    }

    private void openDocument(Page page) {
        Page document = page.waitForPopup(() -> page.locator("section[aria-labelledby=documents] a[target=_blank]").click());
        document.waitForLoadState();
        // A refused one would be Chromium's error page, or a download.
        Assertions.assertThat(document.evaluate("location.protocol + ' ' + document.contentType")).isEqualTo("http: application/pdf");
        document.close();
    }

    private void answerTheResident(Page page, CaseNumber number) {
        page.fill("#field-note", "x");
        page.evaluate("document.querySelector('#field-note').value = ' '; document.querySelector('#field-note').form.noValidate = true");
        page.click("form[action$=notes] button");
        assertThat(page.locator("#error-summary")).isFocused();
        look(page);
        page.fill("#field-message", "Bonjour,\nil manque le plan de la rue.");
        page.click("form[action$=messages] button");
        assertThat(page.locator("section[aria-labelledby=messages] .said")).containsText("il manque le plan");
        page.locator("summary", new Page.LocatorOptions().setHasText("Add a document")).click();
        page.setInputFiles("#field-document", new FilePayload("plan.png", "image/png", SampleDocuments.png()));
        page.click("form[action$=documents] button");
        assertThat(page.locator("section[aria-labelledby=documents]")).containsText("plan.png");
        look(page);
    }

    private void fileForSomeone(Page page) {
        look(page, "/counter/file-for-someone");
        page.locator("label", new Page.LocatorOptions().setHasText("Street party")).click();
        page.getByLabel("By phone").check();
        page.click("main form button");
        page.fill("#field-street", "rue des Érables");
        look(page);
        page.click("button[name=_leave]");
        page.waitForURL("**/counter/file-for-someone");
        look(page);
        page.locator("section[aria-labelledby=unsent] a").first().click();
        page.waitForURL("**/counter/drafts/**");
        String draft = page.url().replaceFirst("/steps/.*", "");
        look(page, draft + "/documents");
        look(page, draft + "/check");
        look(page, draft + "/delete");
        page.click("main form button");
        assertThat(page.locator(".notice--done")).isVisible();
    }

    private CaseNumber streetParty() throws IOException {
        var number = new CaseNumber(caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, null, "karine", "COUNTER", "fr", null,
                "Zoé Tremblay", "12, rue des Lilas", Map.of("street", "rue des Érables", "closing", "NO"), Map.of("closing", "NO"))));
        documents.addToCase(number, "OTHER", "accord.pdf", new ByteArrayInputStream(SampleDocuments.pdf()), Documents.RESIDENT);
        return number;
    }
}
