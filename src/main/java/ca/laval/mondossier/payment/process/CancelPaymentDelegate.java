package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Payments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes the order that the process no longer pays; a caller that gives up its payment does it too. */
@Component
class CancelPaymentDelegate implements JavaDelegate {
    private final Payments payments;

    CancelPaymentDelegate(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution task) {
        payments.cancel(PaymentProcess.PAYMENT_ORDER.from(task));
    }
}
