package ca.laval.mondossier.payment.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.BrowserTest;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewSession;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every face of the sandbox's page, in both languages, on a desk and on a phone: axe finds nothing, nothing sticks out. */
class SandboxAccessibilityTest extends BrowserTest {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @Autowired
    private SandboxGateway gateway;
    @Autowired
    private Clock clock;

    private final List<String> findings = new ArrayList<>();

    @ParameterizedTest(name = "{0}, {1} px wide")
    @CsvSource({"fr, 390", "en, 1280"})
    void everyFaceIsForEverybody(String language, int width) throws Exception {
        Page page = window(width, 800);
        var console = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) console.add(message.text());
        });
        String address = open(language);
        look(page, address, "form");
        page.fill("#number", "1234");
        page.keyboard().press("Enter");
        page.waitForSelector("#trouble");
        look(page, null, "wrong number");
        page.fill("#number", SandboxCard.DECLINED.number());
        page.click("main button");
        page.waitForURL(url -> url.equals(address));
        look(page, null, "declined");
        String paid = open(language);
        page.navigate(paid);
        page.fill("#number", SandboxCard.PAID.number());
        page.click("main button");
        page.waitForURL("**/?paid");
        look(page, paid, "done");
        String silent = open(language);
        page.navigate(silent);
        page.fill("#number", SandboxCard.NO_ANSWER.number());
        page.click("main button");
        page.waitForURL(url -> url.equals(silent));
        look(page, null, "silent");
        look(page, "/sandbox/checkout/unknown", "unknown");
        look(page, "/sandbox?language=" + language, "payments");
        assertThat(findings).isEmpty();
        assertThat(console).isEmpty();
    }

    private String open(String language) throws Exception {
        String key = UUID.randomUUID().toString();
        return gateway.createSession(new NewSession(key, key, 17_246, language, "Inspection supplémentaire", URI.create("http://localhost:" + port + "/?paid"),
                URI.create("http://localhost:" + port + "/?cancelled"), clock.instant().plus(Duration.ofHours(1)))).page().toString();
    }

    private void look(Page page, String address, String face) {
        if (address != null) page.navigate(address);
        page.waitForLoadState();
        new AxeBuilder(page).setLegacyMode(true).withTags(RULES).analyze().getViolations().forEach(violation -> findings.add("%s: %s %s".formatted(face, violation.getId(),
                violation.getNodes().stream().map(node -> node.getHtml()).toList())));
        if ((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0) findings.add(face + ": wider than the window");
        if (page.content().contains("sandbox.")) {
            if (page.locator("body").innerText().contains("sandbox.")) findings.add(face + ": a word is missing");
        }
        if (System.getProperty("screenshots") != null) page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                .setPath(java.nio.file.Path.of(System.getProperty("screenshots"), face.replace(' ', '-') + "-" + page.viewportSize().width + page.locator("html").getAttribute("lang") + ".png")));
    }
}
