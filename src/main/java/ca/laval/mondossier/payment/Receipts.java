package ca.laval.mondossier.payment;

import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a receipt says, on paper and on pages (domain.md, section 3.2). */
@Component
class Receipts {
    private final JdbcClient db;
    private final Payments payments;
    private final String gstNumber;
    private final String qstNumber;

    Receipts(JdbcClient db, Payments payments, @Value("${mondossier.payment.gst-number}") String gstNumber, @Value("${mondossier.payment.qst-number}") String qstNumber) {
        this.db = db;
        this.payments = payments;
        this.gstNumber = gstNumber;
        this.qstNumber = qstNumber;
    }

    /**
     * @param transaction the provider's reference of the payment
     * @param brand       and last four digits; null when the provider did not say
     */
    record Receipt(Instant paidAt, String transaction, String brand, String lastFour) {

        String card(WordList words) {
            if (brand == null) return words.get("payment.card.unknown");
            String name = words.find("payment.card." + brand).orElse(brand);
            return lastFour == null ? name : words.get("payment.card.ending", name, lastFour);
        }
    }

    /** The city's registration for the tax; empty where none is set. */
    String gstNumber() {
        return gstNumber;
    }

    String qstNumber() {
        return qstNumber;
    }

    /** Of the capture that paid an order; empty while nothing did. */
    Optional<Receipt> of(String order) {
        return db.sql("select captured_at, payment, brand, last_four from payment_attempt where order_number = :order and counted").param("order", order)
                .query((row, i) -> new Receipt(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3), row.getString(4))).optional();
    }

    /** Each line with its taxes, or that it has none. */
    List<String> lines(String order, WordList words, Language language) {
        return payments.lines(order).stream().map(line -> {
            String name = name(line, words);
            if (line.gstCents() == 0 && line.qstCents() == 0) return words.get("payment.line.exempt", name, Formats.money(line.feeCents(), language));
            return words.get("payment.line.taxed", name, Formats.money(line.feeCents(), language), Formats.money(line.gstCents(), language),
                    Formats.money(line.qstCents(), language), Formats.money(line.totalCents(), language));
        }).toList();
    }

    static String name(AmountLine line, WordList words) {
        String name = words.find(line.word()).orElse(line.word());
        return line.detail().isEmpty() ? name : name + ", " + line.detail();
    }

    /** The city's registration numbers, where a tax was paid. */
    List<String> taxNumbers(String order, WordList words) {
        boolean taxed = payments.lines(order).stream().anyMatch(line -> line.gstCents() + line.qstCents() > 0);
        if (!taxed) return List.of();
        return Stream.of(gstNumber.isBlank() ? null : words.get("payment.gstNumber", gstNumber), qstNumber.isBlank() ? null : words.get("payment.qstNumber", qstNumber)).filter(Objects::nonNull).toList();
    }
}
