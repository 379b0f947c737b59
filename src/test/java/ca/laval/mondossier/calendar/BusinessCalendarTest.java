package ca.laval.mondossier.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
    private final BusinessCalendar calendar = new BusinessCalendar(Clock.systemUTC());

    @ParameterizedTest(name = "received {0}, {1} business days -> {2}")
    @CsvSource({
        "2023-04-06, 5, 2023-04-17", "2026-03-06, 5, 2026-03-13", "2026-05-16, 5, 2026-05-25", "2026-06-22, 5, 2026-06-30",
        "2026-06-22, 30, 2026-08-05", "2026-12-23, 5, 2027-01-05", "2026-04-01, 30, 2026-05-15"})
    void countsTheVectorsOfTheServiceCalendar(LocalDate received, int days, LocalDate due) {
        assertThat(calendar.plus(received, days)).isEqualTo(due);
        assertThat(calendar.between(received, due)).isEqualTo(days);
    }

    @ParameterizedTest(name = "{0} is closed")
    @CsvSource({
        "2023-04-07", "2024-04-01", "2025-05-19", "2026-06-24", "2026-07-01", "2026-09-07", "2027-10-11", "2027-12-27",
        // 1 July 2028 is a Saturday and 24 June 2029 a Sunday: both are taken on Monday.
        "2028-07-03", "2029-06-25"})
    void isClosedOnHolidays(LocalDate day) {
        assertThat(calendar.isOpen(day)).isFalse();
    }

    @Test
    void aTaskIsDueAtTheEndOfTheDayInLaval() {
        // 02:30 UTC on the 8th is still the evening of Saturday the 7th in Laval; the clocks change that night.
        var evening = new BusinessCalendar(Clock.fixed(Instant.parse("2026-03-08T02:30:00Z"), BusinessCalendar.ZONE));
        assertThat(evening.businessDays(1).toInstant()).isEqualTo(Instant.parse("2026-03-10T03:59:59.999Z"));
    }

    @ParameterizedTest(name = "on {0} in Laval, {1} ahead -> {2}")
    @CsvSource({
        "2026-11-02, P20D, 2026-11-23", // the 22nd is a Sunday
        "2026-11-03, P20D, 2026-11-23",
        "2026-12-04, P20D, 2026-12-28"}) // the 24th, 25th and 26th are closed, then a weekend
    void aDeadlineInALetterEndsOnAnOpenDay(LocalDate day, String period, LocalDate deadline) {
        var morning = new BusinessCalendar(Clock.fixed(day.atTime(9, 0).atZone(BusinessCalendar.ZONE).toInstant(), BusinessCalendar.ZONE));
        assertThat(LocalDate.ofInstant(morning.deadline(period).toInstant(), BusinessCalendar.ZONE)).isEqualTo(deadline);
    }

    @Test
    void anEarlierEndIsZeroDays() {
        assertThat(calendar.between(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-06"))).isZero();
    }
}
