package ca.laval.mondossier.payment;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.official.OfficialDocuments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The receipt of a paid order as a document of the city, with the fields of domain.md, section 3.2; one for each order. */
@Component
public class ReceiptDocuments {
    private final Payments payments;
    private final Receipts receipts;
    private final CaseFiles caseFiles;
    private final OfficialDocuments documents;
    private final Words words;
    private final String baseUrl;

    ReceiptDocuments(Payments payments, Receipts receipts, CaseFiles caseFiles, OfficialDocuments documents, Words words, @Value("${mondossier.base-url}") String baseUrl) {
        this.payments = payments;
        this.receipts = receipts;
        this.caseFiles = caseFiles;
        this.documents = documents;
        this.words = words;
        this.baseUrl = baseUrl;
    }

    /** Issues it, once; an {@link IllegalStateException} for an order that was not paid. */
    @Transactional
    public void issue(String order) {
        PaymentOrder paid = payments.find(order).orElseThrow();
        var receipt = receipts.of(order).orElseThrow(() -> new IllegalStateException("Order %s was not paid".formatted(order)));
        CaseFile file = caseFiles.find(new CaseNumber(paid.caseNumber())).orElseThrow();
        documents.issue(new OfficialDocuments.Issue(paid.caseNumber(), "receipt-" + paid.sequence(), "payment/receipt", "payment.receipt.document", order,
                facts(paid, receipt, words.of(file.service(), Language.FR))));
    }

    private Map<String, Object> facts(PaymentOrder order, Receipts.Receipt receipt, WordList list) {
        List<AmountLine> lines = payments.lines(order.number());
        var facts = new TreeMap<String, Object>(Map.of("lines", lines.stream().map(line -> line(line, list)).toList(), "totalCents", order.totalCents(), "paidAt", receipt.paidAt(),
                "transactionNumber", receipt.transaction(), "refundLink", baseUrl + "/payments/terms"));
        facts.putAll(taxes(lines));
        if (receipt.brand() != null && receipt.lastFour() != null) facts.putAll(Map.of("brand", said("payment.card." + receipt.brand(), receipt.brand(), list), "lastFour", receipt.lastFour()));
        return facts;
    }

    private static Map<String, Object> line(AmountLine line, WordList list) {
        return Map.of("label", said(line.word(), line.word(), list), "detail", line.detail(), "feeCents", line.feeCents(), "gstCents", line.gstCents(), "qstCents", line.qstCents(),
                "taxable", line.gstCents() + line.qstCents() > 0);
    }

    /** A word in the language of each part, where the house has one; as it is otherwise, e.g. a kind of card that is new. */
    private static Object said(String word, String otherwise, WordList list) {
        return list.find(word).isPresent() ? new OfficialDocuments.Word(word) : otherwise;
    }

    /** Their sums and the city's registrations, only where a tax was paid. */
    private Map<String, Object> taxes(List<AmountLine> lines) {
        long gst = lines.stream().mapToLong(AmountLine::gstCents).sum();
        long qst = lines.stream().mapToLong(AmountLine::qstCents).sum();
        return gst + qst == 0 ? Map.of() : Map.of("gstTotalCents", gst, "qstTotalCents", qst, "gstNumber", receipts.gstNumber(), "qstNumber", receipts.qstNumber());
    }
}
