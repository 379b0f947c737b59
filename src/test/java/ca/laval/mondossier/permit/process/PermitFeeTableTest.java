package ca.laval.mondossier.permit.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PermitFeeTableTest {
    private static final PermitTable TABLE = PermitTable.named("permit-fee");

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/permit-fee.csv", numLinesToSkip = 1)
    void whatThereIsToPay(String who, String inputs, String expected, String rules) {
        TABLE.answers(inputs, expected, rules);
    }
}
