package ca.laval.mondossier.funding.process;

import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the days of a report: due, reminders, late, far too late. */
@Component
class PlanReportDelegate implements JavaDelegate {
    private final ReportCalendar calendar;

    PlanReportDelegate(ReportCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public void execute(DelegateExecution task) {
        var days = calendar.days(AgreementProcess.REPORT_KIND.from(task), LocalDate.parse(AgreementProcess.FISCAL_YEAR_END.from(task)));
        ReportProcess.DUE_ON.set(task, days.due().toString());
        ReportProcess.REMIND_ON.set(task, days.remind().toString());
        ReportProcess.REMIND_AGAIN_ON.set(task, days.remindAgain().toString());
        ReportProcess.LATE_ON.set(task, days.late().toString());
        ReportProcess.OVERDUE_ON.set(task, days.overdue().toString());
        ReportProcess.OVERDUE_DAYS.set(task, days.overdueDays());
    }
}
