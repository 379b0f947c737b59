package ca.laval.mondossier.payment;

import java.time.Instant;

/**
 * Money that goes back.
 *
 * @param number      order and number of the refund, e.g. `CER-2026-000123-7.1-R2`
 * @param situation   why, a {@link Situation}
 * @param state       ASKED, NOTHING, APPROVED, SENT, CONFIRMED, REFUSED or OTHERWISE
 * @param amountCents null until the table has said how much
 * @param bookedAt    seen in the provider's books; null before
 * @param refusedBy   FINANCE or PROVIDER; null when nobody did
 */
public record Refund(String number, String order, int attempt, String situation, String state, Long amountCents, int tries, String askedBy, Instant askedAt, String approvedBy,
                     Instant sentAt, String providerRefund, Instant endedAt, Instant bookedAt, String refusedBy) {

    String key() {
        return number + "-" + tries;
    }

    boolean is(String other) {
        return state.equals(other);
    }
}
