package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.PaymentThreads;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Starts what makes the receipt, beside the case. */
@Component
class OrderReceiptDelegate implements JavaDelegate {
    private final PaymentThreads threads;

    OrderReceiptDelegate(PaymentThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        threads.startReceipt(task.getProcessBusinessKey(), Map.of(PaymentProcess.PAYMENT_ORDER.name(), PaymentProcess.PAYMENT_ORDER.from(task)));
    }
}
