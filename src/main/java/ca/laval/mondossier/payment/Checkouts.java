package ca.laval.mondossier.payment;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayRefused;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewSession;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * From the click on "Pay" to the provider's page, and the question what became of it. The attempt is committed before the provider is
 * asked, and no transaction waits for the provider: a crash in between is found by the inquiry that the attempt brings with it.
 */
@Component
public class Checkouts {
    /** How long a provider's page stays open (assumption of domain.md, section 3.2; Stripe's shortest). */
    private static final Duration OPEN = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofHours(24);
    private static final int MOST_DECLINED = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final Clock clock;
    private final Payments payments;
    private final Attempts attempts;
    private final Ledger ledger;
    private final Gateways gateways;
    private final PaymentThreads threads;
    private final Words words;
    private final TransactionTemplate transaction;
    private final String baseUrl;

    Checkouts(JdbcClient db, Clock clock, Payments payments, Attempts attempts, Ledger ledger, Gateways gateways, PaymentThreads threads, Words words,
              PlatformTransactionManager transactions, @Value("${mondossier.base-url}") String baseUrl) {
        this.db = db;
        this.clock = clock;
        this.payments = payments;
        this.attempts = attempts;
        this.ledger = ledger;
        this.gateways = gateways;
        this.threads = threads;
        this.words = words;
        this.transaction = new TransactionTemplate(transactions);
        this.baseUrl = baseUrl;
    }

    private record Ready(Checkout.Result told, PaymentAttempt attempt, boolean isNew) {
    }

    /** Opens the order's page at the provider, or the one that is still open: a double click and a second tab lead to the same page. */
    public Checkout begin(String order, Language language) {
        Ready ready = transaction.execute(status -> ready(order, language));
        if (ready.told() != null) return Checkout.of(ready.told());
        PaymentAttempt attempt = ready.attempt();
        if (attempt.session() == null) return open(attempt);
        // It was open before: perhaps it was paid meanwhile.
        boolean answered = ask(attempt);
        PaymentAttempt now = attempts.find(order, attempt.attempt()).orElseThrow();
        if (now.is("SESSION_OPEN")) return new Checkout(Checkout.Result.PAY, now.page());
        if (!answered) return Checkout.of(Checkout.Result.UNREACHABLE);
        return now.isLive() ? Checkout.of(Checkout.Result.CHECKING) : payments.find(order).orElseThrow().isOpen() ? begin(order, language) : Checkout.of(Checkout.Result.NOT_OPEN);
    }

    private Ready ready(String number, Language language) {
        PaymentOrder order = payments.lock(number);
        if (!order.isOpen()) return new Ready(Checkout.Result.NOT_OPEN, null, false);
        if (owes(order)) return new Ready(Checkout.Result.OWES, null, false);
        Optional<PaymentAttempt> live = attempts.live(number);
        if (live.isPresent() && live.get().expiresAt().isAfter(clock.instant())) return new Ready(null, live.get(), false);
        if (live.isPresent() && live.get().is("AUTHORIZED")) return new Ready(Checkout.Result.CHECKING, null, false);
        if (attempts.declinedSince(number, clock.instant().minus(DAY)) >= MOST_DECLINED) return new Ready(Checkout.Result.TOMORROW, null, false);
        // Its page is closed. Should it have been paid all the same, what was captured wins.
        live.ifPresent(old -> attempts.move(old, "ABANDONED", "APPLICATION"));
        PaymentAttempt attempt = attempts.create(number, gateways.current().name(), language.code(), order.totalCents(), random(), clock.instant().plus(OPEN));
        threads.startInquiry(order.caseNumber(), Map.of("paymentOrder", number, "paymentAttempt", attempt.attempt(), "timesAsked", 0, "reported", false));
        return new Ready(null, attempt, true);
    }

    private Checkout open(PaymentAttempt attempt) {
        try {
            PaymentAttempt opened = openSession(attempt);
            return opened.is("SESSION_OPEN") ? new Checkout(Checkout.Result.PAY, opened.page()) : Checkout.of(Checkout.Result.CHECKING);
        } catch (GatewayUnreachable e) {
            ledger.silent(attempt, "APPLICATION");
            return Checkout.of(Checkout.Result.UNREACHABLE);
        } catch (GatewayRefused e) {
            ledger.abandon(attempt, "APPLICATION");
            return Checkout.of(Checkout.Result.REFUSED);
        }
    }

    /** Everything in the request follows from the attempt's row: repeated, it is the same request. */
    private PaymentAttempt openSession(PaymentAttempt attempt) throws GatewayUnreachable, GatewayRefused {
        Language language = Language.of(attempt.language());
        PaymentOrder order = payments.find(attempt.order()).orElseThrow();
        URI back = URI.create(baseUrl + "/payments/return/" + attempt.returnCode());
        var session = gateways.of(attempt.provider()).createSession(new NewSession(attempt.key(), attempt.order(), attempt.amountCents(), attempt.language(),
                words.common(language).get("payment.session", order.caseNumber()), back, URI.create(back + "?cancelled"), attempt.expiresAt()));
        return ledger.sessionOpened(attempt, session.id(), session.page().toString(), session.expiresAt());
    }

    /** Asks the provider once what became of an order that is open; whoever looks at the page reads the ledger afterwards. */
    public void check(String order) {
        attempts.live(order).filter(attempt -> attempt.session() != null).ifPresent(this::ask);
    }

    /** Asks the provider what became of an attempt whose end is not known; whether it is known then. No answer is noted as such. */
    public boolean inquire(String order, int number) {
        attempts.find(order, number).filter(PaymentAttempt::isLive).ifPresent(attempt -> {
            try {
                // We stopped before we knew of a session: the same key finds the one that was opened.
                PaymentAttempt opened = attempt.session() == null && attempt.expiresAt().isAfter(clock.instant()) ? openSession(attempt) : attempt;
                if (opened.session() == null) ledger.abandon(opened, "QUERY");
                else ask(opened);
            } catch (GatewayUnreachable e) {
                ledger.silent(attempt, "QUERY");
            } catch (GatewayRefused e) {
                ledger.abandon(attempt, "QUERY");
            }
        });
        return ledger.knows(order, number);
    }

    /** Whether there was an answer. */
    private boolean ask(PaymentAttempt attempt) {
        try {
            var outcome = gateways.of(attempt.provider()).query(attempt.session());
            if (outcome.isPresent()) ledger.apply(attempt.provider(), outcome.get(), "QUERY");
            else ledger.silent(attempt, "QUERY");
            return outcome.isPresent();
        } catch (GatewayUnreachable e) {
            ledger.silent(attempt, "QUERY");
            return false;
        }
    }

    /** For the receipt: the card's kind and its end, which notices do not say. Without an answer the receipt does not say it either. */
    public void readCard(String order) {
        attempts.of(order).stream().filter(attempt -> attempt.counted() && attempt.brand() == null && attempt.session() != null).forEach(attempt -> {
            try {
                gateways.find(attempt.provider()).orElseThrow().query(attempt.session())
                        .ifPresent(outcome -> attempts.card(attempt, outcome.brand(), outcome.lastFour(), outcome.authorization()));
            } catch (GatewayUnreachable e) {
                // A receipt is not worth waiting for it.
            }
        });
    }

    private boolean owes(PaymentOrder order) {
        return db.sql("select resident_id from case_file where number = :number and resident_id is not null").param("number", order.caseNumber()).query(Long.class).optional()
                .map(payments::owes).orElse(false);
    }

    static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
