package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import ca.laval.mondossier.casefile.CaseFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The permits for their management, and an owner who sells. */
class PermitPagesTest extends ApplicationTest {
    @Autowired
    private CaseFiles caseFiles;

    @Test
    void permitsInProgressAreForTheirManagement() {
        var denis = StaffBrowser.signIn(port, "denis");
        assertThat(denis.get("/counter/permits").statusCode()).isEqualTo(200);
        assertThat(denis.get("/counter/permits.csv").body()).startsWith("case;type;step;received;age_business_days;expected;late;waiting_for");
        assertThat(StaffBrowser.signIn(port, "manon").get("/counter/permits").statusCode()).as("an auditor reads").isEqualTo(200);
        for (String other : List.of("karine", "marc", "francois")) assertThat(StaffBrowser.signIn(port, other).get("/counter/permits").statusCode()).as(other).isEqualTo(404);
        assertThat(visitor().get("/counter/permits").location()).startsWith("/counter/sign-in");
    }

    @Test
    void aPlanOfSixtyMegabytesIsRefusedAndNothingIsLost() {
        Browser resident = resident("gros.plan@exemple.ca");
        resident.get("/services/permit-application/apply");
        String first = resident.post("/services/permit-application/apply", "type", "DEROGATION", "description", "À 1,4 m de la ligne arrière.").location();
        String draft = first.replaceFirst("/steps/\\d+$", "");
        String documents = draft + "/documents";
        resident.get(documents);
        assertThat(resident.upload(documents, "LOCATION_CERTIFICATE", "certificat.pdf", "%PDF-1.4\n%%EOF".getBytes()).status()).isBetween(200, 422);
        resident.get(documents);
        var refused = resident.upload(documents, "LOCATION_CERTIFICATE", "plan.pdf", new byte[60 * 1024 * 1024]);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("Le fichier est trop volumineux").contains("10 Mo");
        assertThat(resident.get(documents).status()).isEqualTo(200);
        assertThat(resident.get(draft + "/steps/1").document().select("[name=description]").text()).contains("1,4 m");
    }

    @Test
    void theTransferIsOfferedToThePermitsOfficeAlone() {
        String number = caseFiles.receive(new CaseFiles.Application("permit-application", "PER", 10, null, "karine", "COUNTER", "fr", "vente@exemple.ca", "Lucie Gagné", "12, rue Grenon",
                Map.of("type", "CLOTURE", "propertyPlace", "12, rue Grenon"), Map.of("type", "CLOTURE")));
        assertThat(StaffBrowser.signIn(port, "julie").get("/counter/cases/" + number).body()).contains("/counter/permits/" + number + "/transfer");
        var clerk = StaffBrowser.signIn(port, "isabelle").get("/counter/cases/" + number);
        assertThat(clerk.statusCode()).isEqualTo(200);
        assertThat(clerk.body()).doesNotContain("/transfer");
    }

    @Test
    void nobodyTransfersWhatIsNoPermitOrNotTheirs() {
        var julie = StaffBrowser.signIn(port, "julie");
        assertThat(julie.get("/counter/permits/PER-1999-999999-9/transfer").statusCode()).isEqualTo(404);
        assertThat(StaffBrowser.signIn(port, "karine").post("/counter/file-for-someone", "/counter/permits/PER-1999-999999-9/transfer", Map.of("name", "X", "email", "x@example.org")).statusCode()).isEqualTo(404);
    }
}
