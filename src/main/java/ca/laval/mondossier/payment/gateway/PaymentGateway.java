package ca.laval.mondossier.payment.gateway;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whoever takes cards for the city: a hosted page, a signed notice, a query. No card number ever comes through here. Every call may be
 * repeated: the idempotency key makes it one effect. {@link GatewayUnreachable} means that nobody knows whether it happened.
 */
public interface PaymentGateway {

    /** Kept with each attempt: `stripe` or `sandbox`. */
    String name();

    /** Opens a hosted page for one attempt; the same key answers the same session, and with other content is refused. */
    Session createSession(NewSession session) throws GatewayUnreachable, GatewayRefused;

    /** What became of a session; empty when the provider does not know it. */
    Optional<Outcome> query(String session) throws GatewayUnreachable;

    /** Gives money back, once per key. A refusal of the provider's is a state, not an exception. */
    Refund refund(NewRefund refund) throws GatewayUnreachable;

    Refund queryRefund(String refund) throws GatewayUnreachable;

    /** Reads a notice that the provider sent. */
    Notice verify(byte[] body, String signature) throws NoticeRefused;

    /** Every payment and refund that the provider booked on a day of Laval's, for the nightly reconciliation. */
    List<Booked> booked(LocalDate day) throws GatewayUnreachable;

    /**
     * @param key         idempotency key: order and attempt
     * @param order       order number, e.g. `CER-2026-000123-7.1`; nothing about a person
     * @param amountCents total in Canadian cents, taxes included
     * @param language    of the hosted page, `fr` or `en`
     * @param description what the payer reads there
     */
    record NewSession(String key, String order, long amountCents, String language, String description, URI paid, URI cancelled, Instant expiresAt) {
    }

    /**
     * @param id        the provider's reference of the session
     * @param expiresAt when the page really closes: never before what was asked for, at Stripe some minutes after it
     */
    record Session(String id, URI page, Instant expiresAt) {
    }

    enum State { OPEN, AUTHORIZED, CAPTURED, DECLINED, EXPIRED }

    /**
     * What the provider knows of one session.
     *
     * @param session       null in the notice of a declined card: providers name only the payment there, so `key` says whose it is
     * @param payment       the provider's reference of the payment, null before there is one
     * @param order         as given when the session was opened
     * @param key           idempotency key, as given when the session was opened
     * @param currency      `CAD`
     * @param brand         e.g. `visa`, with the last four digits: all that is kept of a card. Notices do not say it, the query does
     * @param authorization the bank's code, null where there is none; the query says it
     */
    record Outcome(String session, String payment, String order, String key, State state, long amountCents, String currency, String brand, String lastFour,
                   String authorization, Instant at) {
        private static final Pattern CARD_NUMBER = Pattern.compile("(\\d[ -]?){12,}");

        /** Whatever a provider says, no card number comes further than here. */
        public Outcome {
            brand = withoutCardNumber(brand);
            authorization = withoutCardNumber(authorization);
            lastFour = lastFour != null && lastFour.matches("\\d{4}") ? lastFour : null;
        }

        private static String withoutCardNumber(String text) {
            return text == null || CARD_NUMBER.matcher(text).find() ? null : text;
        }
    }

    record NewRefund(String key, String payment, long amountCents) {
    }

    enum RefundState { PENDING, CONFIRMED, REFUSED }

    record Refund(String id, String payment, RefundState state, long amountCents) {
    }

    /**
     * A verified notice. Exactly one of the three is there; none for a kind of notice that means nothing to the city.
     *
     * @param id unique at the provider: the same notice twice has the same id
     */
    record Notice(String id, String type, Instant at, Optional<Outcome> outcome, Optional<Refund> refund, Optional<Dispute> dispute) {
    }

    enum DisputeState { OPENED, WON, LOST }

    record Dispute(String id, String payment, DisputeState state, long amountCents) {
    }

    /**
     * @param kind      PAYMENT or REFUND
     * @param reference the payment's, or the refund's
     * @param order     null for a refund: its payment says it
     */
    record Booked(String kind, String reference, String payment, String order, long amountCents, String currency, Instant at) {
    }

    /** No answer, too late, or one that makes no sense: the state is unknown. */
    class GatewayUnreachable extends Exception {
        public GatewayUnreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The provider understood and said no, e.g. to an amount: trying again is no use. */
    class GatewayRefused extends Exception {
        public GatewayRefused(String message) {
            super(message);
        }
    }

    /** A notice that is not signed, wrongly signed, too old or not readable. */
    class NoticeRefused extends Exception {
        public NoticeRefused(String message) {
            super(message);
        }
    }
}
