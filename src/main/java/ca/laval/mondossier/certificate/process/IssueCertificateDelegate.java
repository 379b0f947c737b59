package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.certificate.CertificateIssue;
import ca.laval.mondossier.certificate.CertificateLines;
import ca.laval.mondossier.certificate.CertificateOrders;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Issues one certificate and says what is left. */
@Component
class IssueCertificateDelegate implements JavaDelegate {
    private final CertificateIssue issue;
    private final CertificateLines lines;
    private final CertificateOrders orders;

    IssueCertificateDelegate(CertificateIssue issue, CertificateLines lines, CertificateOrders orders) {
        this.issue = issue;
        this.lines = lines;
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution task) {
        String number = task.getProcessBusinessKey();
        DeliveryProcess.MORE_TO_ISSUE.set(task, issue.next(number));
        DeliveryProcess.LEFT_TO_PREPARE.set(task, lines.open(number) > 0);
        DeliveryProcess.ISSUED.set(task, orders.issued(number));
    }
}
