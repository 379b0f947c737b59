package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.payment.AmountLine;
import ca.laval.mondossier.payment.Payments;
import ca.laval.mondossier.payment.Refunds;
import ca.laval.mondossier.payment.Situation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An order of certificates and its money: what it costs, and what goes back. */
@Component
public class CertificateOrders {
    private static final String STEP = "payOrder";

    private final CertificateLines lines;
    private final CaseFiles caseFiles;
    private final Payments payments;
    private final Refunds refunds;

    CertificateOrders(CertificateLines lines, CaseFiles caseFiles, Payments payments, Refunds refunds) {
        this.lines = lines;
        this.caseFiles = caseFiles;
        this.payments = payments;
        this.refunds = refunds;
    }

    /**
     * @param paymentOrder number of what has to be paid; null for a free order
     * @param standardDays business days in which the slowest line is promised
     */
    public record Placed(String paymentOrder, long totalCents, int standardDays) {
    }

    /** @param number of the refund, which the process `payment-refund` decides */
    public record RefundAsked(String number, String situation) {
    }

    /** Prices the order and opens what has to be paid; done once. */
    @Transactional
    public Placed place(String caseNumber) throws MoneyOwedException {
        CaseFile file = caseFiles.find(new CaseNumber(caseNumber)).orElseThrow();
        if (file.residentId() != null && payments.owes(file.residentId())) throw new MoneyOwedException(caseNumber);
        int standard = lines.order(caseNumber).stream().mapToInt(CertificateLine::standardDays).max().orElse(1);
        List<AmountLine> amounts = lines.amounts(caseNumber);
        long total = amounts.stream().mapToLong(AmountLine::totalCents).sum();
        return new Placed(total > 0 ? payments.open(caseNumber, STEP, amounts) : null, total, standard);
    }

    /**
     * Asks for the refund of the lines that were not issued for one reason, the next one; empty when nothing is left to give back. A line
     * that cost nothing needs none, and one whose refund was asked for at the counter has its own.
     */
    @Transactional
    public Optional<RefundAsked> askNextRefund(String caseNumber) {
        List<CertificateLine> notIssued = lines.of(caseNumber).stream().filter(line -> line.state().equals("NOT_ISSUED") && line.refund() == null).toList();
        Optional<String> next = notIssued.stream().filter(line -> line.totalCents() > 0).map(CertificateLine::situation).sorted().findFirst();
        if (next.isEmpty()) {
            notIssued.stream().map(CertificateLine::situation).distinct().forEach(situation -> lines.refunded(caseNumber, situation, false));
            return Optional.empty();
        }
        List<CertificateLine> together = notIssued.stream().filter(line -> line.totalCents() > 0 && line.situation().equals(next.get())).toList();
        String askedBy = together.stream().map(CertificateLine::preparedBy).filter(Objects::nonNull).findFirst().orElse(Refunds.APPLICATION);
        String order = payments.of(new CaseNumber(caseNumber)).stream().filter(opened -> opened.step().equals(STEP)).findFirst().orElseThrow().number();
        var refund = refunds.open(order, together.stream().map(CertificateLine::line).toList(), Situation.valueOf(next.get()), askedBy, order + " " + next.get());
        return Optional.of(new RefundAsked(refund.number(), next.get()));
    }

    /** How much of the order was issued: ALL, SOME or NONE. */
    public String issued(String caseNumber) {
        List<CertificateLine> all = lines.of(caseNumber);
        long issued = all.stream().filter(line -> line.state().equals("ISSUED")).count();
        return issued == 0 ? "NONE" : issued == all.size() ? "ALL" : "SOME";
    }
}
