package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.certificate.CertificateOrders;
import ca.laval.mondossier.certificate.CertificateOrders.RefundAsked;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks for the refund of the lines that were not issued, one reason at a time. */
@Component
class CollectRefundDelegate implements JavaDelegate {
    private final CertificateOrders orders;

    CollectRefundDelegate(CertificateOrders orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution task) {
        var asked = orders.askNextRefund(task.getProcessBusinessKey());
        CertificateProcess.REFUND_DUE.set(task, asked.isPresent());
        CertificateProcess.REFUND_NUMBER.set(task, asked.map(RefundAsked::number).orElse(null));
        CertificateProcess.REFUND_SITUATION.set(task, asked.map(RefundAsked::situation).orElse(null));
    }
}
