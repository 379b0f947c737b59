package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxPostman;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxProvider;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import com.stripe.net.Webhook;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Somebody with a card of the sandbox, and the sandbox's postman: orders are paid over HTTP, as at a provider. */
@Component
public class PaidInTests {
    private final Checkouts checkouts;
    private final Payments payments;
    private final SandboxProvider provider;
    private final SandboxPostman postman;
    private final JdbcClient db;
    private final Sealer sealer;
    private final Ledger ledger;
    private final Gateways gateways;

    PaidInTests(Checkouts checkouts, Payments payments, SandboxProvider provider, SandboxPostman postman, JdbcClient db, Sealer sealer, Ledger ledger, Gateways gateways) {
        this.sealer = sealer;
        this.ledger = ledger;
        this.gateways = gateways;
        this.checkouts = checkouts;
        this.payments = payments;
        this.provider = provider;
        this.postman = postman;
        this.db = db;
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

    /** What the provider has to say by now. */
    public void deliver() {
        for (var notice : db.sql("select id, body from sandbox_notice where due_at <= :now and done_at is null order by due_at, id").param("now", Timestamp.from(ClockUtil.getCurrentTime().toInstant()))
                .query((row, i) -> Map.entry(row.getLong(1), row.getString(2))).list()) {
            try {
                long now = ClockUtil.getCurrentTime().toInstant().getEpochSecond();
                String signature = "t=%d,v1=%s".formatted(now, Webhook.Util.computeHmacSha256(HexFormat.of().formatHex(sealer.hash("sandbox notices")), now + "." + notice.getValue()));
                ledger.apply("sandbox", gateways.current().verify(notice.getValue().getBytes(StandardCharsets.UTF_8), signature));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            db.sql("update sandbox_notice set done_at = now() where id = :id").param("id", notice.getKey()).update();
        }
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
