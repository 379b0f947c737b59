package ca.laval.mondossier.payment;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.casefile.CaseFile;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What the pages show of an order. */
@Component
class PaymentViews {
    private final Payments payments;
    private final Ledger ledger;
    private final Receipts receipts;
    private final Words words;

    PaymentViews(Payments payments, Ledger ledger, Receipts receipts, Words words) {
        this.payments = payments;
        this.ledger = ledger;
        this.receipts = receipts;
        this.words = words;
    }

    /** @param number of the line in its order, from 1 */
    record Line(int number, String name, AmountLine amounts) {
    }

    /** @param state open, checking, declined, cancelled, paid, lapsed or closed */
    record View(PaymentOrder order, String service, List<Line> lines, boolean taxed, String state, Receipts.Receipt receipt, String card, List<String> taxNumbers) {
    }

    /**
     * @param returned  the browser has just come back from the provider
     * @param cancelled it came back by the way for those who do not pay
     */
    View of(PaymentOrder order, CaseFile file, Language language, boolean returned, boolean cancelled) {
        WordList list = words.of(file.service(), language);
        List<AmountLine> amounts = payments.lines(order.number());
        List<Line> lines = IntStream.range(0, amounts.size()).mapToObj(i -> new Line(i + 1, Receipts.name(amounts.get(i), list), amounts.get(i))).toList();
        Receipts.Receipt receipt = receipts.of(order.number()).orElse(null);
        return new View(order, list.get("service.name"), lines, amounts.stream().anyMatch(line -> line.gstCents() + line.qstCents() > 0), state(order, returned, cancelled), receipt,
                receipt == null ? null : receipt.card(list), receipts.taxNumbers(order.number(), list));
    }

    private String state(PaymentOrder order, boolean returned, boolean cancelled) {
        if (order.isPaid()) return "paid";
        if (!order.isOpen()) return order.state().equals("LAPSED") ? "lapsed" : "closed";
        List<PaymentAttempt> attempts = ledger.attempts(order.number());
        if (attempts.isEmpty()) return "open";
        PaymentAttempt last = attempts.get(attempts.size() - 1);
        if (last.is("UNKNOWN") && last.session() != null || last.is("AUTHORIZED")) return "checking";
        if (last.is("DECLINED")) return "declined";
        if (last.is("SESSION_OPEN") && returned) return cancelled ? "cancelled" : "checking";
        return cancelled && last.is("ABANDONED") ? "cancelled" : "open";
    }
}
