package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who takes the cards now, and who took those of earlier attempts. */
@Component
class Gateways {
    private final List<PaymentGateway> gateways;

    Gateways(ObjectProvider<PaymentGateway> gateways) {
        this.gateways = gateways.orderedStream().toList();
    }

    /** Of new attempts. */
    PaymentGateway current() {
        return gateways.get(0);
    }

    Optional<PaymentGateway> find(String name) {
        return gateways.stream().filter(gateway -> gateway.name().equals(name)).findFirst();
    }

    /** Of an attempt; an {@link IllegalStateException} when the city no longer works with them. */
    PaymentGateway of(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("There is no gateway " + name));
    }

    List<PaymentGateway> all() {
        return gateways;
    }
}
