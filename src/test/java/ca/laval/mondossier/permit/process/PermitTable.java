package ca.laval.mondossier.permit.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.DecisionTable;
import java.util.stream.Stream;

/** A decision table of permits, tried with lines such as `type=PISCINE poolDepthCm=55` against `needed=false reason=POOL_SHALLOW`. */
record PermitTable(DecisionTable table) {

    static PermitTable named(String name) {
        return new PermitTable(DecisionTable.read("processes/permit-application/" + name + ".dmn", name));
    }

    void answers(String inputs, String expected, String rules) {
        var answer = table.evaluate(DecisionTable.inputs(inputs));
        assertThat(String.join(" ", answer.rules())).isEqualTo(rules == null ? "" : rules);
        Stream.of(expected.split(" ")).map(pair -> pair.split("=", 2)).forEach(pair -> assertThat(answer.codes(pair[0])).as(pair[0]).isEqualTo(pair[1]));
    }
}
