package ca.laval.mondossier.payment.gateway;

import ca.laval.mondossier.SettingsProblem;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Exactly one gateway is there; outside the demonstration somebody said which, so that no real order is ever "paid" in the sandbox unasked. */
@Configuration(proxyBeanMethods = false)
class PaymentGateways {
    private static final Set<String> KNOWN = Set.of("sandbox", "stripe");

    @Bean
    static BeanFactoryPostProcessor aPaymentGatewayIsNamed(Environment environment) {
        return beans -> {
            if (!KNOWN.contains(environment.getProperty("mondossier.payment.gateway", ""))) {
                throw new SettingsProblem("Who takes the cards is not said: set MONDOSSIER_PAYMENT_GATEWAY to stripe, or to sandbox where no money may move");
            }
        };
    }
}
