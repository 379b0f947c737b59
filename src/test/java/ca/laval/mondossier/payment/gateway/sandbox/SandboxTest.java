package ca.laval.mondossier.payment.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewSession;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NoticeRefused;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Session;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

/** The sandbox as the application meets it: its port, its page over HTTP, and notices that arrive somewhere. */
abstract class SandboxTest extends ApplicationTest {
    static final Instant START = Instant.parse("2026-11-25T15:00:00Z");

    @Autowired
    SandboxGateway gateway;
    @Autowired
    SandboxProvider provider;
    @Autowired
    Clock clock;
    @Autowired
    Sealer sealer;

    final Receiver receiver = new Receiver();
    SandboxPostman postman;
    private final List<Notice> verified = new ArrayList<>();

    @BeforeEach
    void startEmpty() {
        ClockUtil.setCurrentTime(Date.from(START));
        for (String table : List.of("sandbox_notice", "sandbox_dispute", "sandbox_refund", "sandbox_session")) db.sql("delete from " + table).update();
        postman = postman();
    }

    @AfterEach
    void stop() {
        receiver.close();
        ClockUtil.reset();
    }

    SandboxPostman postman() {
        return new SandboxPostman(db, clock, new SandboxAddresses(receiver.address(), new MockEnvironment()), sealer, false);
    }

    void later(Duration time) {
        ClockUtil.setCurrentTime(Date.from(clock.instant().plus(time)));
    }

    NewSession order(String language, long cents) {
        String order = "CER-2026-%06d-7.1".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 1_000_000));
        return new NewSession(order + "-1", order, cents, language, "Certificat d’évaluation foncière", URI.create("http://localhost:" + port + "/files/x?paid"),
                URI.create("http://localhost:" + port + "/files/x?cancelled"), clock.instant().plus(Duration.ofMinutes(30)));
    }

    Session open(String language, long cents) throws Exception {
        return gateway.createSession(order(language, cents));
    }

    /** Enters a card on the page as a browser does; answers where the browser is led, or null. */
    String pay(Session session, String number) {
        Browser browser = visitor();
        assertThat(browser.get(session.page().getPath()).status()).isEqualTo(200);
        return browser.post(session.page().getPath(), "number", number).location();
    }

    String pay(Session session, SandboxCard card) {
        return pay(session, card.number());
    }

    /** What has arrived so far, each verified when it came. */
    List<Notice> arrived() {
        postman.deliverDue();
        for (var received : receiver.notices.subList(verified.size(), receiver.notices.size())) {
            assertThat(received.path()).isEqualTo("/payments/notices/sandbox");
            try {
                verified.add(gateway.verify(received.body(), received.signature()));
            } catch (NoticeRefused e) {
                throw new AssertionError(e);
            }
        }
        return verified;
    }

    State state(Session session) {
        return outcome(session).state();
    }

    Outcome outcome(Session session) {
        return gateway.query(session.id()).orElseThrow();
    }
}
