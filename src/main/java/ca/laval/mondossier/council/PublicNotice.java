package ca.laval.mondossier.council;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** When a public notice is lawful: at least fifteen days before the sitting (A-19.1, s. 145.6), on a day the city's offices are open. */
@Component
public class PublicNotice {
    private static final int DAYS_BEFORE = 15;

    private final BusinessCalendar calendar;

    PublicNotice(BusinessCalendar calendar) {
        this.calendar = calendar;
    }

    /** The last lawful day of a notice for a sitting of that day: one that falls on a closed day is published before it. */
    public LocalDate lastDay(LocalDate sitting) {
        LocalDate day = sitting.minusDays(DAYS_BEFORE);
        while (!calendar.isOpen(day)) day = day.minusDays(1);
        return day;
    }

    boolean isWorkingDay(LocalDate day) {
        return calendar.isOpen(day);
    }
}
