package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Reports;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The organisation may file its report again. */
@Component
class AskClarificationDelegate implements JavaDelegate {
    private final Reports reports;

    AskClarificationDelegate(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution task) {
        reports.askClarification(task.getProcessBusinessKey(), AgreementProcess.REPORT_KIND.from(task));
    }
}
