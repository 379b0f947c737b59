package ca.laval.mondossier.payment;

import java.time.Instant;
import java.util.Set;

/**
 * One visit to a provider's page.
 *
 * @param key         idempotency key: order and number of the attempt
 * @param state       a node of the graph in the table `payment_edge`
 * @param session     the provider's reference of its page; null until it answered
 * @param payment     the provider's reference of the payment; null before there is one
 * @param returnCode  random; in the address that the provider sends the browser back to
 * @param refundCents promised back of what was captured
 * @param counted     pays its order; a capture that does not is given back by itself
 * @param changedBy   NOTICE, QUERY, RECONCILIATION, APPLICATION or the member of the staff who knew the state
 */
public record PaymentAttempt(String order, int attempt, String key, String provider, String state, String language, long amountCents, String session, String page, String payment,
                             String brand, String lastFour, String authorization, String returnCode, long capturedCents, long refundCents, boolean counted, Instant openedAt,
                             Instant expiresAt, Instant capturedAt, Instant settledAt, Instant changedAt, String changedBy) {
    private static final Set<String> LIVE = Set.of("CREATED", "SESSION_OPEN", "UNKNOWN", "AUTHORIZED");
    private static final Set<String> REFUNDABLE = Set.of("CAPTURED", "SETTLED", "PARTIALLY_REFUNDED", "REFUND_PENDING");

    /** What becomes of it is not known yet. */
    public boolean isLive() {
        return LIVE.contains(state);
    }

    public boolean isCaptured() {
        return capturedCents > 0;
    }

    /** The captured money is with the city, or on its way. */
    boolean isRefundable() {
        return REFUNDABLE.contains(state);
    }

    public boolean is(String other) {
        return state.equals(other);
    }

    /** What can still be given back. */
    public long balanceCents() {
        return capturedCents - refundCents;
    }
}
