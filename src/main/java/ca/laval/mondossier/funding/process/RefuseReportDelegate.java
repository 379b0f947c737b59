package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Reports;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The report is refused for good, or never came: the agreement is in default. */
@Component
class RefuseReportDelegate implements JavaDelegate {
    private final Reports reports;

    RefuseReportDelegate(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution task) {
        reports.refuse(task.getProcessBusinessKey(), AgreementProcess.REPORT_KIND.from(task));
        InstalmentProcess.REPORT_STATE.set(task, "DEFAULT");
    }
}
