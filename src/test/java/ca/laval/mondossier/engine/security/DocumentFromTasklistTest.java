package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.authorization.Groups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** In a real browser, which enforces the pages' policy. */
@EnabledIf("browserIsThere")
class DocumentFromTasklistTest extends EngineSecurityTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    static boolean browserIsThere() {
        return Files.isExecutable(CHROMIUM);
    }

    @Test
    void aDocumentLinkedFromTasklistOpensOutsideTheSandbox() {
        person("pagesadmin", Groups.CAMUNDA_ADMIN);
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of("--no-sandbox")))) {
            Page tasklist = browser.newPage();
            tasklist.navigate("http://localhost:" + port + "/camunda/app/tasklist/default/");
            tasklist.waitForSelector("input[type=password]");
            tasklist.evaluate("document.body.insertAdjacentHTML('beforeend', '<a id=doc target=_blank rel=noopener style=\"position:fixed;top:0;left:0;z-index:99999\""
                    + " href=\"/camunda/favicon.ico\">doc</a>')");
            Page document = tasklist.waitForPopup(() -> tasklist.click("#doc"));
            document.waitForLoadState();
            // A sandboxed window is refused dialogs and, in Chromium, the PDF viewer.
            boolean[] asked = {false};
            document.onDialog(dialog -> {
                asked[0] = true;
                dialog.accept();
            });
            assertThat(document.evaluate("confirm('still sandboxed?')")).isEqualTo(true);
            assertThat(asked[0]).isTrue();
        }
    }

    @Test
    void theWebApplicationsStartInTheBrowser() {
        person("pagesadmin", Groups.CAMUNDA_ADMIN);
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of("--no-sandbox")))) {
            Page page = browser.newPage();
            List<String> refused = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) refused.add(message.text());
            });
            for (String app : List.of("tasklist", "cockpit", "admin", "welcome")) {
                page.navigate("http://localhost:" + port + "/camunda/app/" + app + "/default/");
                page.waitForSelector("input[type=password]");
            }
            page.fill("input[type=text]", "pagesadmin");
            page.fill("input[type=password]", PASSWORD);
            page.click("button[type=submit]");
            page.waitForSelector("text=Cockpit");
            assertThat(refused).isEmpty();
        }
    }
}
