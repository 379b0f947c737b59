package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A provider that does what a test says. A notice's body is its id; its signature `t=<seconds>,v1=<id backwards>`. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class FakeGateway implements PaymentGateway {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Whether nobody answers, and whether an order is refused at once. */
    public volatile boolean silent;
    public volatile boolean refusesSessions;
    /** What becomes of a refund when it is sent, and when it is asked about. */
    public volatile RefundState refundSent = RefundState.PENDING;
    public volatile RefundState refundAsked = RefundState.PENDING;
    /** Thrown after the effect, as when the line is cut before the answer arrives. */
    public volatile RuntimeException afterEffect;
    public final List<NewSession> sessionsAsked = new CopyOnWriteArrayList<>();
    public final List<NewRefund> refundsAsked = new CopyOnWriteArrayList<>();
    public final List<Booked> books = new CopyOnWriteArrayList<>();
    public final AtomicInteger queries = new AtomicInteger();

    private final Clock clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, NewSession> bySession = new ConcurrentHashMap<>();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Refund> refunds = new ConcurrentHashMap<>();
    private final Map<String, Notice> notices = new ConcurrentHashMap<>();

    public FakeGateway(Clock clock) {
        this.clock = clock;
    }

    public void reset() {
        silent = false;
        refusesSessions = false;
        refundSent = RefundState.PENDING;
        refundAsked = RefundState.PENDING;
        afterEffect = null;
        sessionsAsked.clear();
        refundsAsked.clear();
        books.clear();
        queries.set(0);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Session createSession(NewSession asked) throws GatewayUnreachable, GatewayRefused {
        sessionsAsked.add(asked);
        if (silent) throw new GatewayUnreachable("nobody answers", null);
        if (refusesSessions) throw new GatewayRefused("not this one");
        Session session = sessions.computeIfAbsent(asked.key(), key -> {
            var opened = new Session("cs_" + NUMBERS.incrementAndGet(), URI.create("https://pay.example.test/" + key), asked.expiresAt());
            bySession.put(opened.id(), asked);
            outcomes.put(opened.id(), new Outcome(opened.id(), null, asked.order(), key, State.OPEN, asked.amountCents(), "CAD", null, null, null, clock.instant()));
            return opened;
        });
        if (afterEffect != null) throw afterEffect;
        return session;
    }

    @Override
    public Optional<Outcome> query(String session) throws GatewayUnreachable {
        queries.incrementAndGet();
        if (silent) throw new GatewayUnreachable("nobody answers", null);
        return Optional.ofNullable(outcomes.get(session));
    }

    @Override
    public Refund refund(NewRefund asked) throws GatewayUnreachable {
        refundsAsked.add(asked);
        if (silent) throw new GatewayUnreachable("nobody answers", null);
        Refund refund = refunds.computeIfAbsent(asked.key(), key -> new Refund("re_" + NUMBERS.incrementAndGet(), asked.payment(), refundSent, asked.amountCents()));
        if (afterEffect != null) throw afterEffect;
        return refund;
    }

    @Override
    public Refund queryRefund(String id) throws GatewayUnreachable {
        if (silent) throw new GatewayUnreachable("nobody answers", null);
        Refund refund = refunds.values().stream().filter(known -> known.id().equals(id)).findFirst().orElseThrow();
        return new Refund(refund.id(), refund.payment(), refundAsked, refund.amountCents());
    }

    @Override
    public Notice verify(byte[] body, String signature) throws NoticeRefused {
        String id = new String(body, StandardCharsets.UTF_8);
        if (signature == null || !signature.matches("t=\\d+,v1=.*")) throw new NoticeRefused("not signed");
        String[] parts = signature.split(",v1=", 2);
        if (!parts[1].equals(backwards(id))) throw new NoticeRefused("wrongly signed");
        Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0].substring(2)));
        if (Duration.between(at, clock.instant()).abs().compareTo(Duration.ofMinutes(5)) > 0) throw new NoticeRefused("old");
        return Optional.ofNullable(notices.get(id)).orElseThrow(() -> new NoticeRefused("not readable"));
    }

    @Override
    public List<Booked> booked(LocalDate day) throws GatewayUnreachable {
        if (silent) throw new GatewayUnreachable("nobody answers", null);
        var booked = new ArrayList<>(books);
        booked.removeIf(entry -> !LocalDate.ofInstant(entry.at(), java.time.ZoneId.of("America/Toronto")).equals(day));
        return booked;
    }

    public static String backwards(String id) {
        return new StringBuilder(id).reverse().toString();
    }

    public String sign(String id) {
        return "t=%d,v1=%s".formatted(clock.instant().getEpochSecond(), backwards(id));
    }

    /** What the payer does on the page; the provider knows it from then on. */
    public Outcome becomes(String session, State state) {
        return becomes(session, state, clock.instant());
    }

    public Outcome becomes(String session, State state, Instant at) {
        NewSession asked = bySession.get(session);
        boolean money = state == State.CAPTURED || state == State.AUTHORIZED;
        Outcome outcome = new Outcome(session, money ? "pi_" + session : null, asked.order(), asked.key(), state, asked.amountCents(), "CAD", money ? "visa" : null, money ? "4242" : null, money ? "A1B2C3" : null, at);
        outcomes.put(session, outcome);
        return outcome;
    }

    public Notice notice(Outcome outcome) {
        return keep("checkout", Optional.of(outcome), Optional.empty(), Optional.empty());
    }

    public Notice notice(Refund refund) {
        return keep("refund", Optional.empty(), Optional.of(refund), Optional.empty());
    }

    public Notice notice(Dispute dispute) {
        return keep("dispute", Optional.empty(), Optional.empty(), Optional.of(dispute));
    }

    public Notice notice(String type) {
        return keep(type, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Notice keep(String type, Optional<Outcome> outcome, Optional<Refund> refund, Optional<Dispute> dispute) {
        var notice = new Notice("evt_" + NUMBERS.incrementAndGet(), type, clock.instant(), outcome, refund, dispute);
        notices.put(notice.id(), notice);
        return notice;
    }
}
