package ca.laval.mondossier.payment;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Booked;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares a provider's books with the ledger, both ways, a day at a time. What agrees is settled; a capture of which no notice came is taken
 * over from the provider; what still differs is noted once and becomes a task.
 */
@Component
public class Reconciliation {
    /** After a long silence not everything at once. */
    private static final int MOST_DAYS = 31;

    private final JdbcClient db;
    private final Clock clock;
    private final Attempts attempts;
    private final Ledger ledger;
    private final Refunds refunds;
    private final Gateways gateways;
    private final Differences differences;

    Reconciliation(JdbcClient db, Clock clock, Attempts attempts, Ledger ledger, Refunds refunds, Gateways gateways, Differences differences) {
        this.db = db;
        this.clock = clock;
        this.attempts = attempts;
        this.ledger = ledger;
        this.refunds = refunds;
        this.gateways = gateways;
        this.differences = differences;
    }

    /** Every day until yesterday that was not compared yet; how many new differences there are. */
    @Transactional
    public int compare() throws GatewayUnreachable {
        LocalDate yesterday = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE).minusDays(1);
        int found = 0;
        for (PaymentGateway gateway : gateways.all()) {
            LocalDate next = db.sql("select max(day) + 1 from payment_night where provider = :provider").param("provider", gateway.name()).query(LocalDate.class).optional().orElse(yesterday);
            for (LocalDate day = later(next, yesterday.minusDays(MOST_DAYS - 1)); !day.isAfter(yesterday); day = day.plusDays(1)) found += compare(gateway, day);
        }
        return found;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private int compare(PaymentGateway gateway, LocalDate day) throws GatewayUnreachable {
        List<Booked> booked = gateway.booked(day);
        // What the city dated before midnight the provider may have booked after it.
        Set<String> references = Stream.concat(booked.stream(), gateway.booked(day.plusDays(1)).stream()).map(Booked::reference).collect(Collectors.toCollection(HashSet::new));
        int found = 0;
        for (Booked entry : booked) {
            boolean differs = entry.kind().equals("REFUND") ? !refundAgrees(gateway.name(), entry) : !paymentAgrees(gateway, entry);
            if (differs) found++;
        }
        found += missingThere(gateway.name(), day, references);
        db.sql("insert into payment_night (provider, day, compared_at, booked, differences) values (:provider, :day, :now, :booked, :found)").param("provider", gateway.name())
                .param("day", day).param("now", Timestamp.from(clock.instant())).param("booked", booked.size()).param("found", found).update();
        return found;
    }

    private boolean paymentAgrees(PaymentGateway gateway, Booked entry) throws GatewayUnreachable {
        if (attempts.byPayment(gateway.name(), entry.payment()).isEmpty()) takeOver(gateway, entry);
        Optional<PaymentAttempt> attempt = attempts.byPayment(gateway.name(), entry.payment()).filter(PaymentAttempt::isCaptured);
        if (attempt.isEmpty()) {
            differences.note("MISSING_HERE", entry.payment(), gateway.name(), null, known(entry.order()), null, null, entry.amountCents());
            return false;
        }
        PaymentAttempt paid = attempt.get();
        if (paid.capturedCents() != entry.amountCents() || !"CAD".equalsIgnoreCase(entry.currency())) {
            differences.note("AMOUNT", entry.payment(), gateway.name(), null, paid.order(), paid.attempt(), paid.capturedCents(), entry.amountCents());
            return false;
        }
        ledger.settled(paid);
        return true;
    }

    /** The order's attempts whose payment the ledger does not know: the provider says which one it was. */
    private void takeOver(PaymentGateway gateway, Booked entry) throws GatewayUnreachable {
        for (PaymentAttempt attempt : attempts.of(entry.order() == null ? "" : entry.order())) {
            if (attempt.isCaptured() || attempt.session() == null || !attempt.provider().equals(gateway.name())) continue;
            var outcome = gateway.query(attempt.session());
            if (outcome.isPresent() && entry.payment().equals(outcome.get().payment())) ledger.apply(gateway.name(), outcome.get(), "RECONCILIATION");
        }
    }

    private boolean refundAgrees(String provider, Booked entry) {
        Optional<PaymentAttempt> attempt = attempts.byPayment(provider, entry.payment());
        refunds.answered(provider, new PaymentGateway.Refund(entry.reference(), entry.payment(), PaymentGateway.RefundState.CONFIRMED, entry.amountCents()));
        Optional<Refund> refund = attempt.stream().flatMap(paid -> refunds.of(paid.order()).stream()).filter(known -> entry.reference().equals(known.providerRefund())).findFirst();
        // One that nobody knows was noted just now.
        if (refund.isEmpty()) return false;
        refunds.booked(refund.get());
        if (refund.get().amountCents() == entry.amountCents()) return true;
        differences.note("AMOUNT", entry.reference(), provider, null, refund.get().order(), refund.get().attempt(), refund.get().amountCents(), entry.amountCents());
        return false;
    }

    /** What the ledger holds for captured or given back that day, and the provider has not booked. */
    private int missingThere(String provider, LocalDate day, Set<String> references) {
        var from = Timestamp.from(day.atStartOfDay(BusinessCalendar.ZONE).toInstant());
        var to = Timestamp.from(day.plusDays(1).atStartOfDay(BusinessCalendar.ZONE).toInstant());
        var captured = db.sql("select idempotency_key from payment_attempt where provider = :provider and captured_at >= :from and captured_at < :to and settled_at is null order by captured_at")
                .param("provider", provider).param("from", from).param("to", to).query(String.class).list();
        int found = 0;
        for (PaymentAttempt attempt : captured.stream().flatMap(key -> attempts.byKey(key).stream()).toList()) {
            if (references.contains(attempt.payment())) continue;
            differences.note("MISSING_THERE", String.valueOf(attempt.payment()), provider, null, attempt.order(), attempt.attempt(), attempt.capturedCents(), null);
            found++;
        }
        var confirmed = db.sql("""
                select r.number from payment_refund r join payment_attempt a using (order_number, attempt)
                where a.provider = :provider and r.state = 'CONFIRMED' and r.ended_at >= :from and r.ended_at < :to order by r.ended_at""")
                .param("provider", provider).param("from", from).param("to", to).query(String.class).list();
        for (Refund refund : confirmed.stream().flatMap(number -> refunds.find(number).stream()).toList()) {
            if (references.contains(refund.providerRefund()) || refund.bookedAt() != null) continue;
            differences.note("REFUND_MISSING_THERE", String.valueOf(refund.providerRefund()), provider, null, refund.order(), refund.attempt(), refund.amountCents(), null);
            found++;
        }
        return found;
    }

    private String known(String order) {
        return db.sql("select number from payment_order where number = :order").param("order", order).query(String.class).optional().orElse(null);
    }
}
