package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.catalogue.DecisionTables;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * The days of the reports (domain.md, section 5.3): mid-term five months before the fiscal year ends, 31 October; final ninety days after, 29 June; reminders 30 and 7 days before and
 * the day after; far too late on the first day on which the table `instalment-release` holds the instalment. An envelope that begins late leaves two weeks at least.
 */
@Component
class ReportCalendar {
    private static final String TABLE = "instalment-release";
    private static final int SHORTEST = 14;
    private static final int FINAL_AFTER_DAYS = 90;
    private static final int MID_TERM_BEFORE_MONTHS = 5;

    private static final int LONGEST_GRACE = 366;

    private final Clock clock;
    private final DecisionTables tables;

    ReportCalendar(Clock clock, DecisionTables tables) {
        this.clock = clock;
        this.tables = tables;
    }

    record Days(LocalDate due, LocalDate remind, LocalDate remindAgain, LocalDate late, LocalDate overdue) {

        /** How many days late the report then is. */
        int overdueDays() {
            return (int) ChronoUnit.DAYS.between(due, overdue);
        }
    }

    Days days(String kind, LocalDate yearEnd) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        LocalDate due = later(kind.equals("FINAL") ? yearEnd.plusDays(FINAL_AFTER_DAYS) : yearEnd.minusMonths(MID_TERM_BEFORE_MONTHS), today.plusDays(SHORTEST));
        LocalDate remind = later(due.minusDays(30), today);
        return new Days(due, remind, later(due.minusDays(7), remind.plusDays(1)), due.plusDays(1), due.plusDays(daysUntilHeld()));
    }

    private int daysUntilHeld() {
        return IntStream.rangeClosed(1, LONGEST_GRACE).filter(days -> tables.evaluate(TABLE, Map.of("reportState", "LATE", "daysLate", days)).stream().anyMatch(rule -> "HOLD".equals(rule.get("release"))))
                .findFirst().orElseThrow(() -> new IllegalStateException("Table %s never holds an instalment whose report is late".formatted(TABLE)));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
