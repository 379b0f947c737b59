package ca.laval.mondossier.counter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ca.laval.mondossier.BrowserTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.council.Body;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Isabelle of the clerk's office plans sittings and cancels one, in a real browser, on a desk. */
class CouncilJourneyTest extends BrowserTest {
    private static final LocalDate DAY = LocalDate.now(BusinessCalendar.ZONE).plusDays(70);

    @Autowired
    private Agenda agenda;
    @Autowired
    private CaseFiles caseFiles;

    /** Of the window, in pixels. */
    int width() {
        return 1280;
    }

    @Test
    void theClerkPlansAndCancels() throws Exception {
        for (String table : List.of("council_resolution", "council_notice", "council_item", "council_sitting")) db.sql("delete from " + table).update();
        Page page = window(width(), 900);
        signInStaff(page, "tasklist", "isabelle");
        look(page, "/counter/sittings");
        plan(page, DAY);
        plan(page, DAY.plusDays(14));
        page.locator("summary").click();
        page.click("main form button");
        assertThat(page.locator(".error-summary")).isFocused();
        look(page);
        String number = aCase();
        agenda.place(number, Body.COUNCIL, DAY, true);

        page.navigate("/counter/sittings");
        look(page);
        page.locator("tbody a").first().click();
        page.waitForURL("**/counter/sittings/*");
        assertThat(page.locator("main")).containsText(number);
        look(page);
        page.locator("a[href$=cancel]").click();
        assertThat(page.locator("main")).containsText(number);
        look(page);
        page.click(".button--danger");
        assertThat(page.locator(".notice--done")).isVisible();
        look(page);
        Assertions.assertThat(agenda.dateOf(number, Body.COUNCIL)).contains(DAY.plusDays(14));

        Page karine = window(width(), 900);
        signInStaff(karine, "tasklist", "karine");
        look(karine, "/counter/agenda");
        assertThat(karine.locator("main")).containsText(number);
        look(karine, "/counter/cases/" + number);
    }

    private static void plan(Page page, LocalDate on) {
        if (!page.isVisible("#field-on")) page.locator("summary").click();
        page.locator("input[name=body]").first().check();
        page.fill("#field-on", on.toString());
        page.fill("#field-place", "Hôtel de ville, salle du conseil");
        page.click("main form button");
        assertThat(page.locator(".notice--done")).isVisible();
    }

    private String aCase() {
        return caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, null, "karine", "COUNTER", "fr", null, "Zoé Tremblay", "12, rue des Lilas",
                Map.of("street", "rue des Érables", "closing", "NO"), Map.of("closing", "NO")));
    }
}
