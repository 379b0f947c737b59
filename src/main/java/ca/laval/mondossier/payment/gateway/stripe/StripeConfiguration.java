package ca.laval.mondossier.payment.gateway.stripe;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Stripe as the environment says, and not without a key and a secret for its notices. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "mondossier.payment.gateway", havingValue = "stripe")
class StripeConfiguration {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    /** The job that asks is repeated anyway; a person may be waiting. */
    private static final int RETRIES = 1;

    @Bean
    PaymentGateway stripeGateway(@Value("${mondossier.stripe.key}") String key, @Value("${mondossier.stripe.webhook-secret}") String webhookSecret,
                                 @Value("${mondossier.stripe.api-base}") String apiBase, Clock clock) {
        if (key.isBlank()) throw new SettingsProblem("Stripe takes the cards: set MONDOSSIER_STRIPE_KEY to its secret key");
        if (webhookSecret.isBlank()) throw new SettingsProblem("Stripe's notices must be told from others: set MONDOSSIER_STRIPE_WEBHOOK_SECRET to the signing secret of the webhook /payments/notices/stripe");
        if (!isWeb(apiBase.strip())) throw new SettingsProblem("MONDOSSIER_STRIPE_API_BASE is no address: leave it out, or set it to one such as https://api.stripe.com");
        return new StripeGateway(client(key.strip(), apiBase.strip(), CONNECT, READ, RETRIES), webhookSecret.strip(), clock);
    }

    static StripeClient client(String key, String apiBase, Duration connect, Duration read, int retries) {
        // How long the last request took is nobody's business.
        Stripe.enableTelemetry = false;
        return StripeClient.builder().setApiKey(key).setApiBase(apiBase).setConnectTimeout((int) connect.toMillis()).setReadTimeout((int) read.toMillis())
                .setMaxNetworkRetries(retries).build();
    }

    private static boolean isWeb(String address) {
        try {
            URI uri = URI.create(address);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
