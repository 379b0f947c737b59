package ca.laval.mondossier;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.payment.PaidInTests;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.LocatorOptions;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * From the question "do I need a permit?" to the permit in hand, in a browser, with the clock moved on: once by the permits office alone, once
 * by the planning committee and the municipal council, with the public notice in between.
 */
class PermitJourneyTest extends BrowserTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 13);
    private static final LocalDate MEETING = LocalDate.of(2026, 5, 6);
    /** The last lawful day of the notice: the Monday after it is a holiday. */
    private static final LocalDate NOTICE = LocalDate.of(2026, 5, 15);
    private static final LocalDate COUNCIL = LocalDate.of(2026, 6, 2);

    @Autowired
    private ManagementService management;
    @Autowired
    private PaidInTests payments;

    @BeforeEach
    void emptyDesksInTheSpring() {
        endEveryCase();
        for (String table : List.of("council_resolution", "council_notice", "council_item", "council_sitting")) db.sql("delete from " + table).update();
        at(TODAY);
    }

    @AfterEach
    void wakeUp() {
        ClockUtil.reset();
    }

    @Test
    void aPoolIsPermittedByTheOffice() {
        Page resident = window(1280, 900, "fr-CA");
        look(resident, "/permits/need");
        resident.check("[name=type][value=PISCINE]");
        resident.click("main form button");
        resident.fill("[name=poolDepthCm]", "55");
        resident.click("main form button");
        assertThat(resident.locator("[role=status]")).containsText("aucun permis n’est requis");
        look(resident);
        resident.navigate("/permits/need?type=PISCINE");
        resident.fill("[name=poolDepthCm]", "60");
        resident.click("main form button");
        look(resident);
        assertThat(resident.locator("main a.button")).hasAttribute("href", java.util.regex.Pattern.compile(".*type=PISCINE"));

        signIn(resident, "piscine@example.org");
        String number = apply(resident, "PISCINE", "LAYOUT_PLAN", "POOL_SPECS", "ENCLOSURE_DETAIL");
        look(resident);
        takeIn(number);
        look(resident, "/files/" + number);
        assertThat(resident.locator("main")).containsText("82,00");
        pay(resident, number);
        analyse(number, "Yes");
        Page analyst = tasklist("marc", number);
        choose(analyst, "Grant");
        finish(analyst);
        runJobs();
        permitInHand(resident, number);

        Page inspector = tasklist("annie", number);
        look(inspector.context().newPage(), "/counter/agenda");
        choose(inspector, "as permitted");
        finish(inspector);
        runJobs();
        look(resident, "/files/" + number);
        resident.setViewportSize(390, 800);
        look(resident, "/files/" + number);
        assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list()).extracting(open -> open.getProcessDefinitionId().replaceAll(":.*", ""))
                .as("the payment is looked at once more at night").containsOnly("payment-inquiry");
    }

    @Test
    void aVarianceGoesThroughCommitteeNoticeAndCouncil() {
        Page clerk = window(1280, 900, "fr-CA");
        signInStaff(clerk, "tasklist", "isabelle");
        plan(clerk, "COUNCIL", COUNCIL);
        plan(clerk, "COUNCIL", LocalDate.of(2026, 7, 7));
        Page secretary = window(1280, 900, "fr-CA");
        signInStaff(secretary, "tasklist", "chantal");
        plan(secretary, "CCU", MEETING);
        plan(secretary, "CCU", LocalDate.of(2026, 6, 3));

        Page resident = window(1280, 900, "fr-CA");
        signIn(resident, "derogation@example.org");
        String number = apply(resident, "DEROGATION", "LOCATION_CERTIFICATE", "RECENT_PHOTOS");
        takeIn(number);
        resident.navigate("/files/" + number);
        assertThat(resident.locator("main")).containsText("1\u00a0093,00");
        pay(resident, number);
        analyse(number, "No");
        look(resident, "/files/" + number);
        assertThat(resident.locator("main")).containsText("6 mai 2026");

        until(MEETING);
        Page committee = tasklist("chantal", number);
        choose(committee, "Favourable");
        fill(committee, "Number", "CCU-20260506-12");
        finish(committee);
        runJobs();
        signInAgain(resident, "derogation@example.org");
        look(resident, "/files/" + number);
        assertThat(resident.locator("main")).containsText("2 juin 2026");

        until(NOTICE);
        Page notice = tasklist("isabelle", number);
        choose(notice, "Yes");
        Locator date = notice.locator(".fjs-form input.flatpickr-input").first();
        date.click();
        date.pressSequentially("2026-05-15");
        date.press("Enter");
        notice.locator(".fjs-form .fjs-select-display, .fjs-form [id$=-noticePlace-search], .fjs-form .fjs-input-group").last().click();
        notice.locator(".fjs-dropdownlist-item").last().click();
        finish(notice);
        runJobs();
        look(resident, "/files/" + number);

        until(COUNCIL);
        Page council = tasklist("isabelle", number);
        choose(council, "Adopted");
        fill(council, "Number", "CM-20260603-431");
        council.locator("button", new LocatorOptions().setHasText("Complete")).first().click();
        Locator refusal = council.locator(".notifications .notification, [notifications-panel] .alert, .page-notifications .alert");
        assertThat(refusal.first()).containsText("This number is not of that body, or not of that day.");
        assertThat(refusal.first()).not().containsText("Exception");
        if (System.getProperty("shots") != null) council.screenshot(new Page.ScreenshotOptions().setPath(java.nio.file.Path.of(System.getProperty("shots"), "refused.png")));
        // The message lies over the button until its reader closes it or it goes by itself.
        council.evaluate("document.querySelectorAll('.page-notifications .close').forEach(close => close.click())");
        assertThat(refusal).hasCount(0);
        fill(council, "Number", "CM-20260602-431");
        finish(council);
        runJobs();
        Page analyst = tasklist("marc", number);
        assertThat(analyst.locator("[id$=-resolutionNumber]")).hasValue("CM-20260602-431");
        choose(analyst, "Grant");
        finish(analyst);
        runJobs();
        signInAgain(resident, "derogation@example.org");
        permitInHand(resident, number);

        Page manager = window(1280, 900, "en-CA");
        signInStaff(manager, "tasklist", "denis");
        look(manager, "/counter/permits");
        look(manager, "/counter/agenda");
        look(manager, "/counter/cases/" + number);
    }

    private String apply(Page page, String type, String... documents) {
        page.navigate("/services/permit-application/apply");
        page.selectOption("[name=type]", type);
        if (type.equals("PISCINE")) {
            page.selectOption("[name=poolKind]", "IN_GROUND");
            page.fill("[name=poolDepthCm]", "140");
            page.fill("[name=workCents]", "45 000");
        }
        page.fill("[name=description]", "Derrière la maison, à 1,4 m de la ligne arrière.");
        // Enter is "Continue", also where questions came with an answer.
        if (type.equals("PISCINE")) page.press("[name=workCents]", "Enter");
        else next(page);
        page.fill("[name=propertyPlace]", "12, rue Grenon");
        next(page);
        if (type.equals("PISCINE")) {
            page.fill("[name=worksStartOn]", "2026-07-01");
            page.check("[name=builtBy][value=OWNER]");
            page.selectOption("[name=exemption]", "OWN_HOME");
            next(page);
        }
        page.check("[name=applicantCapacity][value=OWNER]");
        page.fill("[name=name]", "Lucie Desrosiers");
        page.fill("[name=address]", "12, rue Grenon");
        page.fill("[name=city]", "Laval");
        page.fill("[name=postalCode]", "H7N 2G5");
        page.fill("[name=phone]", "450 555-0111");
        next(page);
        var all = new java.util.ArrayList<>(List.of("IDENTITY"));
        all.addAll(List.of(documents));
        String number = send(page, all.toArray(String[]::new));
        runJobs();
        return number;
    }

    private void takeIn(String number) {
        Page intake = tasklist("julie", number);
        choose(intake, "Yes");
        finish(intake);
        runJobs();
    }

    /** The resident's way to the provider's page, its card, and the provider's word to the city. */
    private void pay(Page resident, String number) {
        resident.navigate("/files/" + number);
        resident.locator("a.button[href*='/payment']").click();
        look(resident);
        next(resident);
        resident.waitForURL("**/sandbox/**");
        resident.fill("#number", "4242 4242 4242 4242");
        // The way back leads to the city's public address, where nobody listens in a test.
        resident.locator("form:has(#number) button[type=submit]").click(new Locator.ClickOptions().setNoWaitAfter(true));
        resident.waitForCondition(() -> db.sql("select count(*) from sandbox_session where order_number like :order and card is not null").param("order", number + ".%").query(Integer.class).single() == 1);
        payments.deliver();
        runJobs();
        look(resident, "/files/" + number);
    }

    /** Everything is allowed; whether the norms are met decides the path. */
    private void analyse(String number, String normsMet) {
        Page analyst = tasklist("marc", number);
        for (String field : List.of("Is the use allowed", "Is the density allowed")) answer(analyst, field, "Yes");
        for (String field : List.of("conditional use", "constraints", "PIIA area")) answer(analyst, field, "No");
        answer(analyst, "Are all norms met", normsMet);
        finish(analyst);
        runJobs();
    }

    private void permitInHand(Page resident, String number) {
        look(resident, "/files/" + number);
        assertThat(resident.locator("main")).containsText("Délivré");
        String id = db.sql("select document::text from permit where case_number = :number").param("number", number).query(String.class).single();
        String link = resident.locator("a[href*='" + id + "']").getAttribute("href");
        var pdf = resident.context().request().get("http://localhost:" + port + link);
        assertThat(pdf.headers().get("content-type")).startsWith("application/pdf");
        assertThat(pdf.body()).hasSizeGreaterThan(5_000);
        String code = db.sql("select code from official_document where id::text = :id").param("id", id).query(String.class).single();
        Page stranger = window(390, 800, "fr-CA");
        look(stranger, "/verify/" + code);
        assertThat(stranger.locator("main")).containsText("Ce document est valide");
    }

    private static void plan(Page page, String body, LocalDate on) {
        page.navigate("/counter/sittings");
        if (!page.isVisible("#field-on")) page.locator("summary").click();
        Locator choice = page.locator("input[name=body][value=" + body + "]");
        if (choice.getAttribute("type").equals("radio")) choice.check();
        page.fill("#field-on", on.toString());
        page.fill("#field-place", "Hôtel de ville, salle du conseil");
        page.click("main form button");
        assertThat(page.locator(".notice--done")).isVisible();
        look(page);
    }

    private static void choose(Page tasklist, String label) {
        tasklist.locator(".fjs-form .fjs-form-field-radio label", new LocatorOptions().setHasText(label)).first().click();
    }

    private static void answer(Page tasklist, String question, String label) {
        tasklist.locator(".fjs-form .fjs-form-field-radio", new LocatorOptions().setHasText(question)).locator("label", new Locator.LocatorOptions().setHasText(label)).last().click();
    }

    private static void fill(Page tasklist, String label, String text) {
        tasklist.locator(".fjs-form .fjs-form-field-textfield", new LocatorOptions().setHasText(label)).locator("input").last().fill(text);
        tasklist.keyboard().press("Tab");
    }

    /** Weeks later the session of the first visit is over. */
    private void signInAgain(Page resident, String email) {
        resident.context().clearCookies();
        signIn(resident, email);
    }

    private static void at(LocalDate day) {
        ClockUtil.setCurrentTime(Date.from(day.atTime(10, 0).atZone(BusinessCalendar.ZONE).toInstant()));
    }

    /** That morning, with what fell due until then. */
    private void until(LocalDate day) {
        at(day);
        for (List<Job> due = due(); !due.isEmpty(); due = due()) {
            management.executeJob(due.get(0).getId());
            runJobs();
        }
    }

    private List<Job> due() {
        return management.createJobQuery().timers().duedateLowerThan(ClockUtil.getCurrentTime()).withRetriesLeft().active().orderByJobDuedate().asc().list().stream()
                .filter(job -> job.getProcessInstanceId() != null).toList();
    }
}
