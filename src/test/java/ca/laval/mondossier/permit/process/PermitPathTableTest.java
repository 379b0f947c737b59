package ca.laval.mondossier.permit.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PermitPathTableTest {
    private static final PermitTable TABLE = PermitTable.named("permit-path");

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/permit-path.csv", numLinesToSkip = 1)
    void whichPathTheApplicationTakes(String who, String inputs, String expected, String rules) {
        TABLE.answers(inputs, expected, rules);
    }
}
