package ca.laval.mondossier.payment.gateway.sandbox;

import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.payment.gateway.NoticeReader;
import com.stripe.net.Webhook;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes the sandbox's notices to the application, over HTTP and signed, on a thread of its own: the same application answers them. A
 * notice is put off before it is sent and done when it was answered with 2xx, so after a crash it goes out again, with the same id. A node
 * that runs no jobs sends nothing by itself.
 */
@Component
@WhenSandbox
public class SandboxPostman {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxPostman.class);
    private static final List<Duration> PUT_OFF = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(3));
    /** About three days, as providers do. */
    private static final int MOST_ATTEMPTS = 27;
    private static final Duration TIME_OUT = Duration.ofSeconds(10);

    private final JdbcClient db;
    private final Clock clock;
    private final SandboxAddresses addresses;
    private final String secret;
    private final boolean byItself;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIME_OUT).followRedirects(HttpClient.Redirect.NEVER).build();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sandbox-postman");
        thread.setDaemon(true);
        return thread;
    });

    private record Letter(long id, String event, String body, int attempts) {
    }

    SandboxPostman(JdbcClient db, Clock clock, SandboxAddresses addresses, Sealer sealer, @Value("${camunda.bpm.job-execution.enabled:true}") boolean byItself) {
        this.db = db;
        this.clock = clock;
        this.addresses = addresses;
        this.secret = SandboxGateway.secret(sealer);
        this.byItself = byItself;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (byItself) rounds.scheduleWithFixedDelay(this::round, 0, 500, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        rounds.shutdownNow();
    }

    private void round() {
        try {
            deliverDue();
        } catch (DataAccessException e) {
            // The database is away; the next round finds everything as it was.
            LOG.warn("The sandbox's notices could not be read: {}", e.getClass().getSimpleName());
        }
    }

    /** Sends what is due by the application's clock; answers how many notices were accepted. */
    public int deliverDue() {
        int accepted = 0;
        for (var next = take(); next.isPresent(); next = take()) {
            if (!accepts(next.get())) continue;
            db.sql("update sandbox_notice set done_at = :now where id = :id").param("now", now()).param("id", next.get().id()).update();
            accepted++;
        }
        return accepted;
    }

    /** The next due notice, put off in case this is the last that is heard of it. */
    private Optional<Letter> take() {
        return db.sql("""
                update sandbox_notice set attempts = attempts + 1, due_at = :now::timestamptz + make_interval(secs => (:waits::int[])[least(attempts + 1, cardinality(:waits::int[]))]),
                    done_at = case when attempts + 1 >= :most then :now::timestamptz end
                where id = (select id from sandbox_notice where due_at <= :now and done_at is null order by due_at, id limit 1 for update skip locked)
                returning id, event, body, attempts""").param("now", now()).param("most", MOST_ATTEMPTS)
                .param("waits", PUT_OFF.stream().map(wait -> String.valueOf(wait.toSeconds())).collect(java.util.stream.Collectors.joining(",", "{", "}")))
                .query((row, i) -> new Letter(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4))).optional();
    }

    private boolean accepts(Letter letter) {
        try {
            int status = http.send(HttpRequest.newBuilder(addresses.notices()).timeout(TIME_OUT).header("Content-Type", "application/json; charset=utf-8")
                    .header(NoticeReader.HEADER, signature(letter.body())).POST(BodyPublishers.ofString(letter.body())).build(), BodyHandlers.discarding()).statusCode();
            if (status >= 200 && status < 300) return true;
            LOG.warn("Notice {} of the sandbox was answered with {}, attempt {}", letter.event(), status, letter.attempts());
        } catch (IOException e) {
            LOG.warn("Notice {} of the sandbox was not answered, attempt {}: {}", letter.event(), letter.attempts(), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private String signature(String body) {
        long now = clock.instant().getEpochSecond();
        try {
            return "t=%d,v1=%s".formatted(now, Webhook.Util.computeHmacSha256(secret, now + "." + body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
