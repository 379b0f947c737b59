package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.MoneyRefused;
import ca.laval.mondossier.funding.Reports;
import ca.laval.mondossier.funding.Settlements;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The accepted expenses are justified; those of a final report settle the agreement. */
@Component
class AcceptReportDelegate implements JavaDelegate {
    private final Reports reports;
    private final Settlements settlements;

    AcceptReportDelegate(Reports reports, Settlements settlements) {
        this.reports = reports;
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution task) throws MoneyRefused {
        String number = task.getProcessBusinessKey();
        String kind = AgreementProcess.REPORT_KIND.from(task);
        long accepted = ReportProcess.ACCEPTED_CENTS.from(task);
        reports.accept(number, kind, accepted);
        if (kind.equals("FINAL")) settlements.settle(number, accepted);
        InstalmentProcess.REPORT_STATE.set(task, "ACCEPTED");
    }
}
