package ca.laval.mondossier.funding;

import java.time.Instant;
import java.util.List;

/**
 * A payment of an agreement; amounts in cents.
 *
 * @param n       from 1
 * @param state   PLANNED, HELD, REQUESTED (in a batch), RETURNED by the bank, PAID or CANCELLED
 * @param heldFor why it is held, a code of the words `funding.held.*`; null otherwise
 * @param givenUp it was a cheque that nobody cashed: it was no payment
 */
public record Instalment(String agreement, int n, long plannedCents, long paidCents, String state, String heldFor, Instant requestedAt, Instant paidAt, boolean givenUp) {

    /** Neither paid nor in a batch. */
    public boolean isOpen() {
        return List.of("PLANNED", "HELD", "RETURNED").contains(state);
    }
}
