package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.net.URI;
import java.time.Instant;

/** A hosted page of the sandbox; card, brand, last four and payment are null until one was entered, `capturedAt` may lie in the future. */
record SandboxSession(String id, String key, String order, long amountCents, Language language, String description, URI paid, URI cancelled, Instant openedAt, Instant expiresAt,
                      SandboxCard card, String brand, String lastFour, Instant enteredAt, String payment, Instant capturedAt) {

    State state(Instant now) {
        if (capturedAt != null && !capturedAt.isAfter(now)) return State.CAPTURED;
        if (card != null) return card.failsAtFirst() ? State.DECLINED : State.OPEN;
        return expiresAt.isAfter(now) ? State.OPEN : State.EXPIRED;
    }

    /** When it came to the state it is in. */
    Instant since(Instant now) {
        return switch (state(now)) {
            case CAPTURED -> capturedAt;
            case EXPIRED -> expiresAt;
            default -> enteredAt == null ? openedAt : enteredAt;
        };
    }

    /** A code as banks give one; always the same for the same payment. */
    String authorization() {
        return "%06d".formatted(Math.floorMod(payment.hashCode(), 1_000_000));
    }
}
