package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.certificate.CertificateLines;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes on the lines whether their fee went back. */
@Component
class NoteRefundDelegate implements JavaDelegate {
    private static final String WENT_BACK = "refunded";

    private final CertificateLines lines;

    NoteRefundDelegate(CertificateLines lines) {
        this.lines = lines;
    }

    @Override
    public void execute(DelegateExecution task) {
        lines.refunded(task.getProcessBusinessKey(), CertificateProcess.REFUND_SITUATION.from(task), WENT_BACK.equals(CertificateProcess.REFUND_OUTCOME.from(task)));
    }
}
