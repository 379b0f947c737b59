package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.counter.StaffBrowser;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What managers read on the page of the programmes, counted from cases that really went through. */
class SubsidyManagersTest extends SubsidyTest {

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @Test
    void theShareOfAutomaticDecisionsCountsTheDecisionsOfTheLastYearAndNoOther() {
        on("2031-03-03T15:00:00Z");
        automatic(2);
        on("2033-03-03T15:00:00Z");
        automatic(3);
        act("mathieu", doubtful(), Map.of("assessment", "approve"));
        act("mathieu", doubtful(), Map.of("assessment", "refuse", "refusalReason", "CURRENCY"));
        doubtful();

        assertThat(share()).isEqualTo("3 (60%)");
    }

    /** Of those whom the sample did not draw, so many. */
    private void automatic(int count) {
        for (int approved = 0; approved < count; ) {
            String number = apply("purchaseDate", day());
            act("amelie", number, Map.of("completeness", "complete", "doubtfulInvoice", false));
            if ("AUTO_APPROVE".equals(variable(number, "route"))) approved++;
            // Left undecided: it counts for neither.
            else assertThat(variable(number, "route")).isEqualTo("SAMPLE");
        }
    }

    /** Waits for a person. */
    private String doubtful() {
        String number = apply("purchaseDate", day());
        act("amelie", number, Map.of("completeness", "complete", "doubtfulInvoice", true));
        return number;
    }

    private String share() {
        var manager = StaffBrowser.signIn(port, "francois");
        var terms = manager.page("/counter/programs").select("#time ~ dl dt");
        return terms.stream().filter(term -> term.text().equals("Automatic decisions")).findFirst().orElseThrow().nextElementSibling().text();
    }

    private static String day() {
        return ClockUtil.getCurrentTime().toInstant().toString().substring(0, 10).replaceFirst("-\\d\\d$", "-01");
    }

    private static void on(String instant) {
        ClockUtil.setCurrentTime(Date.from(Instant.parse(instant)));
    }
}
