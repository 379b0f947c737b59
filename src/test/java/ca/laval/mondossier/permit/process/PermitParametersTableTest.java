package ca.laval.mondossier.permit.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PermitParametersTableTest {
    private static final PermitTable TABLE = PermitTable.named("permit-parameters");

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/permit-parameters.csv", numLinesToSkip = 1)
    void whatTheTypeSets(String who, String inputs, String expected, String rules) {
        TABLE.answers(inputs, expected, rules);
    }
}
