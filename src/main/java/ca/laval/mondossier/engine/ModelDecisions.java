package ca.laval.mondossier.engine;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.springframework.stereotype.Component;

/** Models call it `decisions`: what a table answered, as one text variable instead of a stored object. */
@Component("decisions")
public class ModelDecisions {

    /** The codes of a collecting table, in the order of its rows: "NOT_RESIDENT,PURCHASE_TOO_OLD"; empty when no row fired. */
    public String codes(DmnDecisionResult result) {
        return result.getResultList().stream().map(row -> String.valueOf(row.values().iterator().next())).collect(Collectors.joining(","));
    }

    /** Such a text as a list, for a step that is done once for each of its codes. */
    public List<String> list(String codes) {
        return Stream.of(codes.split(",")).filter(code -> !code.isBlank()).toList();
    }

    /** One column of a collecting table, in the order of its rows: "76500,32800"; empty when no row fired. */
    public String column(DmnDecisionResult result, String output) {
        return result.getResultList().stream().map(row -> String.valueOf(row.get(output))).collect(Collectors.joining(","));
    }

    /** The sum of a column of whole numbers, e.g. cents. */
    public long sum(DmnDecisionResult result, String output) {
        return result.getResultList().stream().mapToLong(row -> ((Number) row.get(output)).longValue()).sum();
    }
}
