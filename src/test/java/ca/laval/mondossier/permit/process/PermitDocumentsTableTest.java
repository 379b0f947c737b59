package ca.laval.mondossier.permit.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PermitDocumentsTableTest {
    private static final PermitTable TABLE = PermitTable.named("permit-documents");

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/tables/permit-documents.csv", numLinesToSkip = 1)
    void whichDocumentsAreNeeded(String who, String inputs, String expected, String rules) {
        TABLE.answers(inputs, expected, rules);
    }
}
