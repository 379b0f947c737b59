package ca.laval.mondossier.benchmark;

import ca.laval.mondossier.engine.JobThreads;
import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many small instances on an engine alone, started in pages by one that loops: three asynchronous steps each that do nothing. The least
 * that a step, a command and a verification per device can cost with this engine. Its job executor is set as the product's, and its page
 * comes after its devices as well.
 */
class BarePages implements AutoCloseable {
    private static final int PAGE = 250;

    final JdbcClient db;
    private final HikariDataSource pool;
    private final ProcessEngine engine;

    BarePages(HikariDataSource pool) {
        this.pool = pool;
        this.db = JdbcClient.create(pool);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("pages");
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setTaskMetricsEnabled(false);
        configuration.setJobExecutor(executor());
        configuration.setJobExecutorActivate(true);
        configuration.setJobExecutorAcquireByPriority(true);
        Map<Object, Object> beans = new HashMap<>();
        beans.put("nothing", (JavaDelegate) task -> { });
        beans.put("startPage", (JavaDelegate) task -> {
            int left = (Integer) task.getVariable("left");
            for (int i = 0; i < Math.min(PAGE, left); i++) {
                task.getProcessEngineServices().getRuntimeService().startProcessInstanceByKey("device", "device-" + (left - i), Map.of("campaign", "APP-2026-000001-1", "device", (long) left - i));
            }
            task.setVariable("left", Math.max(0, left - PAGE));
        });
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment()
                .addModelInstance("device.bpmn", Bpmn.createExecutableProcess("device").camundaHistoryTimeToLive(30).startEvent()
                        .serviceTask().camundaAsyncBefore().camundaDelegateExpression("${nothing}").serviceTask().camundaAsyncBefore().camundaDelegateExpression("${nothing}")
                        .serviceTask().camundaAsyncBefore().camundaDelegateExpression("${nothing}").endEvent().done())
                .addModelInstance("pages.bpmn", Bpmn.createExecutableProcess("pages").camundaHistoryTimeToLive(30).startEvent()
                        .exclusiveGateway("again").serviceTask().camundaAsyncBefore().camundaExclusive(false).camundaJobPriority("-10").camundaDelegateExpression("${startPage}").exclusiveGateway("more")
                        .condition("yes", "${left > 0}").connectTo("again").moveToNode("more").condition("no", "${left == 0}").endEvent().done())
                .deploy();
    }

    /** As application.yaml has it. */
    private static DefaultJobExecutor executor() {
        var executor = new DefaultJobExecutor();
        executor.setCorePoolSize(4);
        executor.setMaxPoolSize(4);
        executor.setQueueSize(50);
        executor.setMaxJobsPerAcquisition(20);
        executor.setWaitTimeInMillis(1_000);
        executor.setMaxWait(5_000);
        executor.setBackoffTimeInMillis(25);
        executor.setMaxBackoff(500);
        executor.setRejectedJobsHandler(new JobThreads.RestingJobs());
        return executor;
    }

    /** Seconds until the last instance ended. */
    double run(int devices) {
        long start = System.nanoTime();
        engine.getRuntimeService().startProcessInstanceByKey("pages", Map.of("left", devices));
        BenchmarkServer.until(() -> engine.getRuntimeService().createProcessInstanceQuery().count() == 0);
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
