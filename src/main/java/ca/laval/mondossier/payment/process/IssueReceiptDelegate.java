package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.ReceiptDocuments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Issues the receipt of a paid order. */
@Component
class IssueReceiptDelegate implements JavaDelegate {
    private final ReceiptDocuments receipts;

    IssueReceiptDelegate(ReceiptDocuments receipts) {
        this.receipts = receipts;
    }

    @Override
    public void execute(DelegateExecution task) {
        receipts.issue(PaymentProcess.PAYMENT_ORDER.from(task));
    }
}
