package ca.laval.mondossier.payment.gateway.stripe;

import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;

/**
 * Sorts what can go wrong with a request: Stripe said no, or nobody knows. Stripe's own words are left out, because they may quote
 * what was sent, even the end of the key; its code and the request's number lead to them in Stripe's dashboard.
 */
final class StripeCalls {
    private static final int CONFLICT = 409;

    private StripeCalls() {
    }

    interface Call<T> {
        T send() throws StripeException;
    }

    /** Stripe understood the request and will not do it. */
    static final class Refusal extends Exception {
        private final String code;
        private final boolean usedKey;

        Refusal(StripeException e) {
            super(words("Stripe refused the request", e));
            this.code = e.getCode();
            this.usedKey = e instanceof IdempotencyException;
        }

        boolean isUnknownObject() {
            return "resource_missing".equals(code);
        }

        /** The key came with other content before: what became of that is another question. */
        boolean isUsedKey() {
            return usedKey;
        }
    }

    static <T> T answerOf(Call<T> call) throws GatewayUnreachable, Refusal {
        try {
            return call.send();
        } catch (AuthenticationException e) {
            throw new GatewayUnreachable(words("Stripe does not accept MONDOSSIER_STRIPE_KEY", e), null);
        } catch (ApiConnectionException e) {
            throw new GatewayUnreachable("Stripe did not answer", e.getCause());
        } catch (RateLimitException e) {
            // To the library a kind of invalid request; nothing is wrong with this one.
            throw new GatewayUnreachable(words("Stripe could not answer", e), null);
        } catch (InvalidRequestException | CardException | IdempotencyException e) {
            // The same request is still under way.
            if (e.getStatusCode() != null && e.getStatusCode() == CONFLICT) throw new GatewayUnreachable(words("Stripe is still busy with this request", e), null);
            throw new Refusal(e);
        } catch (StripeException e) {
            throw new GatewayUnreachable(words("Stripe could not answer", e), null);
        } catch (RuntimeException e) {
            // The library's own ways to stumble over an answer that is no JSON, or another.
            throw new GatewayUnreachable("Stripe's answer cannot be read: " + e.getClass().getSimpleName(), null);
        }
    }

    private static String words(String what, StripeException e) {
        return "%s (HTTP %s, code %s, request %s)".formatted(what, e.getStatusCode(), e.getCode(), e.getRequestId());
    }
}
