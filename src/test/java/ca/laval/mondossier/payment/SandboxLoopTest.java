package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxCard;
import ca.laval.mondossier.payment.gateway.sandbox.SandboxPostman;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

/** The whole loop with the sandbox: its page, its notices over HTTP to our own endpoint, our questions to it, the ledger in between. */
class SandboxLoopTest extends PaymentTest {
    @Autowired
    @Qualifier("sandboxGateway")
    private PaymentGateway sandbox;
    @Autowired
    private SandboxPostman postman;
    @Autowired
    private Attempts attempts;
    @Autowired
    private PaymentThreads threads;
    @Autowired
    private Words words;
    @Autowired
    private PlatformTransactionManager transactions;
    @Value("${mondossier.base-url}")
    private String baseUrl;

    private Checkouts atTheSandbox;

    @BeforeEach
    void goToTheSandbox() {
        for (String table : List.of("sandbox_notice", "sandbox_dispute", "sandbox_refund", "sandbox_session")) db.sql("delete from " + table).update();
        var only = new StaticListableBeanFactory(Map.of("sandbox", sandbox)).getBeanProvider(PaymentGateway.class);
        atTheSandbox = new Checkouts(db, clock, payments, attempts, ledger, new Gateways(only), threads, words, transactions, baseUrl);
    }

    /** Clicks "Pay" and enters a card on the page that this leads to. */
    private void pay(String order, SandboxCard card) {
        var checkout = atTheSandbox.begin(order, Language.FR);
        assertThat(checkout.result()).isEqualTo(Checkout.Result.PAY);
        String page = URI.create(checkout.page()).getPath();
        Browser payer = visitor();
        assertThat(payer.get(page).text()).contains(order, "45,00 $");
        payer.post(page, "number", card.number());
    }

    /** What every clock, job and postman does now. */
    private void happens() {
        for (int sent = 1; sent > 0; ) {
            sent = postman.deliverDue();
            PaidInTests.drain(inbox);
            runJobs();
        }
    }

    private List<String> states(String order) {
        return ledger.attempts(order).stream().map(PaymentAttempt::state).toList();
    }

    private List<String> effects(String order) {
        return db.sql("select effect from payment_notice where provider = 'sandbox' and id in (select event from sandbox_notice where body like '%' || :order || '%') order by received_at, effect")
                .param("order", order).query(String.class).list();
    }

    @Test
    void paidIsPaidByTheNoticeAlone() {
        String order = order();
        pay(order, SandboxCard.PAID);
        assertThat(state(order)).isEqualTo("OPEN");
        happens();
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(effects(order)).containsExactly("PAID");
        assertThat(letters(caseOf(order))).containsExactly("receipt");
        assertThat(attempt(order, 1).brand()).as("which the notice does not say").isEqualTo("visa");
        assertThat(attempt(order, 1).lastFour()).isEqualTo("4242");
    }

    @Test
    void aDeclinedCardIsFollowedByAnother() {
        String order = order();
        pay(order, SandboxCard.DECLINED);
        happens();
        assertThat(states(order)).containsExactly("DECLINED");
        pay(order, SandboxCard.PAID);
        happens();
        assertThat(states(order)).containsExactly("DECLINED", "CAPTURED");
        assertThat(state(order)).isEqualTo("PAID");
    }

    @Test
    void withoutANoticeTheCityAsks() {
        String order = order();
        pay(order, SandboxCard.NO_ANSWER);
        happens();
        assertThat(state(order)).isEqualTo("OPEN");
        later(Duration.ofMinutes(11));
        happens();
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(effects(order)).isEmpty();
    }

    @Test
    void aNoticeThatComesTwiceActsOnce() {
        String order = order();
        pay(order, SandboxCard.DOUBLE_NOTICE);
        happens();
        assertThat(db.sql("select count(*) from sandbox_notice where done_at is not null").query(Integer.class).single()).isEqualTo(2);
        assertThat(effects(order)).containsExactly("PAID");
        assertThat(letters(caseOf(order))).containsExactly("receipt");
    }

    @Test
    void whatIsCapturedAfterAFailureWins() {
        String order = order();
        pay(order, SandboxCard.CAPTURED_AFTER_FAILED);
        happens();
        assertThat(states(order)).containsExactly("DECLINED");
        later(Duration.ofMinutes(5));
        happens();
        assertThat(states(order)).containsExactly("CAPTURED");
        assertThat(state(order)).isEqualTo("PAID");
    }

    @Test
    void threeHoursLateWhileTheResidentPaidAgainTheSecondMoneyGoesBack() {
        String order = order();
        pay(order, SandboxCard.LATE);
        happens();
        later(Duration.ofMinutes(31));
        pay(order, SandboxCard.PAID);
        happens();
        assertThat(state(order)).isEqualTo("PAID");
        later(Duration.ofMinutes(150));
        happens();
        later(Duration.ofMinutes(2));
        happens();
        assertThat(states(order)).containsExactly("REFUNDED", "CAPTURED");
        assertThat(state(order)).isEqualTo("PAID");
    }

    @Test
    void aContestedPaymentIsAPersonsTaskUntilTheBankDecides() {
        String order = order();
        pay(order, SandboxCard.CHARGED_BACK);
        happens();
        assertThat(state(order)).isEqualTo("PAID");
        later(Duration.ofMinutes(10));
        happens();
        assertThat(tasks(caseOf(order))).isEqualTo(1);
        later(Duration.ofDays(7));
        happens();
        assertThat(states(order)).containsExactly("CHARGED_BACK");
    }
}
