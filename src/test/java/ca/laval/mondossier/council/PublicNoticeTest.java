package ca.laval.mondossier.council;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At least fifteen days before the sitting, on a day the offices are open (domain.md, sections 2.4 and 6.6). */
class PublicNoticeTest {
    private final PublicNotice notice = new PublicNotice(new BusinessCalendar(Clock.systemUTC()));

    @ParameterizedTest(name = "sitting {0} -> publish by {1}: {2}")
    @CsvSource({
        "2026-06-02, 2026-05-15, 05-18 is the Journée nationale des patriotes",
        "2026-06-03, 2026-05-19, the day after it",
        "2026-07-09, 2026-06-23, 06-24 is closed",
        "2026-07-07, 2026-06-22, nothing in the way",
        "2026-04-21, 2026-04-02, Easter Monday then the week-end then Good Friday",
        "2026-04-18, 2026-04-02, Good Friday",
        "2026-09-22, 2026-09-04, Labour Day",
        "2026-10-27, 2026-10-09, Thanksgiving",
        "2027-01-15, 2026-12-30, 31 December is closed",
        "2027-01-11, 2026-12-23, 24 to 27 December are closed",
        "2026-03-23, 2026-03-06, the clocks change in between",
        "2028-03-15, 2028-02-29, a leap day",
    })
    void theLastLawfulDay(LocalDate sitting, LocalDate lastDay, String why) {
        assertThat(notice.lastDay(sitting)).as(why).isEqualTo(lastDay);
    }
}
