package ca.laval.mondossier.engine;

import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.springframework.stereotype.Component;

/** Models call it `decisions`: what a table answered, as one text variable instead of a stored object. */
@Component("decisions")
public class ModelDecisions {

    /** The codes of a collecting table, in the order of its rows: "NOT_RESIDENT,PURCHASE_TOO_OLD"; empty when no row fired. */
    public String codes(DmnDecisionResult result) {
        return result.getResultList().stream().map(row -> String.valueOf(row.values().iterator().next())).collect(Collectors.joining(","));
    }
}
