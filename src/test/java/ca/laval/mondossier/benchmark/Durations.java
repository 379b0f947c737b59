package ca.laval.mondossier.benchmark;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** How long each of many calls took. */
class Durations {
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();

    Durations(int calls) {
        this.nanos = new long[calls];
    }

    <T> T time(Callable<T> call) throws Exception {
        long start = System.nanoTime();
        T result = call.call();
        nanos[next.getAndIncrement()] = System.nanoTime() - start;
        return result;
    }

    /** Milliseconds that this share of the calls did not exceed. */
    double percentile(int percent) {
        long[] sorted = Arrays.copyOf(nanos, next.get());
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
