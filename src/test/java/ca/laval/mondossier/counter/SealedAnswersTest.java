package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Banking details: asked once, kept encrypted, shown by their end, never in the engine. */
class SealedAnswersTest extends ApplicationTest {
    private static final String ACCOUNT = "918273645";

    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private Sealer sealer;
    @Autowired
    private HistoryService history;

    @Test
    void anAccountNumberIsNeverReadableAgain() {
        Browser resident = resident("compte@exemple.ca");
        resident.get("/services/subsidy-application/apply");
        String draft = resident.post("/services/subsidy-application/apply", "program", "HYGIENE_DURABLE").location().replaceFirst("/steps/\\d+$", "");
        resident.get(draft + "/steps/2");
        resident.post(draft + "/steps/2", "purchaseDate", LocalDate.now().minusDays(9).toString(), "preTaxCents", "42,50", "quantity", "1", "vendorType", "STORE", "currency", "CAD",
                "vendorName", "Quincaillerie", "invoiceNumber", "S-1");
        resident.get(draft + "/steps/3");
        resident.post(draft + "/steps/3", "name", "Luc Scellé", "address", "1333, boul. Chomedey", "city", "Laval", "postalCode", "H7V 3Z4", "phone", "450 555-0100", "applicantSituation", "OWNER");
        resident.get(draft + "/steps/4");
        var wrong = resident.post(draft + "/steps/4", "paymentMethod", "DEPOSIT", "bankInstitution", "81", "bankTransit", "30124", "bankAccount", ACCOUNT + "0000");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Inscrivez les 3 chiffres de l’institution.", "Inscrivez les 7 à 12 chiffres du compte.");
        assertThat(wrong.body()).as("not even what was wrong").doesNotContain(ACCOUNT);
        nowhere(draft);

        assertThat(resident.post(draft + "/steps/4", "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", ACCOUNT, "_refresh", "true").status())
                .as("the button of a page without scripts").isEqualTo(200);
        assertThat(resident.post(draft + "/steps/4", "paymentMethod", "DEPOSIT", "bankInstitution", "", "bankTransit", "", "bankAccount", "").status()).as("kept by it").isEqualTo(302);
        nowhere(draft);

        assertThat(resident.post(draft + "/steps/4", "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", ACCOUNT).status()).isEqualTo(302);
        nowhere(draft);
        var again = resident.get(draft + "/steps/4");
        assertThat(again.text()).contains("••••645").doesNotContain(ACCOUNT);
        assertThat(again.document().select("#field-bankAccount").val()).isEmpty();
        assertThat(resident.post(draft + "/steps/4", "paymentMethod", "DEPOSIT", "bankInstitution", "", "bankTransit", "", "bankAccount", "").status()).as("left empty, kept").isEqualTo(302);
        for (String kind : new String[] {"INVOICE", "RESIDENCE_PROOF"}) {
            resident.get(draft + "/documents");
            resident.upload(draft + "/documents", kind, kind + ".pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        }
        var check = resident.get(draft + "/check");
        assertThat(check.text()).contains("••••645").doesNotContain(ACCOUNT);
        String number = resident.post(draft + "/send", "declaration", "true").location().replaceFirst("^/files/([^?]+).*", "$1");

        assertThat(resident.get("/files/" + number).body()).contains("••••645").doesNotContain(ACCOUNT);
        assertThat(StaffBrowser.signIn(port, "karine").get("/counter/cases/" + number).body()).contains("••••645").doesNotContain(ACCOUNT);
        nowhere(draft);
        assertThat(history.createHistoricVariableInstanceQuery().list()).noneMatch(variable -> String.valueOf(variable.getValue()).contains(ACCOUNT) || variable.getName().startsWith("bank"));
        assertThat(sealer.open(caseFiles.find(new CaseNumber(number)).orElseThrow().answers().get("bankAccount"))).isEqualTo(ACCOUNT);

        caseFiles.eraseSealed(new CaseNumber(number));
        assertThat(caseFiles.find(new CaseNumber(number)).orElseThrow().answers()).containsKey("vendorName").doesNotContainKeys("bankAccount", "bankTransit", "bankInstitution");
    }

    @Test
    void whatWasSealedIsOpenedWithItsOwnKeyAndUntouchedOnly() {
        var sealed = sealer.seal(ACCOUNT);
        assertThat(sealed).containsEntry("tail", "645");
        assertThat(sealer.seal("815")).containsEntry("tail", "5");
        assertThat(sealer.seal(ACCOUNT)).as("never the same twice").isNotEqualTo(sealed);
        byte[] bytes = java.util.Base64.getDecoder().decode((String) sealed.get("sealed"));
        bytes[bytes.length - 1] ^= 1;
        assertThatThrownBy(() -> sealer.open(Map.of("sealed", java.util.Base64.getEncoder().encodeToString(bytes)))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MONDOSSIER_SECRET_KEY");
        assertThat(sealer.hash("a", "bc")).isNotEqualTo(sealer.hash("ab", "c")).isEqualTo(sealer.hash("a", "bc"));
    }

    /** In no table, as a dump would show it. */
    private void nowhere(String draft) {
        assertThat(db.sql("select count(*) from draft d where d::text like :it").param("it", "%" + ACCOUNT + "%").query(Integer.class).single()).isZero();
        assertThat(db.sql("select count(*) from case_file f where f::text like :it").param("it", "%" + ACCOUNT + "%").query(Integer.class).single()).isZero();
        assertThat(db.sql("select count(*) from act_hi_varinst v where v::text like :it").param("it", "%" + ACCOUNT + "%").query(Integer.class).single()).isZero();
    }
}
