package ca.laval.mondossier.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever waits before a screen, or for an answer, comes first: threads that work behind the scenes let the requests pass for a moment
 * before each piece of work. They go on all the same, however many come.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestsFirst extends OncePerRequestFilter {
    /** A browser, or a provider with more to tell, asks again within this. */
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

    /** Half of the processors are left to whoever waits. */
    private final Semaphore turns = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final AtomicInteger inHand = new AtomicInteger();
    private volatile long lastEnd = System.nanoTime() - QUIET;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        inHand.incrementAndGet();
        try {
            chain.doFilter(request, response);
        } finally {
            lastEnd = System.nanoTime();
            inHand.decrementAndGet();
        }
    }

    /** Waits until no request is in hand, not longer than this; an interrupted thread does not wait. */
    public void letPass(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (isBusy() && System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) LockSupport.parkNanos(LOOK_AGAIN);
    }

    /**
     * Does work behind the requests: it lets them pass for a moment, and while there are still some, waits for one of a few turns. A turn that
     * is not given back, say by work that waits for another machine, holds the others up by a second.
     */
    void behind(Runnable work, Duration atMost) {
        letPass(atMost);
        boolean turn = isBusy() && ownTurn();
        try {
            work.run();
        } finally {
            if (turn) turns.release();
        }
    }

    private boolean ownTurn() {
        try {
            return turns.tryAcquire(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isBusy() {
        return inHand.get() > 0 || System.nanoTime() - lastEnd < QUIET;
    }
}
