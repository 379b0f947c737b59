package ca.laval.mondossier.payment;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Dispute;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Refund;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The providers' notices between their answer and their effect. A notice is kept in one commit and worked off in another: its effect and the
 * mark that it had one are committed together, so it acts once wherever the machine stops. Notices of one payment keep their order; one that
 * fails waits longer each time without holding up other payments, and in the end a person has it as a task.
 */
@Component
class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    /** A step of the case that moves in this very moment makes the engine refuse; a second later it has moved. */
    private static final List<Duration> PUT_OFF = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30));

    private final JdbcClient db;
    private final Clock clock;
    private final ObjectMapper json;
    private final Ledger ledger;
    private final Attempts attempts;
    private final Differences differences;
    private final TransactionTemplate transaction;

    private record Kept(String provider, String id, String said, int failures) {
    }

    Inbox(JdbcClient db, Clock clock, ObjectMapper json, Ledger ledger, Attempts attempts, Differences differences, PlatformTransactionManager transactions) {
        this.db = db;
        this.clock = clock;
        this.json = json;
        this.ledger = ledger;
        this.attempts = attempts;
        this.differences = differences;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Keeps a verified notice, committed when this returns: one statement by itself; whether it is new. What means nothing to the city is done with at once. */
    boolean keep(String provider, Notice notice) {
        boolean matters = Stream.of(notice.outcome(), notice.refund(), notice.dispute()).anyMatch(Optional::isPresent);
        return db.sql("""
                insert into payment_notice (provider, id, type, about, said, received_at, due_at, worked_at, effect)
                values (:provider, :id, :type, :about, :said::jsonb, :now, :now, :worked, :effect) on conflict do nothing""")
                .param("provider", provider).param("id", notice.id()).param("type", notice.type()).param("about", about(notice)).param("said", matters ? written(notice) : null)
                .param("now", now()).param("worked", matters ? null : now()).param("effect", matters ? null : Ledger.Effect.IGNORED.name()).update() == 1;
    }

    /** The provider's name of the payment; of the session where there is no payment yet, whose notices may come in any order. */
    private static String about(Notice notice) {
        return Stream.of(notice.outcome().map(Outcome::payment), notice.refund().map(Refund::payment), notice.dispute().map(Dispute::payment), notice.outcome().map(Outcome::session))
                .flatMap(Optional::stream).filter(Objects::nonNull).findFirst().orElse(notice.id());
    }

    /** Works off the next notice that is due; whether one had its turn, with or without success. */
    boolean workNext() {
        var taken = new Kept[1];
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> next().map(kept -> worked(taken[0] = kept)).orElse(false)));
        } catch (RuntimeException | Error e) {
            if (taken[0] == null) throw e;
            failed(taken[0], e);
            return true;
        }
    }

    /** Locked; no other thread or node takes it, nor a later one about the same payment, until it has had its effect. */
    private Optional<Kept> next() {
        return db.sql("""
                select provider, id, said, failures from payment_notice n
                where worked_at is null and due_at <= :now
                    and not exists (select from payment_notice e where e.worked_at is null and e.provider = n.provider and e.about = n.about and e.arrival < n.arrival)
                order by arrival limit 1 for update skip locked""").param("now", now()).query(Inbox::row).optional();
    }

    private boolean worked(Kept kept) {
        end(kept, ledger.apply(kept.provider(), read(kept.said())).name());
        return true;
    }

    private boolean end(Kept kept, String effect) {
        return db.sql("update payment_notice set worked_at = :now, effect = :effect where provider = :provider and id = :id and worked_at is null").param("now", now())
                .param("effect", effect).param("provider", kept.provider()).param("id", kept.id()).update() == 1;
    }

    /** It is put off whatever comes of the task: should that fail too, the next turn tries again. */
    private void failed(Kept kept, Throwable why) {
        LOG.warn("Notice {} of {} could not be worked off, failure {}: {}", kept.id(), kept.provider(), kept.failures() + 1, why.getClass().getSimpleName());
        Duration wait = PUT_OFF.get(Math.min(kept.failures(), PUT_OFF.size() - 1));
        db.sql("update payment_notice set failures = failures + 1, due_at = :due where provider = :provider and id = :id and worked_at is null")
                .param("due", Timestamp.from(clock.instant().plus(wait))).param("provider", kept.provider()).param("id", kept.id()).update();
        if (kept.failures() < PUT_OFF.size()) return;
        transaction.executeWithoutResult(status -> {
            if (end(kept, "FAILED")) handOver(kept);
        });
    }

    /** A person looks at the provider what it was about; also when what was kept cannot be read, e.g. after an upgrade. */
    private void handOver(Kept kept) {
        Notice notice;
        try {
            notice = read(kept.said());
        } catch (IllegalStateException e) {
            differences.note("NOTICE", kept.id(), kept.provider(), null, null, null, null, 0L);
            return;
        }
        String provider = kept.provider();
        Optional<PaymentAttempt> attempt = notice.outcome().flatMap(outcome -> ledger.find(provider, outcome))
                .or(() -> Stream.of(notice.refund().map(Refund::payment), notice.dispute().map(Dispute::payment)).flatMap(Optional::stream).findFirst()
                        .flatMap(payment -> attempts.byPayment(provider, payment)));
        long cents = Stream.of(notice.outcome().map(Outcome::amountCents), notice.refund().map(Refund::amountCents), notice.dispute().map(Dispute::amountCents))
                .flatMap(Optional::stream).findFirst().orElseThrow();
        differences.note("NOTICE", notice.id(), provider, null, attempt.map(PaymentAttempt::order).orElse(null), attempt.map(PaymentAttempt::attempt).orElse(null), null, cents);
    }

    private String written(Notice notice) {
        try {
            return json.writeValueAsString(notice);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A notice cannot be written", e);
        }
    }

    private Notice read(String said) {
        try {
            return json.readValue(said, Notice.class);
        } catch (JsonProcessingException e) {
            // Not the cause: it quotes what was kept.
            throw new IllegalStateException("A kept notice cannot be read");
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Kept row(ResultSet row, int index) throws SQLException {
        return new Kept(row.getString("provider"), row.getString("id"), row.getString("said"), row.getInt("failures"));
    }
}
