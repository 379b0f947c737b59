package ca.laval.mondossier.payment;

import java.time.Instant;

/**
 * What a case has to pay.
 *
 * @param number     case number and sequence, e.g. `CER-2026-000123-7.1`
 * @param step       of the case that opened it: once per step
 * @param state      OPEN, PAID, LAPSED or CANCELLED
 * @param closedAt   null while it is open
 */
public record PaymentOrder(String number, String caseNumber, int sequence, String step, long totalCents, String state, Instant openedAt, Instant closedAt) {

    public boolean isOpen() {
        return state.equals("OPEN");
    }

    public boolean isPaid() {
        return state.equals("PAID");
    }
}
