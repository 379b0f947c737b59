package ca.laval.mondossier.payment;

import ca.laval.mondossier.engine.RequestsFirst;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The threads that work off the inbox: woken by each notice, and every second for what was put off, left by a node that stopped, or taken in
 * by one that runs no jobs. Such a node works off nothing by itself. Answers come first: while notices pour in, what they set going waits.
 */
@Component
class InboxWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(InboxWorkers.class);
    /** Few: they share processors and connections with the engine's jobs and the answers to the provider. */
    private static final int THREADS = 2;
    private static final int STOP_SECONDS = 10;
    /** However many notices come, each thread works one off after this. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Inbox inbox;
    private final RequestsFirst requests;
    private final boolean byItself;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicInteger names = new AtomicInteger();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        var thread = new Thread(task, "payment-inbox-" + names.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    InboxWorkers(Inbox inbox, RequestsFirst requests, @Value("${camunda.bpm.job-execution.enabled:true}") boolean byItself) {
        this.inbox = inbox;
        this.requests = requests;
        this.byItself = byItself;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (byItself) threads.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
    }

    /** To be called once the notice is committed. A round that has not begun yet will see it: one is enough. */
    void wake() {
        if (!byItself || !woken.compareAndSet(false, true)) return;
        threads.execute(() -> {
            woken.set(false);
            round();
        });
    }

    private void round() {
        try {
            do requests.letPass(LONGEST_WAIT);
            while (!Thread.currentThread().isInterrupted() && inbox.workNext());
        } catch (RuntimeException | Error e) {
            // The database is away, say. Nothing may end the rounds: the next round finds everything as it was.
            LOG.warn("The inbox could not be worked off: {}", e.getClass().getSimpleName());
        }
    }

    /** What is in hand may end; an interruption is seen before the next. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
