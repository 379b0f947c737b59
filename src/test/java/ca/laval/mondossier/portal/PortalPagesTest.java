package ca.laval.mondossier.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.BrowserTest;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of the portal, in both languages: axe finds nothing, nothing sticks out on a desk or on a phone, no word is missing. */
class PortalPagesTest extends BrowserTest {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final int PHONE = 360;
    private static final int DESK = 1280;

    private final List<String> findings = new ArrayList<>();

    /** At the other width a page is only measured: axe takes half a second each time. */
    @ParameterizedTest(name = "{0}, {1} px wide")
    @CsvSource({"fr, 360", "en, 1280"})
    void everyPageIsForEverybody(String language, int width) {
        Page page = window(width, 800);
        var console = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) console.add(message.text());
        });
        page.onPageError(console::add);

        inspect(page, "/");
        inspect(page, "/english?from=/");
        page.click("main form button");
        inspect(page, "English, nothing chosen");
        if (language.equals("en")) {
            page.check("#reason-TOURIST");
            page.click("main form button");
            page.waitForURL("**/");
        }
        inspect(page, "/services/street-party");
        inspect(page, "/services/subsidy-application");
        inspect(page, "/services/street-party/apply");
        page.fill("#email", "nobody");
        page.click("main form button");
        inspect(page, "sign-in, wrong address");
        inspect(page, "/sign-in?expired");
        String email = "axe-" + language + width + "@exemple.ca";
        page.fill("#email", email);
        page.click("main form button");
        inspect(page, "/sign-in/sent");
        inspect(page, "/demo/mailbox");
        inspect(page, linkFor(email));
        page.click("main form button");
        inspect(page, "/files");
        inspect(page, "/services/subsidy-application/apply");

        page.navigate("/services/street-party/apply");
        page.click("main form button.button");
        inspect(page, "first page, wrong");
        page.check("input[name=closing][value=YES]");
        page.waitForSelector("#field-closingPlan");
        inspect(page, "first page, more questions");
        page.fill("#field-street", "rue des Érables");
        page.fill("#field-partyDate", "2027-06-12");
        page.fill("#field-closingPlan", "De midi à 22 h");
        page.fill("#field-guests", "60");
        page.fill("#field-budgetCents", "1 234,50");
        page.click("main form button.button");
        inspect(page, "second page");
        page.fill("#field-insurer", "La Mutuelle");
        page.click("main form button.button");
        page.fill("#field-fullName", "Marie Tremblay");
        page.fill("#field-address", "123, rue des Érables");
        page.fill("#field-email", "marie@exemple.ca");
        page.check("#field-neighboursAgree");
        page.click("main form button.button");
        page.waitForURL("**/documents");
        inspect(page, "documents");
        page.setInputFiles("#file-PLAN", new FilePayload("plan.pdf", "application/pdf", "no pdf".getBytes()));
        page.click("#kind-PLAN form[enctype] button");
        inspect(page, "documents, one refused");
        page.click(".actions a.button");
        inspect(page, "check, a document is missing");
        page.navigate(page.url().replace("/check", "/documents"));
        page.setInputFiles("#file-PLAN", new FilePayload("plan.pdf", "application/pdf", StreetParty.PDF));
        page.click("#kind-PLAN form[enctype] button");
        inspect(page, "documents, one there");
        page.click(".actions a.button");
        inspect(page, "check");
        String draft = page.url().replaceFirst(".*(/drafts/[^/]+)/.*", "$1");
        page.click("form:has(#declaration) button");
        inspect(page, "check, not declared");
        inspect(page, draft + "/delete");
        page.navigate(draft + "/check");
        page.check("#declaration");
        page.click("form:has(#declaration) button");
        page.waitForURL("**/files/**");
        inspect(page, "file, just sent");
        String file = page.url().replaceFirst(".*(/files/[^?]+).*", "$1");
        String number = file.replace("/files/", "");
        page.click("form:has(#body) button");
        inspect(page, "file, empty message");
        page.fill("#body", "Bonjour");
        page.click("form:has(#body) button");
        complete(number, Map.of("outcome", "MISSING"));
        inspect(page, file);
        page.click("form[action$=send] button");
        inspect(page, "file, nothing to send");
        page.selectOption("#kind", "PHOTO");
        page.setInputFiles("#file", new FilePayload("photo.pdf", "application/pdf", StreetParty.PDF));
        page.click("form:has(#file) button");
        inspect(page, "file, ready to send");
        page.click("form[action$=send] button");
        inspect(page, "file, sent");
        inspect(page, file + "/withdraw");
        complete(number, Map.of("outcome", "REFUSED"));
        page.click("form[action$=withdraw] button");
        inspect(page, "withdrawal, too late");
        inspect(page, file);
        inspect(page, "/files");
        inspect(page, "/nothing");

        assertThat(findings).isEmpty();
        assertThat(console).isEmpty();
    }

    @Test
    void anApplicationIsWrittenWithTheKeyboardAlone() {
        Page page = window(1280, 800);
        signIn(page, "clavier@exemple.ca");
        page.navigate("/services/street-party/apply");
        page.keyboard().press("Tab");
        assertThat(focused(page)).isEqualTo("Aller au contenu principal");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().type("rue des Lilas");
        assertThat(page.inputValue("#field-street")).isEqualTo("rue des Lilas");
        page.keyboard().press("Enter");
        page.waitForSelector(".error-summary");
        // The summary has the focus, and its first line leads to its field.
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("field-partyDate");
    }

    @Test
    void theSessionWarnsBeforeItEndsAndIsExtended() {
        Page page = window(1280, 800);
        page.clock().install();
        signIn(page, "minuterie@exemple.ca");
        page.navigate("/files");
        assertThat(page.isVisible("#session-warning")).isFalse();
        page.clock().runFor("28:00");
        page.waitForSelector("#session-warning");
        page.click("[data-extend]");
        page.waitForSelector("#session-warning", new Page.WaitForSelectorOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
        assertThat(page.url()).endsWith("/files");
    }

    private static String focused(Page page) {
        return page.evaluate("document.activeElement.textContent").toString().strip();
    }

    /** Goes there, when it is an address, and looks. */
    private void inspect(Page page, String where) {
        if (where.startsWith("/")) page.navigate(where);
        page.waitForLoadState();
        var result = new AxeBuilder(page).setLegacyMode(true).withTags(RULES).analyze();
        result.getViolations().forEach(violation -> findings.add("%s: %s %s".formatted(where, violation.getId(),
                violation.getNodes().stream().map(node -> node.getHtml()).toList())));
        int width = page.viewportSize().width;
        sticksOut(page, where);
        page.setViewportSize(width == PHONE ? DESK : PHONE, 800);
        sticksOut(page, where);
        page.setViewportSize(width, 800);
        if (page.content().matches("(?s).*\\?\\?[\\w.]+\\?\\?.*")) findings.add(where + ": a word is missing");
        if (page.title().isBlank()) findings.add(where + ": no title");
    }

    private void sticksOut(Page page, String where) {
        if ((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0) {
            findings.add("%s: wider than a window of %d px".formatted(where, page.viewportSize().width));
        }
    }
}
