package ca.laval.mondossier.payment;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes any money and gives any back, for tests of services that are paid for; no page, no notice. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class PatientCashier implements PaymentGateway {
    private final Payments payments;
    private final Attempts attempts;
    private final Ledger ledger;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Map<String, Outcome> paid = new ConcurrentHashMap<>();

    PatientCashier(@Lazy Payments payments, @Lazy Attempts attempts, @Lazy Ledger ledger, Clock clock, PlatformTransactionManager transactions) {
        this.payments = payments;
        this.attempts = attempts;
        this.ledger = ledger;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Pays the latest order of a case, which is open. */
    public void pay(String caseNumber) {
        List<PaymentOrder> orders = payments.of(new CaseNumber(caseNumber));
        PaymentOrder order = orders.get(orders.size() - 1);
        transaction.executeWithoutResult(status -> {
            PaymentAttempt attempt = attempts.create(order.number(), name(), "fr", order.totalCents(), UUID.randomUUID().toString(), clock.instant().plus(Duration.ofHours(1)));
            String session = "session-" + attempt.key();
            attempts.open(attempt, session, null, null, "APPLICATION");
            Outcome outcome = new Outcome(session, "payment-" + attempt.key(), order.number(), attempt.key(), State.CAPTURED, order.totalCents(), "CAD", "visa", "4242", "A1", clock.instant());
            paid.put(session, outcome);
            ledger.apply(name(), outcome, "APPLICATION");
        });
    }

    public Payments orders() {
        return payments;
    }

    @Override
    public String name() {
        return "patient-cashier";
    }

    @Override
    public Session createSession(NewSession session) throws GatewayRefused {
        throw new GatewayRefused("nobody clicks here");
    }

    @Override
    public Optional<Outcome> query(String session) {
        return Optional.ofNullable(paid.get(session));
    }

    @Override
    public Refund refund(NewRefund refund) {
        return new Refund("refund-" + refund.key(), refund.payment(), RefundState.CONFIRMED, refund.amountCents());
    }

    @Override
    public Refund queryRefund(String refund) throws GatewayUnreachable {
        throw new GatewayUnreachable("nobody asks", null);
    }

    @Override
    public Notice verify(byte[] body, String signature) throws NoticeRefused {
        throw new NoticeRefused("nobody writes");
    }

    @Override
    public List<Booked> booked(LocalDate day) {
        return List.of();
    }
}
