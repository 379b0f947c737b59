package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.funding.Agreements;
import ca.laval.mondossier.funding.BankAccounts;
import ca.laval.mondossier.funding.Commitments;
import ca.laval.mondossier.funding.Instalment;
import ca.laval.mondossier.funding.Instalments;
import ca.laval.mondossier.funding.Report;
import ca.laval.mondossier.funding.Reports;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What the table of releases asks for. */
@Component
class LookUpInstalmentDelegate implements JavaDelegate {
    private final Agreements agreements;
    private final Instalments instalments;
    private final Commitments commitments;
    private final BankAccounts accounts;
    private final Reports reports;

    LookUpInstalmentDelegate(Agreements agreements, Instalments instalments, Commitments commitments, BankAccounts accounts, Reports reports) {
        this.agreements = agreements;
        this.instalments = instalments;
        this.commitments = commitments;
        this.accounts = accounts;
        this.reports = reports;
    }

    @Override
    public void execute(DelegateExecution task) {
        String number = task.getProcessBusinessKey();
        int n = AgreementProcess.INSTALMENT.from(task);
        var agreement = agreements.find(number).orElseThrow();
        if (n > 1 && InstalmentProcess.REPORT_STATE.orNull(task) == null) InstalmentProcess.REPORT_STATE.set(task, reports.latest(number, "MID_TERM").map(Report::state).orElse("NONE"));
        InstalmentProcess.DAYS_LATE.set(task, 0);
        InstalmentProcess.ACCOUNT_CONFIRMED.set(task, accounts.asked(number).isEmpty());
        InstalmentProcess.DUE_CENTS.set(task, instalments.find(number, n).filter(Instalment::isOpen).map(Instalment::plannedCents).orElse(0L));
        InstalmentProcess.RESOLUTION_ADOPTED.set(task, agreement.resolution() != null);
        InstalmentProcess.SIGNED.set(task, agreement.signedAt() != null && agreement.citySignedAt() != null);
        InstalmentProcess.ALL_COMMITTED.set(task, commitments.allAnswered(agreement.envelope()) && commitments.shortfall(agreement.envelope()) == 0);
        InstalmentProcess.FUNDS_RECEIVED.set(task, instalments.isCovered(number, n));
    }
}
