package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.certificate.CertificateLines;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes the lines of an order that was not paid. */
@Component
class CloseOrderDelegate implements JavaDelegate {
    private final CertificateLines lines;

    CloseOrderDelegate(CertificateLines lines) {
        this.lines = lines;
    }

    @Override
    public void execute(DelegateExecution task) {
        lines.cancel(task.getProcessBusinessKey());
    }
}
