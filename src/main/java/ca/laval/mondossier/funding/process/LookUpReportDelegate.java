package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.Report;
import ca.laval.mondossier.funding.Reports;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What the table of findings asks for. */
@Component
class LookUpReportDelegate implements JavaDelegate {
    private final Reports reports;
    private final Agreements agreements;

    LookUpReportDelegate(Reports reports, Agreements agreements) {
        this.reports = reports;
        this.agreements = agreements;
    }

    @Override
    public void execute(DelegateExecution task) {
        String kind = AgreementProcess.REPORT_KIND.from(task);
        Report report = reports.latest(task.getProcessBusinessKey(), kind).orElseThrow();
        LocalDate end = LocalDate.parse(AgreementProcess.FISCAL_YEAR_END.from(task));
        long eligible = Math.max(0, report.expensesCents() - report.ineligibleCents());
        ReportProcess.OUTSIDE_PERIOD.set(task, report.expensesTo().isAfter(end) || report.expensesFrom().isBefore(end.plusDays(1).minusYears(1)));
        ReportProcess.OVER_BUDGET_PERCENT.set(task, report.percentOver());
        ReportProcess.PROOFS.set(task, report.proofs());
        ReportProcess.INELIGIBLE_CENTS.set(task, report.ineligibleCents());
        ReportProcess.ADMIN_PERCENT.set(task, report.adminPercent());
        ReportProcess.INDICATORS_GIVEN.set(task, !report.indicators().isBlank());
        ReportProcess.VISIBILITY_GIVEN.set(task, report.visibility());
        ReportProcess.STATEMENTS_GIVEN.set(task, report.statements());
        ReportProcess.UNSPENT_CENTS.set(task, Math.max(0, agreements.find(report.agreement()).orElseThrow().grantedCents() - eligible));
        ReportProcess.ENGLISH_MISSING.set(task, "yes".equals(AgreementProcess.ENGLISH_SERVICES.orNull(task)) && report.englishServices() == null);
        ReportProcess.EXPENSES_CENTS.set(task, report.expensesCents());
        ReportProcess.ELIGIBLE_CENTS.set(task, eligible);
    }
}
