package ca.laval.mondossier.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The engine's job threads work behind the requests: before each job they let these pass, and while there are still some, take turns.
 * The thread that fetches jobs for them rests when their queue is full: it would ask the database for the next one after each that ends.
 */
@Component
public class JobThreads implements BeanPostProcessor {
    private static final String NAME = "camundaTaskExecutor";
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final ObjectProvider<RequestsFirst> requests;

    JobThreads(ObjectProvider<RequestsFirst> requests) {
        this.requests = requests;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (name.equals(NAME) && bean instanceof ThreadPoolTaskExecutor threads) {
            threads.setTaskDecorator(job -> () -> requests.getObject().behind(job, LONGEST_WAIT));
        }
        if (bean instanceof JobExecutor executor) executor.setRejectedJobsHandler(new RestingJobs());
        return bean;
    }

    /** The queue holds what the threads do meanwhile. The jobs of one fetch are refused one after the other: one rest for all. */
    public static final class RestingJobs extends NotifyAcquisitionRejectedJobsHandler {
        private static final long REST = TimeUnit.MILLISECONDS.toNanos(25);

        private long rested;

        @Override
        public void jobsRejected(List<String> jobs, ProcessEngineImpl engine, JobExecutor executor) {
            super.jobsRejected(jobs, engine, executor);
            long fetched = ((SequentialJobAcquisitionRunnable) executor.getAcquireJobsRunnable()).getAcquisitionContext().getAcquisitionTime();
            if (fetched == rested) return;
            rested = fetched;
            LockSupport.parkNanos(REST);
        }
    }
}
