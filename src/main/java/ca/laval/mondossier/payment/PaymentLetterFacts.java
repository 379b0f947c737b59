package ca.laval.mondossier.payment;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.letters.LetterFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What letters of a process that has an order (`paymentOrder`) may say about it. */
@Component
public class PaymentLetterFacts implements LetterFacts {
    /** The names that it fills. */
    public static final Set<String> TAGS = Set.of("paymentLines", "paymentTotal", "paymentLink", "paidAt", "transaction", "card", "taxNumbers", "refundTerms");

    private final Payments payments;
    private final Receipts receipts;
    private final Words words;
    private final String baseUrl;

    PaymentLetterFacts(Payments payments, Receipts receipts, Words words, @Value("${mondossier.base-url}") String baseUrl) {
        this.payments = payments;
        this.receipts = receipts;
        this.words = words;
        this.baseUrl = baseUrl;
    }

    @Override
    public Map<String, Object> of(CaseFile file, Map<String, Object> facts, Language language) {
        Object number = facts.get("paymentOrder");
        if (number == null) return Map.of();
        PaymentOrder order = payments.find(number.toString()).orElseThrow();
        WordList list = words.of(file.service(), language);
        var context = new HashMap<String, Object>();
        context.put("paymentLines", receipts.lines(order.number(), list, language));
        context.put("paymentTotal", Formats.money(order.totalCents(), language));
        context.put("paymentLink", baseUrl + "/files/" + file.number() + "/payment");
        context.put("refundTerms", baseUrl + "/payments/terms");
        context.put("taxNumbers", receipts.taxNumbers(order.number(), list));
        receipts.of(order.number()).ifPresent(receipt -> {
            context.put("paidAt", Formats.dateTime(receipt.paidAt(), language));
            context.put("transaction", receipt.transaction());
            context.put("card", receipt.card(list));
        });
        return context;
    }
}
