package ca.laval.mondossier.subsidy;

import java.time.Instant;

/**
 * A payout batch with its control count and total, in cents.
 *
 * @param state    COLLECTED, APPROVED once a second person let it leave, SENT once its file is written
 * @param firstApprovedBy the first of the two people who approve a batch that pays agreements; null before, and for others
 * @param answered lines that the bank settled or returned
 */
public record PayoutBatch(String number, String state, int lines, long totalCents, Instant collectedAt, String firstApprovedBy, String approvedBy, Instant sentAt, int answered,
                          boolean hasFile) {
}
