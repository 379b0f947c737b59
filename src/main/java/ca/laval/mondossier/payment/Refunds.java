package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewRefund;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money that goes back. A refund is a row before it leaves; its number and try are the provider's key, so a step done twice gives back once.
 * What is promised is set aside at the attempt under its lock, and the table refuses more than was captured.
 */
@Component
public class Refunds {
    /** Who asks when no person does. */
    public static final String APPLICATION = "APPLICATION";
    /** Who approves when the table says that nobody has to. */
    public static final String RULE = "RULE";

    private final JdbcClient db;
    private final Clock clock;
    private final Attempts attempts;
    private final Gateways gateways;
    private final Differences differences;
    private final PaymentThreads threads;
    private final ObjectProvider<PaidLines> services;

    Refunds(JdbcClient db, Clock clock, Attempts attempts, Gateways gateways, Differences differences, PaymentThreads threads,
            ObjectProvider<PaidLines> services) {
        this.db = db;
        this.clock = clock;
        this.attempts = attempts;
        this.gateways = gateways;
        this.differences = differences;
        this.threads = threads;
        this.services = services;
    }

    /** Notes what is asked for and starts its process; see {@link Payments#askRefund}. */
    String ask(String order, List<Integer> lines, Situation situation, String askedBy, String origin) {
        // First the lock: of two requests at once the second finds what the first has begun.
        lock(order);
        boolean first = byOrigin(origin).isEmpty();
        Refund refund = open(order, lines, situation, askedBy, origin);
        if (!first) return refund.number();
        // What was paid too late or twice has nothing to deliver.
        if (!situation.surplus()) services.forEach(service -> service.hold(caseOf(order), linesOf(refund), refund));
        threads.startRefund(caseOf(order), variables(refund));
        return refund.number();
    }

    /** A capture that pays nothing goes back whole, by itself. */
    void surplus(PaymentAttempt attempt, Situation situation) {
        Refund refund = insert(attempt.order(), attempt.attempt(), situation, APPLICATION, attempt.key() + " surplus");
        threads.startRefund(caseOf(attempt.order()), variables(refund));
    }

    private static Map<String, Object> variables(Refund refund) {
        return Map.of("paymentOrder", refund.order(), "refundNumber", refund.number(), "refundSituation", refund.situation());
    }

    /** Notes, once per origin, what is asked for; an {@link IllegalStateException} for an order that was not paid or a line that goes back already. */
    @Transactional
    public Refund open(String order, List<Integer> lines, Situation situation, String askedBy, String origin) {
        lock(order);
        Optional<Refund> before = byOrigin(origin);
        if (before.isPresent()) return before.get();
        PaymentAttempt paid = attempts.of(order).stream().filter(PaymentAttempt::counted).findFirst()
                .orElseThrow(() -> new IllegalStateException("Order %s was not paid".formatted(order)));
        List<Integer> open = openLines(order);
        List<Integer> asked = lines.isEmpty() ? open : lines;
        if (!open.containsAll(asked)) throw new IllegalStateException("A line of %s goes back already, or there is none of that number".formatted(order));
        Refund refund = insert(order, paid.attempt(), situation, askedBy, origin);
        asked.forEach(line -> db.sql("insert into payment_refund_line (order_number, line, refund) values (:order, :line, :refund)")
                .param("order", order).param("line", line).param("refund", refund.number()).update());
        return refund;
    }

    /** The lines of an order that no refund has claimed. */
    List<Integer> openLines(String order) {
        return db.sql("select line from payment_line l where order_number = :order and not exists (select from payment_refund_line r where r.order_number = l.order_number and r.line = l.line) order by line")
                .param("order", order).query(Integer.class).list();
    }

    private Refund insert(String order, int attempt, Situation situation, String askedBy, String origin) {
        return db.sql("""
                insert into payment_refund (number, order_number, refund, attempt, origin, situation, state, asked_by, asked_at)
                select :order || '-R' || n, :order, n, :attempt, :origin, :situation, 'ASKED', :by, :now
                from (select coalesce(max(refund), 0) + 1 n from payment_refund where order_number = :order) next returning *""")
                .param("order", order).param("attempt", attempt).param("origin", origin).param("situation", situation.name()).param("by", askedBy).param("now", now())
                .query(Refunds::row).single();
    }

    /**
     * Sets aside what is due: of each line its fee in percent less the deduction, with the taxes in proportion; of a surplus capture its sum.
     *
     * @param automatic nobody has to approve it
     * @return how it stands then; NOTHING when nothing is due
     */
    @Transactional
    public Refund setAside(String number, int percent, long deductionCents, boolean automatic) {
        Refund refund = locked(number);
        if (refund.amountCents() != null) return refund;
        PaymentAttempt attempt = attempts.find(refund.order(), refund.attempt()).orElseThrow();
        long due = attempt.counted() ? amountsOf(number).stream().mapToLong(line -> due(line, percent, deductionCents)).sum()
                : Math.max(0, part(attempt.capturedCents(), percent, 100) - deductionCents);
        if (due > attempt.balanceCents()) throw new IllegalStateException("Refund %s exceeds the balance of its payment".formatted(number));
        db.sql("update payment_refund set amount_cents = :due where number = :number").param("due", due).param("number", number).update();
        if (due == 0) {
            end(number, "NOTHING", null);
            free(refund);
        } else if (automatic) {
            approve(number, RULE);
        }
        return find(number).orElseThrow();
    }

    private static long due(AmountLine line, int percent, long deductionCents) {
        long fee = Math.max(0, part(line.feeCents(), percent, 100) - deductionCents);
        if (fee == line.feeCents()) return line.totalCents();
        return fee == 0 ? 0 : fee + part(line.gstCents(), fee, line.feeCents()) + part(line.qstCents(), fee, line.feeCents());
    }

    private static long part(long cents, long share, long of) {
        return BigDecimal.valueOf(cents).multiply(BigDecimal.valueOf(share)).divide(BigDecimal.valueOf(of), 0, RoundingMode.HALF_UP).longValueExact();
    }

    /** @param by a second person, never who asked; {@link #RULE} when the table asks for nobody */
    @Transactional
    public void approve(String number, String by) {
        Refund refund = locked(number);
        if (!refund.is("ASKED")) return;
        if (by.equals(refund.askedBy())) throw new IllegalStateException("Who asked for %s does not approve it".formatted(number));
        db.sql("update payment_refund set state = 'APPROVED', approved_by = :by where number = :number").param("by", by).param("number", number).update();
        services.forEach(service -> service.giveUp(refund));
    }

    @Transactional
    public void refuse(String number) {
        Refund refund = locked(number);
        if (!refund.is("ASKED")) return;
        end(number, "REFUSED", "FINANCE");
        free(refund);
    }

    /** Sends an approved refund to the provider, under its key. What the captured money no longer covers is not sent: somebody follows it up. */
    @Transactional
    public void send(String number) throws GatewayUnreachable {
        Refund refund = locked(number);
        if (!refund.is("APPROVED")) return;
        PaymentAttempt attempt = attempts.find(refund.order(), refund.attempt()).orElseThrow();
        if (!attempt.isRefundable()) {
            end(number, "REFUSED", "PROVIDER");
            return;
        }
        PaymentGateway.Refund sent = gateways.of(attempt.provider()).refund(new NewRefund(refund.key(), attempt.payment(), refund.amountCents()));
        left(refund, sent.id());
        if (sent.state() != PaymentGateway.RefundState.PENDING) answered(refund, sent.state() == PaymentGateway.RefundState.CONFIRMED);
    }

    private void left(Refund refund, String providerRefund) {
        db.sql("update payment_refund set state = 'SENT', sent_at = :now, provider_refund = :theirs where number = :number").param("now", now()).param("theirs", providerRefund)
                .param("number", refund.number()).update();
        stateOf(refund);
    }

    /** The provider says what became of a refund, by a notice or when asked. */
    Ledger.Effect answered(String provider, PaymentGateway.Refund said) {
        Optional<PaymentAttempt> attempt = attempts.byPayment(provider, said.payment());
        if (attempt.isPresent()) lock(attempt.get().order());
        Optional<Refund> found = attempt.flatMap(paid -> match(paid, said));
        if (said.state() == PaymentGateway.RefundState.PENDING) return Ledger.Effect.NONE;
        if (found.isEmpty()) return said.state() == PaymentGateway.RefundState.CONFIRMED ? stranger(provider, attempt, said) : Ledger.Effect.IGNORED;
        Refund refund = found.get();
        if (refund.is("APPROVED")) left(refund, said.id());
        else if (!refund.is("SENT")) return Ledger.Effect.NONE;
        answered(refund, said.state() == PaymentGateway.RefundState.CONFIRMED);
        return Ledger.Effect.MOVED;
    }

    /** By the provider's reference, or, before we wrote that down, by payment and amount. */
    private Optional<Refund> match(PaymentAttempt attempt, PaymentGateway.Refund said) {
        List<Refund> all = of(attempt.order()).stream().filter(refund -> refund.attempt() == attempt.attempt()).toList();
        return all.stream().filter(refund -> said.id() != null && said.id().equals(refund.providerRefund())).findFirst()
                .or(() -> all.stream().filter(refund -> refund.is("APPROVED") && refund.amountCents() == said.amountCents()).findFirst());
    }

    /** Somebody gave money back without the ledger. */
    private Ledger.Effect stranger(String provider, Optional<PaymentAttempt> attempt, PaymentGateway.Refund said) {
        differences.note("REFUND_MISSING_HERE", said.id(), provider, null, attempt.map(PaymentAttempt::order).orElse(null), attempt.map(PaymentAttempt::attempt).orElse(null), null, said.amountCents());
        return Ledger.Effect.DIFFERENCE;
    }

    private void answered(Refund refund, boolean confirmed) {
        end(refund.number(), confirmed ? "CONFIRMED" : "REFUSED", confirmed ? null : "PROVIDER");
        if (confirmed) services.forEach(service -> service.givenBack(refund));
        stateOf(refund);
        threads.refundAnswered(caseOf(refund.order()), refund.number(), confirmed);
    }

    /** Asks the provider about a refund that it has not answered for long. */
    @Transactional
    public void ask(String number) throws GatewayUnreachable {
        Refund refund = locked(number);
        if (!refund.is("SENT")) return;
        PaymentAttempt attempt = attempts.find(refund.order(), refund.attempt()).orElseThrow();
        answered(attempt.provider(), gateways.of(attempt.provider()).queryRefund(refund.providerRefund()));
    }

    /** After the provider's no: once more, under another key. */
    @Transactional
    public void again(String number) {
        if (!locked(number).is("REFUSED")) return;
        db.sql("update payment_refund set state = 'APPROVED', tries = tries + 1, refused_by = null, ended_at = null, sent_at = null, provider_refund = null where number = :number")
                .param("number", number).update();
    }

    /** After the provider's no: the money went back by another way, a cheque for instance. */
    @Transactional
    public void otherwise(String number) {
        Refund refund = locked(number);
        if (!refund.is("REFUSED")) return;
        db.sql("update payment_refund set state = 'OTHERWISE', refused_by = null, ended_at = :now where number = :number").param("now", now()).param("number", number).update();
        services.forEach(service -> service.givenBack(refund));
    }

    /** How it stands, under its lock: a notice that arrives in this moment waits, and finds whoever asked waiting for it. */
    @Transactional
    public Refund locked(String number) {
        lock(number.substring(0, number.lastIndexOf("-R")));
        return find(number).orElseThrow();
    }

    public Optional<Refund> find(String number) {
        return db.sql("select * from payment_refund where number = :number").param("number", number).query(Refunds::row).optional();
    }

    private Optional<Refund> byOrigin(String origin) {
        return db.sql("select * from payment_refund where origin = :origin").param("origin", origin).query(Refunds::row).optional();
    }

    /** The refunds of an order, oldest first. */
    public List<Refund> of(String order) {
        return db.sql("select * from payment_refund where order_number = :order order by refund").param("order", order).query(Refunds::row).list();
    }

    private List<Integer> linesOf(Refund refund) {
        return db.sql("select line from payment_refund_line where refund = :number order by line").param("number", refund.number()).query(Integer.class).list();
    }

    private List<AmountLine> amountsOf(String number) {
        return db.sql("select l.* from payment_line l join payment_refund_line r using (order_number, line) where r.refund = :number order by line").param("number", number)
                .query((row, i) -> new AmountLine(row.getString("word"), row.getString("detail"), row.getLong("fee_cents"), row.getLong("gst_cents"), row.getLong("qst_cents"))).list();
    }

    /** What can still be given back of the payment of a refund, besides this one; in cents. */
    public long balanceBeside(Refund refund) {
        long set = refund.amountCents() == null ? 0 : refund.amountCents();
        return attempts.find(refund.order(), refund.attempt()).orElseThrow().balanceCents() + set;
    }

    /** The node of the graph that follows from an attempt's refunds. */
    private void stateOf(Refund changed) {
        PaymentAttempt attempt = attempts.find(changed.order(), changed.attempt()).orElseThrow();
        String state = stateOf(attempt);
        if (!attempt.is("CHARGED_BACK") && !attempt.is(state)) attempts.move(attempt, state, APPLICATION);
    }

    String stateOf(PaymentAttempt attempt) {
        List<Refund> all = of(attempt.order()).stream().filter(refund -> refund.attempt() == attempt.attempt()).toList();
        long confirmed = all.stream().filter(refund -> refund.is("CONFIRMED")).mapToLong(Refund::amountCents).sum();
        if (all.stream().anyMatch(refund -> refund.is("SENT"))) return "REFUND_PENDING";
        if (confirmed > 0) return confirmed == attempt.capturedCents() ? "REFUNDED" : "PARTIALLY_REFUNDED";
        return attempt.settledAt() == null ? "CAPTURED" : "SETTLED";
    }

    /** Seen in the provider's books. */
    void booked(Refund refund) {
        db.sql("update payment_refund set booked_at = :now where number = :number and booked_at is null").param("now", now()).param("number", refund.number()).update();
    }

    private void end(String number, String state, String refusedBy) {
        db.sql("update payment_refund set state = :state, refused_by = :refused, ended_at = :now where number = :number").param("state", state).param("refused", refusedBy)
                .param("now", now()).param("number", number).update();
    }

    /** Nothing goes back: its lines are whose they were. */
    private void free(Refund refund) {
        db.sql("delete from payment_refund_line where refund = :number").param("number", refund.number()).update();
        services.forEach(service -> service.release(refund));
    }

    private String caseOf(String order) {
        return db.sql("select case_number from payment_order where number = :order").param("order", order).query(String.class).single();
    }

    private void lock(String order) {
        db.sql("select number from payment_order where number = :order for update").param("order", order).query(String.class).single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Refund row(ResultSet row, int index) throws SQLException {
        return new Refund(row.getString("number"), row.getString("order_number"), row.getInt("attempt"), row.getString("situation"), row.getString("state"),
                row.getObject("amount_cents", Long.class), row.getInt("tries"), row.getString("asked_by"), row.getTimestamp("asked_at").toInstant(), row.getString("approved_by"),
                Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant).orElse(null), row.getString("provider_refund"),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant).orElse(null),
                Optional.ofNullable(row.getTimestamp("booked_at")).map(Timestamp::toInstant).orElse(null), row.getString("refused_by"));
    }
}
