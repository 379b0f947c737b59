package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Checkouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads what the receipt says of the card. */
@Component
class ReadCardDelegate implements JavaDelegate {
    private final Checkouts checkouts;

    ReadCardDelegate(Checkouts checkouts) {
        this.checkouts = checkouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        checkouts.readCard(PaymentProcess.PAYMENT_ORDER.from(task));
    }
}
