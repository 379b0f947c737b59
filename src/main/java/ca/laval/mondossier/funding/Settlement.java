package ca.laval.mondossier.funding;

/**
 * How an agreement ends, in cents.
 *
 * @param paidCents     before the final instalment
 * @param finalCents    what is still paid: never more than planned, nor than was spent
 * @param recoverCents  what the organisation was paid more than it spent
 * @param releasedCents of the grant, what is paid to nobody and stays with the funders
 */
public record Settlement(long paidCents, long finalCents, long recoverCents, long releasedCents) {
}
