package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Instalments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes the next instalment, and says which report it waits for: the final one for the last, the mid-term one for the second of more. */
@Component
class NextInstalmentDelegate implements JavaDelegate {
    private final Instalments instalments;

    NextInstalmentDelegate(Instalments instalments) {
        this.instalments = instalments;
    }

    @Override
    public void execute(DelegateExecution task) {
        int planned = instalments.of(task.getProcessBusinessKey()).size();
        int last = Math.max(planned, 2);
        Integer before = AgreementProcess.INSTALMENT.orNull(task);
        int next = before == null ? 1 : before + 1;
        AgreementProcess.INSTALMENT.set(task, next);
        AgreementProcess.REPORT_KIND.set(task, next == last ? "FINAL" : next == 2 ? "MID_TERM" : "NONE");
        AgreementProcess.MORE_INSTALMENTS.set(task, next < last);
    }
}
