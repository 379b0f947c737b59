package ca.laval.mondossier.council;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Where a case is on the agenda.
 *
 * @param at             Laval's time
 * @param agendaClosesOn until then the case may still change
 * @param lastNoticeDay  the last lawful day of a public notice; null when none is needed
 */
public record Placed(long sittingId, Body body, LocalDate on, LocalTime at, String place, LocalDate agendaClosesOn, LocalDate lastNoticeDay) {

    public boolean needsNotice() {
        return lastNoticeDay != null;
    }
}
