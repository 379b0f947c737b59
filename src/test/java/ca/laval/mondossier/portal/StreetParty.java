package ca.laval.mondossier.portal;

import ca.laval.mondossier.Browser;
import java.nio.charset.StandardCharsets;

/** Somebody who applies for a street party, the tests' own service. */
final class StreetParty {
    static final byte[] PDF = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """.getBytes(StandardCharsets.ISO_8859_1);

    private StreetParty() {
    }

    /** Fills the first page in and answers the draft's address, `/drafts/<id>`. */
    static String begin(Browser resident, String closing) {
        resident.get("/services/street-party/apply");
        var kept = resident.post("/services/street-party/apply", "street", "rue des Érables", "partyDate", "2027-06-12", "closing", closing,
                "closingPlan", closing.equals("YES") ? "De midi à 22 h" : "", "guests", "60", "activities", "MEAL", "activities", "GAMES", "budgetCents", "1 234,50");
        if (kept.location() == null) throw new AssertionError(kept.status() + " " + kept.text());
        return kept.location().replaceFirst("/steps/\\d+$", "");
    }

    /** All pages, without documents. */
    static String fill(Browser resident) {
        String draft = begin(resident, "NO");
        resident.get(draft + "/steps/3");
        resident.post(draft + "/steps/3", "fullName", "Marie Tremblay", "address", "123, rue des Érables", "email", "marie@exemple.ca", "neighboursAgree", "true");
        return draft;
    }

    /** Applies to the end and answers the case number. */
    static String send(Browser resident) {
        String draft = fill(resident);
        resident.get(draft + "/check");
        var sent = resident.post(draft + "/send", "declaration", "true");
        if (sent.status() != 302) throw new AssertionError(sent.status() + " " + sent.text());
        return sent.location().replaceFirst("^/files/([^?]+).*", "$1");
    }
}
