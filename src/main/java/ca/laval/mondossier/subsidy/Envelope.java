package ca.laval.mondossier.subsidy;

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

    /** Whether so much is left and nobody waits for it. */
    public boolean hasRoomFor(long cents) {
        return waitingCents == 0 && leftCents() >= cents;
    }
}
