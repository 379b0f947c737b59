package ca.laval.mondossier.portal;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFile;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** When a decision is due, as a resident should read it. */
@Component
public class Deadlines {
    private final Clock clock;
    private final BusinessCalendar calendar;

    Deadlines(Clock clock, BusinessCalendar calendar) {
        this.clock = clock;
        this.calendar = calendar;
    }

    /**
     * @param daysLeft  business days, today's not counted; 0 today, meaningless when late
     * @param stoppedOn since when the city waits for the resident; null while the clock runs
     */
    public record Deadline(LocalDate on, int daysLeft, boolean late, LocalDate stoppedOn, boolean closed) {
    }

    public Deadline of(CaseFile file) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        LocalDate on = file.expectedOn();
        return new Deadline(on, on == null ? 0 : calendar.between(today, on), on != null && today.isAfter(on), file.clockStoppedOn(), file.status().isFinal());
    }
}
