package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.subsidy.AutomaticDecisions;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.HistoryService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Counts in the engine's history. */
@Component
class RoutesTaken implements AutomaticDecisions {
    private final ObjectProvider<HistoryService> history;

    RoutesTaken(ObjectProvider<HistoryService> history) {
        this.history = history;
    }

    @Override
    public long count(Instant since) {
        return history.getObject().createHistoricProcessInstanceQuery().processDefinitionKey(SubsidyProcess.KEY).startedAfter(Date.from(since)).variableValueEquals("route", "AUTO_APPROVE").count();
    }
}
