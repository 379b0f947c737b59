package ca.laval.mondossier.payment.gateway.stripe;

import static ca.laval.mondossier.payment.gateway.ProviderObjects.KEY;
import static ca.laval.mondossier.payment.gateway.ProviderObjects.ORDER;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.payment.gateway.NoticeReader;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.ProviderObjects;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeObject;
import com.stripe.net.RequestOptions;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundRetrieveParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stripe: its hosted Checkout page, reached by redirect, so that no card data ever comes near the city. */
class StripeGateway implements PaymentGateway {
    /**
     * Stripe wants thirty minutes at least, counted from the moment the request arrives. Added to every page's end, and always the same, so that
     * a request repeated by a job's retries is still valid and still equal to the first.
     */
    private static final Duration GRACE = Duration.ofMinutes(15);
    private static final long PAGE_SIZE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeClient stripe;
    private final NoticeReader notices;

    StripeGateway(StripeClient stripe, String webhookSecret, Clock clock) {
        this.stripe = stripe;
        this.notices = new NoticeReader(webhookSecret, clock);
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Session createSession(NewSession asked) throws GatewayUnreachable, GatewayRefused {
        try {
            var session = StripeCalls.answerOf(() -> stripe.checkout().sessions().create(params(asked), once(asked.key())));
            JsonNode read = json(session);
            return new Session(ProviderObjects.required(read, "id"), URI.create(ProviderObjects.required(read, "url")), ProviderObjects.time(read, "expires_at"));
        } catch (StripeCalls.Refusal e) {
            throw new GatewayRefused(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw nonsense(e);
        }
    }

    private static SessionCreateParams params(NewSession asked) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setLocale(Language.of(asked.language()) == Language.EN ? SessionCreateParams.Locale.EN : SessionCreateParams.Locale.FR_CA)
                .addLineItem(SessionCreateParams.LineItem.builder().setQuantity(1L).setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                        .setCurrency("cad").setUnitAmount(asked.amountCents())
                        .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder().setName(asked.description()).build()).build()).build())
                .setClientReferenceId(asked.order())
                .putMetadata(ORDER, asked.order()).putMetadata(KEY, asked.key())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder().setDescription(asked.order() + " " + asked.description())
                        .putMetadata(ORDER, asked.order()).putMetadata(KEY, asked.key()).build())
                .setSuccessUrl(asked.paid().toString()).setCancelUrl(asked.cancelled().toString())
                .setExpiresAt(asked.expiresAt().plus(GRACE).getEpochSecond())
                .build();
    }

    @Override
    public Optional<Outcome> query(String session) throws GatewayUnreachable {
        try {
            var found = json(StripeCalls.answerOf(() -> stripe.checkout().sessions().retrieve(session, SessionRetrieveParams.builder().addExpand("payment_intent.latest_charge").build())));
            JsonNode charge = found.path("payment_intent").path("latest_charge");
            return Optional.of(ProviderObjects.session(found, ProviderObjects.time(charge.isObject() ? charge : found, "created")));
        } catch (StripeCalls.Refusal e) {
            if (e.isUnknownObject()) return Optional.empty();
            throw new GatewayUnreachable(e.getMessage(), null);
        } catch (IllegalArgumentException e) {
            throw nonsense(e);
        }
    }

    @Override
    public Refund refund(NewRefund asked) throws GatewayUnreachable {
        try {
            return ProviderObjects.refund(json(StripeCalls.answerOf(() -> stripe.refunds().create(RefundCreateParams.builder().setPaymentIntent(asked.payment())
                    .setAmount(asked.amountCents()).setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER).build(), once(asked.key())))));
        } catch (StripeCalls.Refusal e) {
            if (e.isUsedKey()) throw new GatewayUnreachable(e.getMessage(), null);
            return new Refund(null, asked.payment(), RefundState.REFUSED, asked.amountCents());
        } catch (IllegalArgumentException e) {
            throw nonsense(e);
        }
    }

    @Override
    public Refund queryRefund(String refund) throws GatewayUnreachable {
        try {
            return ProviderObjects.refund(json(StripeCalls.answerOf(() -> stripe.refunds().retrieve(refund, RefundRetrieveParams.builder().build()))));
        } catch (StripeCalls.Refusal e) {
            throw new GatewayUnreachable(e.getMessage(), null);
        } catch (IllegalArgumentException e) {
            throw nonsense(e);
        }
    }

    @Override
    public Notice verify(byte[] body, String signature) throws NoticeRefused {
        return notices.read(body, signature);
    }

    /** From what moved the balance: the money's own list, in which a payment that failed does not stand. */
    @Override
    public List<Booked> booked(LocalDate day) throws GatewayUnreachable {
        var booked = new ArrayList<Booked>();
        try {
            JsonNode page;
            String after = null;
            do {
                String last = after;
                page = json(StripeCalls.answerOf(() -> stripe.balanceTransactions().list(page(day, last))));
                JsonNode entries = page.path("data");
                if (!entries.isArray()) throw new IllegalArgumentException("data is missing");
                for (JsonNode entry : entries) {
                    booked(entry).ifPresent(booked::add);
                    after = ProviderObjects.required(entry, "id");
                }
                if (page.path("has_more").asBoolean() && entries.isEmpty()) throw new IllegalArgumentException("an empty page says that there is more");
            } while (page.path("has_more").asBoolean());
            return List.copyOf(booked);
        } catch (StripeCalls.Refusal e) {
            throw new GatewayUnreachable(e.getMessage(), null);
        } catch (IllegalArgumentException e) {
            throw nonsense(e);
        }
    }

    private static BalanceTransactionListParams page(LocalDate day, String after) {
        return BalanceTransactionListParams.builder().setLimit(PAGE_SIZE).setStartingAfter(after).addExpand("data.source")
                .setCreated(BalanceTransactionListParams.Created.builder().setGte(day.atStartOfDay(Formats.ZONE).toEpochSecond())
                        .setLt(day.plusDays(1).atStartOfDay(Formats.ZONE).toEpochSecond()).build()).build();
    }

    private static Optional<Booked> booked(JsonNode entry) {
        String kind = switch (ProviderObjects.required(entry, "type")) {
            case "charge", "payment" -> "PAYMENT";
            case "refund", "payment_refund" -> "REFUND";
            // Stripe's fees, payouts to the city's account, contested amounts.
            default -> null;
        };
        if (kind == null) return Optional.empty();
        JsonNode source = entry.path("source");
        Instant at = ProviderObjects.time(entry, "created");
        String payment = ProviderObjects.reference(source.path("payment_intent"));
        return Optional.of(new Booked(kind, kind.equals("PAYMENT") && payment != null ? payment : ProviderObjects.reference(source), payment,
                ProviderObjects.text(source.path("metadata"), ORDER), ProviderObjects.cents(source, "amount"), ProviderObjects.currency(source), at));
    }

    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static JsonNode json(StripeObject answer) {
        try {
            JsonNode read = answer == null || answer.getLastResponse() == null ? null : JSON.readTree(answer.getLastResponse().body());
            if (read == null || !read.isObject()) throw new IllegalArgumentException("no object");
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    private static GatewayUnreachable nonsense(IllegalArgumentException e) {
        return new GatewayUnreachable("Stripe's answer makes no sense: " + e.getMessage(), null);
    }
}
