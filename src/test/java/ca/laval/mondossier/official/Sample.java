package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.Status;
import ca.laval.mondossier.catalogue.ModelFiles;
import ca.laval.mondossier.catalogue.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.mock.env.MockEnvironment;

/** Documents outside a Spring context: every fact that a wording of the city may name, and the makers. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-11-23T21:30:00Z");
    static final VerificationCode CODE = new VerificationCode("K7QPM3XD94TW");

    private Sample() {
    }

    static Map<String, Object> facts() {
        var facts = new TreeMap<String, Object>(Map.of("address", "1333, boulevard Chomedey", "postal", "H7V 3Z4", "matricule", "8546-45-9730-2-000-0000", "lots", "1 234 567, 1 234 568",
                "zone", "H-2041", "mainUse", "Habitation", "landCents", 18_430_000L, "buildingCents", 37_186_500L, "valueCents", 55_616_500L));
        facts.putAll(Map.of("taxYear", 2026, "taxCents", 481_237L, "taxPaidCents", 240_619L, "taxDueCents", 240_618L, "requester", "Me Camille Desrosiers", "visitedOn", "2026-11-20",
                "findings", "Marge avant : 6,2 m.\nAucune dérogation <connue> & aucun avis.", "purpose", "SALE"));
        facts.putAll(Map.of("lines", List.of(line("CONF_TAXES", "1333, boulevard Chomedey", 4_500, 0, 0), line("INSPECTION_SUPP", "12, rue des Érables", 15_000, 750, 1_496)),
                "feeCents", 19_500L, "gstCents", 750L, "qstCents", 1_496L, "totalCents", 21_746L, "taxable", true, "gstNumber", "123456789 RT0001", "qstNumber", "1234567890 TQ0001",
                "refundTermsLink", "https://mondossier.laval.ca/payments/terms"));
        facts.putAll(Map.of("transactionNumber", "pi_3Q8xYt2eZvKYlo2C", "brand", "Visa", "lastFour", "4242", "paidAt", NOW));
        return facts;
    }

    private static Map<String, Object> line(String type, String detail, long fee, long gst, long qst) {
        return Map.of("labelWord", "certificate." + type, "detail", detail, "feeCents", fee, "gstCents", gst, "qstCents", qst, "totalCents", fee + gst + qst);
    }

    static CaseFile file(String language) {
        return new CaseFile("CER-2026-000123-5", "certificate-request", null, null, "PORTAL", language, null, null, null, Map.of(), Status.RECEIVED, NOW, NOW, null, null, null);
    }

    static OfficialDocuments.Issue issue(String template) {
        return new OfficialDocuments.Issue("CER-2026-000123-5", "line-1", template, "official.paper.verify", "1333, boulevard Chomedey", facts());
    }

    static Paper paper() {
        return new Paper(ModelFiles.in("classpath:/"), Words.in("classpath:/"), "https://mondossier.laval.ca");
    }

    static String xhtml(String template, String language) {
        return paper().write(file(language), issue(template), CODE, NOW);
    }

    static byte[] signed(byte[] pdf) {
        return new PdfSigner(key()).sign(pdf, CODE, NOW);
    }

    static SigningKey key() {
        var demo = new MockEnvironment();
        demo.setActiveProfiles("demo");
        return new SigningKey("", "", Path.of("target/data/official"), demo);
    }
}
