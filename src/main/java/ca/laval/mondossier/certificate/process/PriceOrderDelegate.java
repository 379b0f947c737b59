package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.certificate.CertificateOrders;
import ca.laval.mondossier.certificate.CertificateOrders.Placed;
import ca.laval.mondossier.certificate.MoneyOwedException;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Prices every line and opens the order to be paid. Late is what takes twice its standard (domain.md, section 3.2). */
@Component
class PriceOrderDelegate implements JavaDelegate {
    private final CertificateOrders orders;

    PriceOrderDelegate(CertificateOrders orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution task) {
        try {
            Placed placed = orders.place(task.getProcessBusinessKey());
            CertificateProcess.PAYMENT_ORDER.set(task, placed.paymentOrder());
            CertificateProcess.TOTAL_CENTS.set(task, placed.totalCents());
            CertificateProcess.STANDARD_DAYS.set(task, placed.standardDays());
            CertificateProcess.LATE_AFTER_DAYS.set(task, 2 * placed.standardDays());
        } catch (MoneyOwedException e) {
            throw new BpmnError(CertificateProcess.MONEY_OWED, e.getMessage(), e);
        }
    }
}
