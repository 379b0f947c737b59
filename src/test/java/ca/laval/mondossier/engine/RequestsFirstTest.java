package ca.laval.mondossier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Work behind the scenes waits for a request that is in hand, and not for ever. */
class RequestsFirstTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private final RequestsFirst requests = new RequestsFirst();
    private final CountDownLatch answered = new CountDownLatch(1);

    /** A request that is in hand until `answered`. */
    private CompletableFuture<Void> request() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var request = CompletableFuture.runAsync(() -> {
            try {
                requests.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), (asked, answer) -> {
                    begun.countDown();
                    await(answered);
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await(begun);
        return request;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingWaitsWhenNobodyAsks() {
        assertThat(CompletableFuture.runAsync(() -> requests.letPass(LONG))).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void workWaitsUntilTheRequestIsAnswered() throws Exception {
        var request = request();
        var work = CompletableFuture.supplyAsync(() -> {
            requests.letPass(LONG);
            return request.isDone();
        });
        answered.countDown();
        assertThat(work).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
    }

    @Test
    void workGoesOnAllTheSameWhenRequestsNeverEnd() throws Exception {
        var request = request();
        assertThat(CompletableFuture.runAsync(() -> requests.letPass(Duration.ofMillis(50)))).succeedsWithin(Duration.ofSeconds(30));
        assertThat(request).isNotDone();
        answered.countDown();
    }

    @Test
    void whileRequestsNeverEndWorkTakesTurns() throws Exception {
        var request = request();
        int turns = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var done = new CountDownLatch(1);
        var begun = new CountDownLatch(turns);
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var work = IntStream.range(0, turns + 2).mapToObj(one -> CompletableFuture.runAsync(() -> requests.behind(() -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            begun.countDown();
            if (one < turns) await(done);
            atOnce.decrementAndGet();
        }, Duration.ofMillis(1)), command -> new Thread(command).start())).toList();
        await(begun);
        assertThat(most.get()).isLessThanOrEqualTo(turns);
        done.countDown();
        assertThat(CompletableFuture.allOf(work.toArray(CompletableFuture[]::new))).succeedsWithin(Duration.ofSeconds(30));
        answered.countDown();
        assertThat(request).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aJobWaitsAndIsDone() throws Exception {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("requests", requests);
        var threads = (ThreadPoolTaskExecutor) new JobThreads(beans.getBeanProvider(RequestsFirst.class)).postProcessBeforeInitialization(new ThreadPoolTaskExecutor(), "camundaTaskExecutor");
        threads.afterPropertiesSet();
        try {
            var request = request();
            var done = new CountDownLatch(1);
            long asked = System.nanoTime();
            threads.execute(done::countDown);
            await(done);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).as("waited").isGreaterThanOrEqualTo(Duration.ofMillis(100));
            assertThat(request).isNotDone();
        } finally {
            answered.countDown();
            threads.shutdown();
        }
    }

    /** Refused jobs of one fetch, which are told one after the other, cost one rest. */
    @Test
    void theThreadThatFetchesJobsRestsOnceWhenTheQueueIsFull() {
        var executor = new DefaultJobExecutor() {
            {
                acquireJobsRunnable = new SequentialJobAcquisitionRunnable(this);
            }
        };
        new JobThreads(new DefaultListableBeanFactory().getBeanProvider(RequestsFirst.class)).postProcessBeforeInitialization(executor, "jobExecutor");
        var fetch = ((SequentialJobAcquisitionRunnable) executor.getAcquireJobsRunnable()).getAcquisitionContext();
        fetch.setAcquisitionTime(1);
        var engine = mock(ProcessEngineImpl.class);
        when(engine.getName()).thenReturn("default");
        long asked = System.nanoTime();
        executor.getRejectedJobsHandler().jobsRejected(List.of("one"), engine, executor);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofMillis(25));
        for (int more = 0; more < 1_000; more++) executor.getRejectedJobsHandler().jobsRejected(List.of("more" + more), engine, executor);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).as("a thousand rests would be 25 s").isLessThan(Duration.ofSeconds(10));
        assertThat(fetch.getRejectedJobsByEngine().get("default")).hasSize(1_001);
    }
}
