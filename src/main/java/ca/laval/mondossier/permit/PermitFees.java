package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.payment.AmountLine;
import ca.laval.mondossier.payment.PaymentOrder;
import ca.laval.mondossier.payment.Payments;
import ca.laval.mondossier.payment.Refunds;
import ca.laval.mondossier.payment.Situation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The money of permits: statements of account, and the fee of a public notice that was never published. */
@Component
public class PermitFees {
    private static final String NOTICE = "value.NOTICE";

    private final JdbcClient db;
    private final Payments payments;
    private final Agenda agenda;

    PermitFees(JdbcClient db, Payments payments, Agenda agenda) {
        this.db = db;
        this.payments = payments;
        this.agenda = agenda;
    }

    /** Opens the statement of account, once for each thing to pay for; when the last one lapsed unpaid, the next try has one of its own. Permits bear no tax (Excise Tax Act, Schedule V, Part VI, section 20, paragraph c). */
    @Transactional
    public String open(String caseNumber, String feeFor, List<String> lines, List<Long> cents) {
        var all = new ArrayList<AmountLine>();
        for (int i = 0; i < lines.size(); i++) {
            if (cents.get(i) > 0) all.add(new AmountLine("value." + lines.get(i), "", cents.get(i), 0, 0));
        }
        return payments.open(caseNumber, attempt(caseNumber, feeFor), all);
    }

    /** RENEWAL, then RENEWAL.2 once that lapsed. */
    private String attempt(String caseNumber, String feeFor) {
        long lapsed = payments.of(new CaseNumber(caseNumber)).stream().filter(order -> order.state().equals("LAPSED") && order.step().split("\\.")[0].equals(feeFor)).count();
        return lapsed == 0 ? feeFor : feeFor + "." + (lapsed + 1);
    }

    /** Whether nothing that the case was asked for is open. */
    public boolean paid(String caseNumber) {
        return payments.of(new CaseNumber(caseNumber)).stream().noneMatch(PaymentOrder::isOpen);
    }

    /** The case ends before the decision: nothing can be paid any more, no body takes it, and an unpublished notice is given back. */
    @Transactional
    public void free(String caseNumber) {
        payments.of(new CaseNumber(caseNumber)).stream().filter(PaymentOrder::isOpen).forEach(order -> payments.cancel(order.number()));
        agenda.remove(caseNumber);
        giveNoticeBack(caseNumber);
    }

    /** Asks the fee of the notice back, once, when it was paid and no notice was published. */
    @Transactional
    public void giveNoticeBack(String caseNumber) {
        boolean published = db.sql("select exists (select from council_notice where case_number = :number)").param("number", caseNumber).query(Boolean.class).single();
        if (published) return;
        payments.of(new CaseNumber(caseNumber)).stream().filter(PaymentOrder::isPaid).forEach(order -> {
            List<AmountLine> lines = payments.lines(order.number());
            for (int line = 1; line <= lines.size(); line++) {
                if (lines.get(line - 1).word().equals(NOTICE)) {
                    payments.askRefund(order.number(), List.of(line), Situation.NOTICE_NOT_PUBLISHED, Refunds.APPLICATION, order.number() + " notice not published");
                }
            }
        });
    }
}
