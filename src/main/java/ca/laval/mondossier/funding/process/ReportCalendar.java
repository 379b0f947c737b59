package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * The days of the reports (domain.md, section 5.3): mid-term five months before the fiscal year ends, 31 October; final ninety days after, 29 June; reminders 30 and 7 days before and
 * the day after; far too late thirty days after. An envelope that begins late leaves two weeks at least.
 */
@Component
class ReportCalendar {
    private static final int SHORTEST = 14;
    private static final int FINAL_AFTER_DAYS = 90;
    private static final int MID_TERM_BEFORE_MONTHS = 5;

    private final Clock clock;

    ReportCalendar(Clock clock) {
        this.clock = clock;
    }

    record Days(LocalDate due, LocalDate remind, LocalDate remindAgain, LocalDate late, LocalDate overdue) {
    }

    Days days(String kind, LocalDate yearEnd) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        LocalDate due = later(kind.equals("FINAL") ? yearEnd.plusDays(FINAL_AFTER_DAYS) : yearEnd.minusMonths(MID_TERM_BEFORE_MONTHS), today.plusDays(SHORTEST));
        LocalDate remind = later(due.minusDays(30), today);
        return new Days(due, remind, later(due.minusDays(7), remind.plusDays(1)), due.plusDays(1), due.plusDays(30));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
