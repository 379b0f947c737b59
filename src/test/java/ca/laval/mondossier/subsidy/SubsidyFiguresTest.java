package ca.laval.mondossier.subsidy;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What managers read about the subsidies, from the events of the case files alone. */
class SubsidyFiguresTest extends ApplicationTest {
    /** A Monday without a holiday for weeks. */
    private static final LocalDate MONDAY = LocalDate.of(2090, 2, 6);

    @Autowired
    private SubsidyFigures figures;
    private int number;

    @BeforeEach
    void inTheFuture() {
        ClockUtil.setCurrentTime(Date.from(MONDAY.plusDays(40).atTime(12, 0).atZone(BusinessCalendar.ZONE).toInstant()));
    }

    @AfterEach
    void backAgain() {
        db.sql("delete from case_event where case_number like 'FIG-%'").update();
        db.sql("delete from case_file where number like 'FIG-%'").update();
        ClockUtil.reset();
    }

    @Test
    void theClockStandsStillWhileTheCityWaitsForTheResident() {
        // Monday to Friday of the next week: nine business days, of which five were the resident's.
        decided("RECEIVED 0", "DOCUMENTS_MISSING 1", "RECEIVED 8", "UNDER_REVIEW 9", "APPROVED 11");
        assertThat(figures.decisions()).isEqualTo(new SubsidyFigures.Decisions(1, 4, 4));
    }

    @Test
    void theMedianAndTheNinetiethPercentileOfTenDecisions() {
        for (int days = 0; days < 9; days++) decided("RECEIVED 0", (days % 2 == 0 ? "APPROVED " : "REFUSED ") + (days < 5 ? days : days + 2));
        decided("RECEIVED 0", "APPROVED 35");
        decided("RECEIVED 0", "UNDER_REVIEW 1");
        decided("RECEIVED 0", "WITHDRAWN 1");
        assertThat(figures.decisions()).as("who withdrew or waits is not decided").isEqualTo(new SubsidyFigures.Decisions(10, 4, 8));
    }

    @Test
    void aDecisionThatWasReviewedCountsOnce() {
        decided("RECEIVED 0", "APPROVED 2", "UNDER_REVIEW 3", "APPROVED 28");
        assertThat(figures.decisions()).isEqualTo(new SubsidyFigures.Decisions(1, 2, 2));
    }

    @Test
    void applicationsAreCountedByTheWeekInLavalNotInUtc() {
        file(MONDAY, 0);
        file(MONDAY, 0);
        file(MONDAY.minusDays(1), 23);
        assertThat(figures.weeks()).containsExactly(new SubsidyFigures.Week("COMPOSTEUR", MONDAY, 2), new SubsidyFigures.Week("COMPOSTEUR", MONDAY.minusDays(7), 1));
    }

    @Test
    void whatIsLeftLapsesWithTheLateFilingWindow() {
        var envelope = new Envelope("COMPOSTEUR", 2026, 100, 0, 0, 0, "OPEN");
        assertThat(envelope.hasLapsed(LocalDate.of(2027, 1, 31))).isFalse();
        assertThat(envelope.hasLapsed(LocalDate.of(2027, 2, 1))).isTrue();
    }

    /** Statuses, each with the calendar days since that Monday. */
    private void decided(String... statuses) {
        String file = file(MONDAY, 9);
        for (String status : statuses) {
            db.sql("insert into case_event (case_number, at, code, actor) values (:n, :at, :code, 'CITY')").param("n", file)
                    .param("at", Timestamp.from(MONDAY.plusDays(Integer.parseInt(status.split(" ")[1])).atTime(9, 0).atZone(BusinessCalendar.ZONE).toInstant()))
                    .param("code", "STATUS." + status.split(" ")[0]).update();
        }
    }

    private String file(LocalDate day, int hour) {
        String file = "FIG-" + ++number;
        db.sql("""
                insert into case_file (number, service, channel, language, answers, status, status_since, received_at)
                values (:n, 'subsidy-application', 'COUNTER', 'fr', '{"program": "COMPOSTEUR"}', 'RECEIVED', :at, :at)""").param("n", file)
                .param("at", Timestamp.from(day.atTime(hour, 30).atZone(BusinessCalendar.ZONE).toInstant())).update();
        return file;
    }
}
