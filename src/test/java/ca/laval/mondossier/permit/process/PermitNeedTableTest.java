package ca.laval.mondossier.permit.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PermitNeedTableTest {
    private static final PermitTable TABLE = PermitTable.named("permit-need");

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/permit-need.csv", numLinesToSkip = 1)
    void whetherAPermitIsNeeded(String who, String inputs, String expected, String rules) {
        TABLE.answers(inputs, expected, rules);
    }
}
