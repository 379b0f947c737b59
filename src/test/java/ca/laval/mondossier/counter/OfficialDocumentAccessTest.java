package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.official.OfficialDocuments;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Staff opens what was issued in a case of its office, and in no other. */
class OfficialDocumentAccessTest extends CounterTest {
    @Autowired
    OfficialDocuments official;

    @Test
    void anOfficeDownloadsWhatWasIssuedInItsCases() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        var document = official.issue(new OfficialDocuments.Issue(number.value(), "line-1", "notice", "service.name", "12, rue des Lilas", Map.of("address", "12, rue des Lilas")));
        String link = "/counter/cases/" + number + "/official/" + document.id();

        var opened = as("julie").get(link);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(opened.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(as("julie").get("/counter/cases/" + number).body()).contains(link).contains(document.code());
        assertThat(as("amelie").get(link).statusCode()).isEqualTo(404);
        assertThat(as("amelie").get("/counter/cases/" + dogLicence("Rex") + "/official/" + document.id()).statusCode()).as("through one's own case").isEqualTo(404);
        assertThat(as("julie").get("/counter/cases/" + number + "/official/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(nobody().get(link).statusCode()).isEqualTo(302);
    }
}
