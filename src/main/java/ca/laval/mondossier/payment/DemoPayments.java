package ca.laval.mondossier.payment;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.DemoPayer;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Pays in the sandbox, as a person with one of its cards would; its notice comes by itself, like any other. */
@Component
@Profile("demo")
class DemoPayments implements DemoPayer {
    private final Payments payments;
    private final Checkouts checkouts;
    private final ObjectProvider<SandboxProvider> sandbox;

    DemoPayments(Payments payments, Checkouts checkouts, ObjectProvider<SandboxProvider> sandbox) {
        this.payments = payments;
        this.checkouts = checkouts;
        this.sandbox = sandbox;
    }

    @Override
    public void pay(CaseNumber number, String card) {
        payments.of(number).stream().filter(PaymentOrder::isOpen).map(order -> checkouts.begin(order.number(), Language.FR)).filter(checkout -> checkout.result() == Checkout.Result.PAY)
                .forEach(checkout -> sandbox.ifAvailable(provider -> provider.enter(checkout.page().replaceFirst(".*/", ""), SandboxCard.valueOf(card))));
    }
}
