package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.SampleDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How the account of the city is suspended, proven and given back. */
class AccountSuspensionProcessTest extends RemovalTest {
    @Autowired
    private Documents documents;

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvFileSource(resources = "/paths/account-suspension.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String hasAccount, String ends) throws IOException {
        String number = measure();
        runtime.startProcessInstanceByKey(SuspensionProcess.KEY, number, Map.of(RemovalProcess.CASE_NUMBER.name(), number, "hasAccount", hasAccount));
        if (path.equals("suspended and restored")) suspend(number);
        if (hasAccount.equals("yes")) {
            runtime.createMessageCorrelation(SuspensionProcess.MEASURE_LIFTED).processInstanceBusinessKey(number).correlate();
            act("genevieve", number, "userTask_restoreAccount", Map.of("accountOutcome", "restored"));
        }

        assertThat(ends(number)).containsExactlyInAnyOrder(ends.split(" "));
        assertThat(isOver(SuspensionProcess.KEY, number)).isTrue();
    }

    private void suspend(String number) throws IOException {
        assertThatThrownBy(() -> act("genevieve", number, "userTask_archiveAccount", Map.of("postsStopped", "stopped"))).hasMessageContaining("Add the proof");
        prove(number, "ARCHIVE");
        act("genevieve", number, "userTask_archiveAccount", Map.of("postsStopped", "stopped"));
        assertThatThrownBy(() -> act("genevieve", number, "userTask_revokeAccess", Map.of("accessRevoked", "revoked"))).hasMessageContaining("Add the proof");
        prove(number, "NOTICE");
        act("genevieve", number, "userTask_revokeAccess", Map.of("accessRevoked", "revoked"));
        act("sophie", number, "userTask_confirmSuspension", Map.of("suspensionConfirmed", "confirmed"));
    }

    private void prove(String number, String kind) throws IOException {
        documents.addToCase(new CaseNumber(number), kind, "preuve.pdf", new ByteArrayInputStream(SampleDocuments.pdf()), "genevieve");
    }
}
