package ca.laval.mondossier.payment.gateway;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Dispute;
import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Refund;
import ca.laval.mondossier.payment.gateway.PaymentGateway.RefundState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/**
 * What Stripe's objects mean to the city, whoever speaks of them: an answer, a notice, or the sandbox, which speaks the same way. Read as
 * JSON rather than through Stripe's classes, because a notice may be of another API version than these. An object that lacks what it must
 * have is an {@link IllegalArgumentException}.
 */
public final class ProviderObjects {
    /** Names of the metadata that go with a session and its payment. */
    public static final String ORDER = "order";
    public static final String KEY = "attempt";

    private ProviderObjects() {
    }

    /** Of a Checkout session, with or without its payment spelt out. */
    public static Outcome session(JsonNode session, Instant at) {
        JsonNode payment = session.path("payment_intent");
        JsonNode card = payment.path("latest_charge").path("payment_method_details").path("card");
        return new Outcome(required(session, "id"), reference(payment), text(session, "client_reference_id"), text(session.path("metadata"), KEY), state(session, payment),
                cents(session, "amount_total"), currency(session), text(card, "brand"), text(card, "last4"), text(card, "authorization_code"), at);
    }

    /** Of a payment whose card was declined: it does not know its session. */
    public static Outcome declined(JsonNode payment, Instant at) {
        JsonNode metadata = payment.path("metadata");
        return new Outcome(null, required(payment, "id"), text(metadata, ORDER), text(metadata, KEY), State.DECLINED, cents(payment, "amount"), currency(payment), null, null, null, at);
    }

    public static Refund refund(JsonNode refund) {
        RefundState state = switch (required(refund, "status")) {
            case "succeeded" -> RefundState.CONFIRMED;
            case "failed", "canceled" -> RefundState.REFUSED;
            default -> RefundState.PENDING;
        };
        return new Refund(required(refund, "id"), reference(refund.path("payment_intent")), state, cents(refund, "amount"));
    }

    /** A warning that was closed cost nothing: as good as won. */
    public static Dispute dispute(JsonNode dispute) {
        DisputeState state = switch (required(dispute, "status")) {
            case "won", "warning_closed" -> DisputeState.WON;
            case "lost" -> DisputeState.LOST;
            default -> DisputeState.OPENED;
        };
        return new Dispute(required(dispute, "id"), reference(dispute.path("payment_intent")), state, cents(dispute, "amount"));
    }

    public static Instant time(JsonNode object, String field) {
        try {
            return Instant.ofEpochSecond(number(object, field));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " is no time", e);
        }
    }

    /** An object or its id: providers send either. */
    public static String reference(JsonNode node) {
        return node.isObject() ? required(node, "id") : node.isTextual() ? node.textValue() : null;
    }

    public static String required(JsonNode object, String field) {
        String text = text(object, field);
        if (text == null || text.isBlank()) throw new IllegalArgumentException(field + " is missing");
        return text;
    }

    public static String text(JsonNode object, String field) {
        return object.path(field).textValue();
    }

    public static long cents(JsonNode object, String field) {
        return number(object, field);
    }

    public static String currency(JsonNode object) {
        return required(object, "currency").toUpperCase(Locale.ROOT);
    }

    private static long number(JsonNode object, String field) {
        JsonNode number = object.path(field);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) throw new IllegalArgumentException(field + " is no whole number");
        return number.longValue();
    }

    private static State state(JsonNode session, JsonNode payment) {
        if ("paid".equals(required(session, "payment_status"))) return State.CAPTURED;
        return switch (required(session, "status")) {
            case "expired" -> State.EXPIRED;
            case "complete" -> switch (payment.path("status").asText()) {
                case "requires_capture" -> State.AUTHORIZED;
                case "requires_payment_method", "canceled" -> State.DECLINED;
                // On its way: nobody knows yet.
                default -> State.OPEN;
            };
            default -> State.OPEN;
        };
    }
}
