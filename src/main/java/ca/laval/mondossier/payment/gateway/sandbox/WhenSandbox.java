package ca.laval.mondossier.payment.gateway.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** There only where MONDOSSIER_PAYMENT_GATEWAY says `sandbox`: with another gateway its pages do not exist. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "mondossier.payment.gateway", havingValue = "sandbox")
@interface WhenSandbox {
}
