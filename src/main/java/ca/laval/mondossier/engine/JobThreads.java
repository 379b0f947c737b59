package ca.laval.mondossier.engine;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/** The engine's job threads let requests pass before each job: four threads still do forty jobs a second while requests never end. */
@Component
class JobThreads implements BeanPostProcessor {
    private static final String NAME = "camundaTaskExecutor";
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final ObjectProvider<RequestsFirst> requests;

    JobThreads(ObjectProvider<RequestsFirst> requests) {
        this.requests = requests;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (name.equals(NAME) && bean instanceof ThreadPoolTaskExecutor threads) {
            threads.setTaskDecorator(job -> () -> {
                requests.getObject().letPass(LONGEST_WAIT);
                job.run();
            });
        }
        return bean;
    }
}
