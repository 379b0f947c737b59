package ca.laval.mondossier.removal.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Issues the closing report of a lifted campaign. */
@Component
class IssueReportDelegate implements JavaDelegate {
    private final CampaignReport report;

    IssueReportDelegate(CampaignReport report) {
        this.report = report;
    }

    @Override
    public void execute(DelegateExecution task) {
        report.issue(RemovalProcess.CASE_NUMBER.from(task));
    }
}
