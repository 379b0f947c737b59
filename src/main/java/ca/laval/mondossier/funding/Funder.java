package ca.laval.mondossier.funding;

/**
 * Who gives to an envelope; amounts in cents.
 *
 * @param committedCents what its cells add up to
 * @param answeredCents  what it said it gives; null while it was not heard, less than its cells until it is decided who bears the difference
 * @param receivedCents  what it paid in to the city so far
 * @param state          ASKED, COMMITTED, REFUSED or WITHDRAWN
 */
public record Funder(String envelope, String code, String name, String email, long committedCents, Long answeredCents, long receivedCents, String state) {

    /** What is missing of what was counted on. */
    public long shortCents() {
        return answeredCents == null ? 0 : Math.max(0, committedCents - answeredCents);
    }

    public boolean isCity() {
        return code.equals(Commitments.CITY);
    }
}
