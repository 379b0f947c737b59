package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxPostman;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Somebody with a card of the sandbox, and the sandbox's postman: orders are paid over HTTP, as at a provider. */
@Component
public class PaidInTests {
    /** More than a notice has before it is a person's. */
    private static final int MOST_TURNS = 8;

    private final Checkouts checkouts;
    private final Payments payments;
    private final SandboxProvider provider;
    private final SandboxPostman postman;
    private final JdbcClient db;
    private final Inbox inbox;

    PaidInTests(Payments payments, SandboxProvider provider, SandboxPostman postman, JdbcClient db, Clock clock, Inbox inbox, Attempts attempts, Ledger ledger, List<PaymentGateway> gateways,
                PaymentThreads threads, Words words, PlatformTransactionManager transactions, @Value("${mondossier.base-url}") String baseUrl) {
        // Whatever other tests put first: here the sandbox takes the cards.
        Gateways sandbox = new Gateways(new ObjectProvider<>() {
            @Override
            public PaymentGateway getObject() {
                return gateways.stream().filter(gateway -> gateway.name().equals("sandbox")).findFirst().orElseThrow();
            }

            @Override
            public Stream<PaymentGateway> orderedStream() {
                return Stream.of(getObject());
            }
        });
        this.checkouts = new Checkouts(db, clock, payments, attempts, ledger, sandbox, threads, words, transactions, baseUrl);
        this.payments = payments;
        this.provider = provider;
        this.postman = postman;
        this.db = db;
        this.inbox = inbox;
    }

    /** Works off what is due. */
    static void drain(Inbox inbox) {
        boolean more;
        do more = inbox.workNext();
        while (more);
    }

    /** Pays the case's open order; the city has been told when this returns. */
    public void pay(String caseNumber) {
        enter(begin(caseNumber), SandboxCard.PAID);
        assertThat(payments.of(new CaseNumber(caseNumber))).as("orders of " + caseNumber).anyMatch(PaymentOrder::isPaid);
    }

    /** Clicks on "Pay"; the provider's session. */
    public String begin(String caseNumber) {
        Checkout checkout = checkout(caseNumber);
        assertThat(checkout.result()).isEqualTo(Checkout.Result.PAY);
        return checkout.page().replaceFirst(".*/", "");
    }

    public Checkout checkout(String caseNumber) {
        List<PaymentOrder> orders = payments.of(new CaseNumber(caseNumber));
        return checkouts.begin(orders.get(orders.size() - 1).number(), Language.FR);
    }

    public void enter(String session, SandboxCard card) {
        provider.enter(session, card);
        deliver();
    }

    /** What the provider has to say by now, and what comes of it; a notice that fails is due again a little later. */
    public void deliver() {
        postman.deliverDue();
        drain(inbox);
        for (int turns = 0; waiting() && turns < MOST_TURNS; turns++) {
            later(Duration.ofMinutes(30));
            drain(inbox);
        }
    }

    private boolean waiting() {
        return db.sql("select exists (select from payment_notice where worked_at is null)").query(Boolean.class).single();
    }

    public void later(Duration time) {
        ClockUtil.setCurrentTime(Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }

    /** The provider confirms what was sent back to the card. */
    public void confirmRefunds() {
        later(Duration.ofMinutes(2));
        deliver();
    }

    /** The cardholder contests the payment of this case, and their bank decides. */
    public void chargeBack(String caseNumber) {
        provider.chargeBack(payment(caseNumber));
        deliver();
    }

    public void decide(String caseNumber, boolean lost) {
        provider.decide(payment(caseNumber), lost);
        deliver();
    }

    private String payment(String caseNumber) {
        return db.sql("select payment from payment_attempt where order_number like :order and counted").param("order", caseNumber + ".%").query(String.class).single();
    }

    public Payments orders() {
        return payments;
    }
}
