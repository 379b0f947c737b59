package ca.laval.mondossier.payment.gateway;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NoticeRefused;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a provider sends by itself: first whether the provider sent it, and lately, then what it says. Stripe's scheme,
 * `t=<seconds>,v1=<HMAC-SHA-256 of "t.body">`, in the header {@link #HEADER}. That the same notice comes twice is for the ledger to see, by its id.
 */
public final class NoticeReader {
    public static final String HEADER = "Stripe-Signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String secret;
    private final Clock clock;

    public NoticeReader(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    public Notice read(byte[] body, String signature) throws NoticeRefused {
        String text = text(body);
        checkSignature(text, signature);
        try {
            return notice(JSON.readTree(text));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Not the cause: it may quote what was sent.
            throw new NoticeRefused("The notice cannot be read");
        }
    }

    private void checkSignature(String body, String signature) throws NoticeRefused {
        if (signature == null || signature.isBlank()) throw new NoticeRefused("The notice is not signed");
        try {
            Webhook.Signature.verifyHeader(body, signature, secret, TOLERANCE.toSeconds(), clock);
        } catch (SignatureVerificationException | RuntimeException e) {
            throw new NoticeRefused("The notice's signature is not the provider's, or too old");
        }
        if (signedAt(signature).isAfter(clock.instant().plus(TOLERANCE))) throw new NoticeRefused("The notice is signed for a time to come");
    }

    /** The first time in the header, the one that was verified. */
    private static Instant signedAt(String signature) {
        for (String part : signature.split(",", -1)) {
            if (part.startsWith("t=")) return Instant.ofEpochSecond(Long.parseLong(part.substring(2)));
        }
        return Instant.MAX;
    }

    private static Notice notice(JsonNode event) {
        String type = ProviderObjects.required(event, "type");
        String id = ProviderObjects.required(event, "id");
        Instant at = ProviderObjects.time(event, "created");
        JsonNode object = event.path("data").path("object");
        if (!object.isObject()) throw new IllegalArgumentException("The notice is about nothing");
        return switch (type) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.expired" -> about(id, type, at, ProviderObjects.session(object, at));
            case "checkout.session.async_payment_failed" -> about(id, type, at, as(State.DECLINED, ProviderObjects.session(object, at)));
            case "payment_intent.payment_failed" -> about(id, type, at, ProviderObjects.declined(object, at));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" -> new Notice(id, type, at, Optional.empty(), Optional.of(ProviderObjects.refund(object)), Optional.empty());
            // The charge names its refunds only in some versions of the API; the notices about the refund itself always do.
            case "charge.refunded" -> new Notice(id, type, at, Optional.empty(), latestRefund(object), Optional.empty());
            case "charge.dispute.created", "charge.dispute.closed" -> new Notice(id, type, at, Optional.empty(), Optional.empty(), Optional.of(ProviderObjects.dispute(object)));
            default -> new Notice(id, type, at, Optional.empty(), Optional.empty(), Optional.empty());
        };
    }

    private static Notice about(String id, String type, Instant at, Outcome outcome) {
        return new Notice(id, type, at, Optional.of(outcome), Optional.empty(), Optional.empty());
    }

    private static Outcome as(State state, Outcome said) {
        return new Outcome(said.session(), said.payment(), said.order(), said.key(), state, said.amountCents(), said.currency(), said.brand(), said.lastFour(), said.authorization(), said.at());
    }

    private static Optional<PaymentGateway.Refund> latestRefund(JsonNode charge) {
        JsonNode latest = charge.path("refunds").path("data").path(0);
        return latest.isObject() ? Optional.of(ProviderObjects.refund(latest)) : Optional.empty();
    }

    private static String text(byte[] body) throws NoticeRefused {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new NoticeRefused("The notice cannot be read");
        }
    }
}
