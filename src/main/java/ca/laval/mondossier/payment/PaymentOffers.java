package ca.laval.mondossier.payment;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseOffer;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the page of a case: what there is to pay, first of all, and receipts. */
@Component
@Order(1)
class PaymentOffers implements CaseOffer {
    private final Payments payments;

    PaymentOffers(Payments payments) {
        this.payments = payments;
    }

    @Override
    public List<Offer> of(CaseFile file, boolean staff) {
        Language language = Language.of(LocaleContextHolder.getLocale());
        return payments.of(new CaseNumber(file.number())).stream().filter(order -> staff || order.isOpen() || order.isPaid()).map(order -> {
            List<Object> amount = List.of(Formats.money(order.totalCents(), language));
            if (staff) return new Offer("payment.offer.staff." + order.state(), amount, "/counter/payments/" + order.number(), false);
            String page = "/files/" + file.number() + "/payment?order=" + order.sequence();
            return new Offer(order.isOpen() ? "payment.offer.pay" : "payment.offer.receipt", amount, page, order.isOpen());
        }).toList();
    }
}
