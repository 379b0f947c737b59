package ca.laval.mondossier.benchmark;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The same models on an engine alone: no web, no case files, no authorizations, and beans that do nothing but set the facts that the
 * tables need. What the application costs more than this is what the application is.
 */
class BareEngine implements AutoCloseable {
    final ProcessEngine engine;

    BareEngine(DataSource database, ApplicationContext application) throws Exception {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setTaskMetricsEnabled(false);
        configuration.setJobExecutor(new DefaultJobExecutor());
        configuration.setJobExecutorActivate(true);
        Map<Object, Object> beans = new HashMap<>();
        for (String vocabulary : new String[] {"calendar", "money", "decisions", "fourEyes"}) beans.put(vocabulary, application.getBean(vocabulary));
        beans.put("sendLetterDelegate", (JavaDelegate) task -> { });
        beans.put("establishFactsDelegate", (JavaDelegate) task -> {
            task.setVariable("addressMatched", true);
            task.setVariable("applicationDate", "2026-11-24");
            task.setVariable("envelopeYear", 2026);
            task.setVariable("sampleNumber", 50);
        });
        beans.put("claimEntitlementDelegate", (JavaDelegate) task -> {
            task.setVariable("duplicate", false);
            task.setVariable("treesGrantedAtAddress", 0);
            task.setVariable("invoiceSeen", false);
            task.setVariable("accountApplicants", 0);
        });
        beans.put("readEnvelopeDelegate", (JavaDelegate) task -> {
            task.setVariable("envelopeStatus", "OPEN");
            task.setVariable("envelopeLeftCents", 1_000_000_000L);
        });
        for (String effect : new String[] {"splitEntitlement", "reserveBudget", "joinWaitingList", "freeSubsidy", "requestPayout", "withdrawPayout", "commitBudget", "payByCheque"}) {
            beans.put(effect + "Delegate", (JavaDelegate) task -> { });
        }
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment().name("bare");
        var resources = new PathMatchingResourcePatternResolver();
        for (String pattern : new String[] {"processes/subsidy-application/*.bpmn", "processes/subsidy-application/*.dmn", "forms/subsidy-application/*.form"}) {
            for (var resource : resources.getResources("classpath:" + pattern)) deployment.addInputStream(resource.getFilename(), resource.getInputStream());
        }
        deployment.deploy();
    }

    @Override
    public void close() {
        engine.close();
    }
}
