package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.payment.gateway.NoticeReader;
import ca.laval.mondossier.payment.gateway.PaymentGateway;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The provider of the demonstration: no money moves, everything else is as at a real one. */
@Component
@WhenSandbox
class SandboxGateway implements PaymentGateway {
    static final String NAME = "sandbox";

    private final SandboxProvider provider;
    private final SandboxAddresses addresses;
    private final JdbcClient db;
    private final Clock clock;
    private final NoticeReader notices;

    SandboxGateway(SandboxProvider provider, SandboxAddresses addresses, JdbcClient db, Clock clock, Sealer sealer) {
        this.provider = provider;
        this.addresses = addresses;
        this.db = db;
        this.clock = clock;
        this.notices = new NoticeReader(secret(sealer), clock);
    }

    /** The same on every node and after every start. */
    static String secret(Sealer sealer) {
        return HexFormat.of().formatHex(sealer.hash("sandbox notices"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Session createSession(NewSession session) throws GatewayRefused {
        var opened = provider.open(session);
        return new Session(opened.id(), addresses.page(opened.id()), opened.expiresAt());
    }

    @Override
    public Optional<Outcome> query(String session) {
        var now = clock.instant();
        return provider.find(session).map(found -> new Outcome(found.id(), found.payment(), found.order(), found.key(), found.state(now), found.amountCents(), "CAD",
                found.brand(), found.lastFour(), found.state(now) == State.CAPTURED ? found.authorization() : null, found.since(now)));
    }

    @Override
    public Refund refund(NewRefund refund) throws GatewayUnreachable {
        Refund given = provider.refund(refund);
        if (!given.payment().equals(refund.payment()) || given.state() != RefundState.REFUSED && given.amountCents() != refund.amountCents()) {
            throw new GatewayUnreachable("The key was used for another refund", null);
        }
        return given;
    }

    @Override
    public Refund queryRefund(String refund) throws GatewayUnreachable {
        return provider.refund(refund).orElseThrow(() -> new GatewayUnreachable("The sandbox knows no refund " + refund, null));
    }

    @Override
    public Notice verify(byte[] body, String signature) throws NoticeRefused {
        return notices.read(body, signature);
    }

    @Override
    public List<Booked> booked(LocalDate day) {
        return db.sql("""
                select 'PAYMENT' kind, payment reference, payment, order_number, amount_cents, captured_at at from sandbox_session
                where captured_at >= :from and captured_at < :to and captured_at <= :now
                union all
                select 'REFUND', id, payment, null, amount_cents, confirmed_at from sandbox_refund
                where not refused and confirmed_at >= :from and confirmed_at < :to and confirmed_at <= :now
                order by at, reference""")
                .param("from", Timestamp.from(day.atStartOfDay(Formats.ZONE).toInstant())).param("to", Timestamp.from(day.plusDays(1).atStartOfDay(Formats.ZONE).toInstant()))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, i) -> new Booked(row.getString("kind"), row.getString("reference"), row.getString("payment"), row.getString("order_number"),
                        row.getLong("amount_cents"), "CAD", row.getTimestamp("at").toInstant())).list();
    }
}
