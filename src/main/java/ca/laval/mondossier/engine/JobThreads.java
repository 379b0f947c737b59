package ca.laval.mondossier.engine;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/** The engine's job threads work behind the requests: before each job they let these pass, and while there are still some, take turns. */
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
            threads.setTaskDecorator(job -> () -> requests.getObject().behind(job, LONGEST_WAIT));
        }
        return bean;
    }
}
