package ca.laval.mondossier;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The real application in a real browser, the machine's own Chromium or Chrome. Without one these tests are skipped and say so;
 * where CI=true, a missing browser is a failure.
 */
public abstract class BrowserTest extends ApplicationTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    protected static final byte[] DOCUMENT = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private static Playwright playwright;
    private static com.microsoft.playwright.Browser chromium;

    @Autowired
    private ManagementService management;

    private final List<BrowserContext> open = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        Path executable = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable).findFirst().orElse(null);
        if (executable == null && "true".equals(System.getenv("CI"))) throw new IllegalStateException("No Chromium on the PATH: CI needs one");
        assumeTrue(executable != null, "No Chromium on the PATH: the browser tests are skipped");
        // A machine with one core to spare takes its time to draw Cockpit.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // In containers Chromium runs as root, where its own sandbox does not start.
        chromium = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(List.of(
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) playwright.close();
        playwright = null;
    }

    /** A window of its own, with its own cookies. */
    protected Page window(int width, int height) {
        return window(width, height, "en-CA");
    }

    /** `language` is the browser's; the portal does not look at it, Tasklist does. */
    protected Page window(int width, int height, String language) {
        var context = chromium.newContext(new NewContextOptions().setViewportSize(width, height).setLocale(language).setBaseURL("http://localhost:" + port));
        context.setDefaultTimeout(60_000);
        open.add(context);
        return context.newPage();
    }

    /** What the job executor would do now: letters and decisions, until none is due. */
    protected void runJobs() {
        for (var due = messages(); !due.isEmpty(); due = messages()) due.forEach(job -> management.executeJob(job.getId()));
    }

    private List<Job> messages() {
        return management.createJobQuery().messages().withRetriesLeft().list();
    }

    /** Signs in with the link in the mail. */
    protected void signIn(Page page, String email) {
        page.navigate("/sign-in");
        page.fill("#email", email);
        page.click("main form button");
        page.waitForURL("**/sign-in/sent");
        page.navigate(linkFor(email));
        page.click("main form button");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** Signs a member of the staff in to one of the engine's web applications, e.g. `tasklist`; demo people have their name as password. */
    protected static void signInStaff(Page page, String application, String person) {
        page.navigate("/camunda/app/" + application + "/default/");
        Locator name = page.locator("input[type=text]");
        Locator password = page.locator("input[type=password]");
        // The page moves the focus to the name a moment after it appears; what is typed at that moment lands in the wrong field.
        for (int attempt = 0; !(person.equals(name.inputValue()) && person.equals(password.inputValue())); attempt++) {
            if (attempt == 10) throw new AssertionError("The sign-in page keeps losing what is typed");
            name.fill(person);
            password.fill(person);
        }
        page.click("button[type=submit]");
        password.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Goes there and looks. */
    protected static void look(Page page, String path) {
        page.navigate(path);
        look(page);
    }

    /** Axe finds nothing, nothing sticks out, and no word is missing; `-Dshots=folder` keeps a picture. */
    protected static void look(Page page) {
        page.waitForLoadState();
        var found = new AxeBuilder(page).setLegacyMode(true).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")).analyze().getViolations();
        Assertions.assertThat(found).as(() -> page.url() + found.stream().map(rule -> "\n" + rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList()).toList()).isEmpty();
        Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).as(page.url() + " is wider than the window").isLessThanOrEqualTo(0);
        Assertions.assertThat(page.content()).as(page.url() + ": every word is there").doesNotContainPattern("\\?\\?[\\w.]+\\?\\?");
        if (System.getProperty("shots") != null) page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(System.getProperty("shots"), System.nanoTime() + ".png")));
    }

    protected static void next(Page page) {
        page.locator("main form[method=post] button.button").first().click();
    }

    /** Attaches what the service asks for, declares and sends; answers the case number. */
    protected static String send(Page page, String... documents) {
        for (String kind : documents) {
            Locator form = page.locator("form:has(input[name=kind][value=" + kind + "]):has(input[type=file])");
            form.locator("input[type=file]").setInputFiles(new FilePayload(kind + ".pdf", "application/pdf", DOCUMENT));
            form.locator("button[type=submit]").click();
            // The page that has it, not only an answer: a file chosen on the page before would be gone with that page.
            assertThat(page.locator("#kind-" + kind)).containsText(kind + ".pdf");
        }
        page.navigate(page.url().replaceAll("/documents.*", "/check"));
        Assertions.assertThat(page.locator(".error-summary").allInnerTexts()).isEmpty();
        page.check("[name=declaration]");
        page.click("form[action$='/send'] button[type=submit]");
        page.waitForURL(Pattern.compile(".*/files/[A-Z]{3}-.*"));
        return page.url().replaceAll(".*/files/|\\?.*", "");
    }

    /** The way every resident takes who may have English: the link on the page, one of the exceptions, the button. */
    protected static void speakEnglish(Page page) {
        page.locator("header a, header button").filter(new Locator.FilterOptions().setHasText("English")).first().click();
        page.locator("main input[type=radio]").first().check();
        page.locator("main form button[type=submit]").first().click();
        assertThat(page.locator("html")).hasAttribute("lang", Pattern.compile("en.*"));
    }

    /** Signs in, finds the case's task in the office's queue and claims it. */
    protected Page tasklist(String person, String number) {
        Page page = window(1440, 900, "en-CA");
        signInStaff(page, "tasklist", person);
        page.click("text=My office");
        page.locator(".tasks-list .task", new Page.LocatorOptions().setHasText(number)).first().click();
        page.locator(".fjs-form").waitFor();
        page.click("button.claim");
        page.locator("button.unclaim, .assignee [ng-click*=unclaim], .assignee [ng-click*=resetAssignee]").first().waitFor();
        return page;
    }

    /** Completes the task and closes its window, which would go on asking for tasks. */
    protected void finish(Page tasklist) {
        Locator complete = tasklist.locator("button", new Page.LocatorOptions().setHasText("Complete"));
        assertThat(complete.first()).isEnabled();
        complete.first().click();
        assertThat(tasklist.locator(".fjs-form")).hasCount(0);
        open.remove(tasklist.context());
        tasklist.context().close();
    }

    @AfterEach
    void closeWindows() {
        open.forEach(BrowserContext::close);
        open.clear();
    }
}
