package ca.laval.mondossier.permit.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PermitOpinionsTableTest {
    private static final PermitTable TABLE = PermitTable.named("permit-opinions");

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/permit-opinions.csv", numLinesToSkip = 1)
    void whichOfficesAreHeard(String who, String inputs, String expected, String rules) {
        TABLE.answers(inputs, expected, rules);
    }
}
