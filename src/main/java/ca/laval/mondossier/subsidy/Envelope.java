package ca.laval.mondossier.subsidy;

import java.time.LocalDate;
import java.time.Month;

/**
 * The money of a programme for one year, in cents.
 *
 * @param waitingCents what the waiting list asks for
 * @param status       OPEN, SUSPENDED or CLOSED
 */
public record Envelope(String program, int year, long totalCents, long reservedCents, long paidCents, long waitingCents, String status) {

    public long leftCents() {
        return totalCents - reservedCents - paidCents;
    }

    /** Whether the year and its late filing window, January of the next, are over: what is left has lapsed, and no new application asks for it. */
    public boolean hasLapsed(LocalDate today) {
        return today.isAfter(LocalDate.of(year + 1, Month.JANUARY, 31));
    }

    /** Whether so much is left and nobody waits for it. */
    public boolean hasRoomFor(long cents) {
        return waitingCents == 0 && leftCents() >= cents;
    }
}
