package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Payments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes the order that nobody paid in time. */
@Component
class LapseOrderDelegate implements JavaDelegate {
    private final Payments payments;

    LapseOrderDelegate(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution task) {
        payments.lapse(PaymentProcess.PAYMENT_ORDER.from(task));
    }
}
