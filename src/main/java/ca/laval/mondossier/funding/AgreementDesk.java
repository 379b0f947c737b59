package ca.laval.mondossier.funding;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseProcesses;
import ca.laval.mondossier.funding.MoneyRefused.Reason;
import ca.laval.mondossier.funding.process.AgreementProcess;
import ca.laval.mondossier.funding.process.ConclusionProcess;
import ca.laval.mondossier.funding.process.ReportProcess;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an organisation does on the portal: the books and the waiting process change together or not at all. */
@Component
class AgreementDesk {
    private final Agreements agreements;
    private final Envelopes envelopes;
    private final Instalments instalments;
    private final Reports reports;
    private final Settlements settlements;
    private final BankAccounts accounts;
    private final CaseFiles caseFiles;
    private final CaseProcesses processes;

    AgreementDesk(Agreements agreements, Envelopes envelopes, Instalments instalments, Reports reports, Settlements settlements, BankAccounts accounts, CaseFiles caseFiles, CaseProcesses processes) {
        this.agreements = agreements;
        this.envelopes = envelopes;
        this.instalments = instalments;
        this.reports = reports;
        this.settlements = settlements;
        this.accounts = accounts;
        this.caseFiles = caseFiles;
        this.processes = processes;
    }

    /**
     * An agreement as its organisation sees it.
     *
     * @param sign       whether its signature is expected
     * @param report     MID_TERM or FINAL when that report is expected, otherwise null
     * @param clarify    whether the report is expected again
     * @param dueOn      the report's day; null when it has passed
     * @param owedCents  what is to be returned
     * @param debt       what was not returned and is with legal affairs; null without it
     * @param asked      the bank account that nobody has confirmed yet; null without one
     * @param canChangeAccount whether the agreement is still going on
     */
    record View(Agreement agreement, Envelope envelope, List<Instalment> instalments, List<Agreements.BudgetLine> budget, boolean sign, String report, boolean clarify, LocalDate dueOn, long owedCents,
                Debt debt, BankAccounts.Asked asked, boolean canChangeAccount) {

        boolean isExpected() {
            return sign || report != null || owedCents > 0;
        }
    }

    View view(String number, LocalDate today) {
        Agreement agreement = agreements.find(number).orElseThrow();
        Envelope envelope = envelopes.find(agreement.envelope()).orElseThrow();
        Set<String> awaited = processes.awaitedMessages(number);
        boolean clarify = awaited.contains(ReportProcess.CLARIFICATION_GIVEN);
        String kind = clarify || awaited.contains(ReportProcess.REPORT_FILED) ? kind(number) : null;
        LocalDate due = "FINAL".equals(kind) ? envelope.fiscalYearEnd().plusDays(90) : envelope.fiscalYearEnd().minusMonths(5);
        return new View(agreement, envelope, instalments.of(number), agreements.budget(number), awaited.contains(ConclusionProcess.AGREEMENT_SIGNED), kind, clarify,
                kind == null || due.isBefore(today) ? null : due, settlements.outstanding(number), settlements.debt(number).orElse(null), accounts.asked(number).orElse(null), awaited.contains(AgreementProcess.ACCOUNT_CHANGE_ASKED));
    }

    /** Mid-term before final, where the plan has one. */
    private String kind(String number) {
        boolean midTermDone = reports.latest(number, "MID_TERM").filter(report -> report.state().equals("ACCEPTED")).isPresent();
        return midTermDone || instalments.of(number).size() < 3 ? "FINAL" : "MID_TERM";
    }

    @Transactional
    public void sign(String number, String name, int textEdition) throws MoneyRefused {
        Books.require(processes.awaitedMessages(number).contains(ConclusionProcess.AGREEMENT_SIGNED), Reason.STATE);
        agreements.sign(number, name, textEdition);
        processes.correlate(ConclusionProcess.AGREEMENT_SIGNED, number);
    }

    /** Another person signs: legal affairs checks the board's resolution before the agreement goes out again. */
    @Transactional
    public void changeSignatory(String number, String words, UUID formKey) throws MoneyRefused {
        Books.require(processes.awaitedMessages(number).contains(ConclusionProcess.SIGNATORY_CHANGED), Reason.STATE);
        caseFiles.say(new CaseNumber(number), "RESIDENT", null, words, formKey);
        processes.correlate(ConclusionProcess.SIGNATORY_CHANGED, number);
    }

    /** One at a time: an account that came after the call back would be confirmed without a call. */
    @Transactional
    public void changeAccount(String number, String institution, String transit, String account) throws MoneyRefused {
        Books.require(processes.awaitedMessages(number).contains(AgreementProcess.ACCOUNT_CHANGE_ASKED), Reason.STATE);
        Books.require(accounts.asked(number).isEmpty(), Reason.ACCOUNT_UNCONFIRMED);
        accounts.ask(number, institution, transit, account);
        processes.correlate(AgreementProcess.ACCOUNT_CHANGE_ASKED, number);
    }

    /** The first time, or again after a question. */
    @Transactional
    public void file(Report report) throws MoneyRefused {
        Set<String> awaited = processes.awaitedMessages(report.agreement());
        String message = awaited.contains(ReportProcess.CLARIFICATION_GIVEN) ? ReportProcess.CLARIFICATION_GIVEN : ReportProcess.REPORT_FILED;
        Books.require(awaited.contains(message), Reason.STATE);
        reports.file(report);
        processes.correlate(message, report.agreement());
    }
}
