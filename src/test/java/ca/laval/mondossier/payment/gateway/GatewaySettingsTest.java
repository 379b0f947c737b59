package ca.laval.mondossier.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.SettingsProblem;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.NestedExceptionUtils;

/** Which gateway is there, as the environment says; what is missing is said in one sentence. */
class GatewaySettingsTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Gateways.class).withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues("mondossier.payment.gateway=stripe", "mondossier.stripe.key=sk_test_doNotTell", "mondossier.stripe.webhook-secret=whsec_doNotTell",
                    "mondossier.stripe.api-base=https://api.stripe.com");

    @Configuration
    @ComponentScan(basePackageClasses = PaymentGateways.class, excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test.*"))
    static class Gateways {
    }

    @Test
    void withStripeTheSandboxIsNotThere() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(PaymentGateway.class);
            assertThat(context.getBean(PaymentGateway.class).name()).isEqualTo("stripe");
            assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.toLowerCase().contains("sandbox"));
        });
    }

    @ParameterizedTest
    @CsvSource({"mondossier.payment.gateway=, MONDOSSIER_PAYMENT_GATEWAY", "mondossier.payment.gateway=paypal, MONDOSSIER_PAYMENT_GATEWAY", "mondossier.stripe.key=, MONDOSSIER_STRIPE_KEY",
            "mondossier.stripe.webhook-secret=, MONDOSSIER_STRIPE_WEBHOOK_SECRET", "mondossier.stripe.api-base=, MONDOSSIER_STRIPE_API_BASE", "mondossier.stripe.api-base=stripe, MONDOSSIER_STRIPE_API_BASE"})
    void whatIsMissingIsNamed(String property, String setting) {
        runner.withPropertyValues(property).run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure())).isInstanceOf(SettingsProblem.class)
                .hasMessageContaining(setting).hasMessageNotContaining("doNotTell"));
    }
}
