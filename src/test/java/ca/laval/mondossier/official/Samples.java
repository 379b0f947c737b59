package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.Status;
import ca.laval.mondossier.catalogue.ModelFiles;
import ca.laval.mondossier.catalogue.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Documents made without the rest of the house. */
final class Samples {
    static final String CODE = "K7QP-M3XD-94TW";
    static final Instant AT = Instant.parse("2026-11-25T20:04:00Z");
    static final SigningKey KEY = new SigningKey("", "demonstration", true, Path.of("target/signing"));

    private static final DocumentWording WORDING = wording();
    private static final DocumentPrinter PRINTER = new DocumentPrinter();

    private Samples() {
    }

    static Map<String, Object> facts() {
        var facts = new TreeMap<String, Object>();
        facts.putAll(Map.of("address", "1333, boulevard Chomedey", "matricule", "8546-45-9730-2-000-0000", "lots", "1\u00A0234\u00A0567, 1\u00A0234\u00A0568", "zone", "CV-142",
                "mainUse", "Habitation de deux logements", "landCents", 21_450_000L, "buildingCents", 38_920_000L, "valueCents", 60_370_000L));
        facts.putAll(Map.of("taxYear", 2026, "taxCents", 452_318L, "taxPaidCents", 226_159L, "taxDueCents", 226_159L, "visitedOn", "2026-11-18",
                "findings", "Le sous-sol est aménagé en logement d’appoint.\nL’accès et les issues sont conformes à la demande du 4 novembre."));
        facts.putAll(Map.of("totalCents", 19_746L, "gstTotalCents", 750L, "qstTotalCents", 1_496L, "transactionNumber", "pi_3Qb7XkLw2eZvKYlo", "brand", "Visa", "lastFour", "4242",
                "paidAt", AT, "refundLink", "https://mondossier.laval.ca/refunds", "gstNumber", "R121414165", "qstNumber", "1006001374"));
        facts.putAll(Map.of("instrument", "Certificat d’autorisation", "typeName", "Piscine et spa", "holder", "Amélie Tremblay-Nguyen", "description", "Piscine creusée de 4 m sur 8 m, enceinte de 1,2 m.",
                "resolution", "CM-20260602-431", "expiresOn", "2027-05-25", "conditions", "Conserver les deux érables de la cour avant."));
        facts.putAll(Map.of("applicationName", "TikTok", "legalBasis", "Directive TI 2023-02", "categories", List.of("Téléphones", "Tablettes"), "openedAt", AT.minusSeconds(7_776_000), "liftedAt", AT,
                "total", 62, "listHash", "0f".repeat(32), "counts", List.of(Map.of("state", "Retirée, avec preuve", "devices", 60), Map.of("state", "Annulés", "devices", 2))));
        facts.putAll(Map.of("exceptions", List.of(Map.of("device", "LAV0000042", "resolution", "CS-12", "until", "2026-12-10")),
                "decisions", List.of(Map.of("step", "Approuver la mesure", "by", "benoit", "at", AT)), "evidence", List.of(Map.of("what", "Archive du compte", "where", "D-7"))));
        facts.putAll(Map.of("organisation", "Table des aînés", "neq", "1140000003", "purpose", "Besoins des personnes aînées", "envelopeTitle", "Aînés et santé mentale", "grantedCents", 31_145_240L,
                "yearStart", "2026-04-01", "yearEnd", "2027-03-31",
                "instalments", List.of(Map.of("n", 1, "plannedCents", 15_572_620L)), "budget", List.of(Map.of("name", "Salaires", "lineCents", 31_145_240L))));
        var amounts = new TreeMap<String, Object>(Map.of("grantedCents", 31_145_240L, "paidCents", 15_572_620L, "justifiedCents", 10_000_000L, "releasedCents", 0L, "returnDueCents", 0L, "returnedCents", 0L, "unrecoveredCents", 0L,
                "openCents", 15_572_620L));
        facts.putAll(amounts);
        amounts.putAll(Map.of("name", "Table des aînés", "funderName", "Ville de Laval", "partCents", 12_458_096L));
        facts.put("parts", List.of(amounts));
        facts.put("shares", List.of(amounts));
        facts.putAll(Map.of("partyName", "Ville de Laval", "role", "Bailleur de fonds", "byFunder", true, "envelopeNumber", "FIN-2026-000001-8", "day", "2026-11-25"));
        facts.put("lines", List.of(
                Map.of("label", "Certificat d’évaluation foncière", "detail", "1333, boulevard Chomedey", "feeCents", 2_500L, "gstCents", 0L, "qstCents", 0L, "taxable", false),
                Map.of("label", "Inspection supplémentaire", "detail", "", "feeCents", 15_000L, "gstCents", 750L, "qstCents", 1_496L, "taxable", true)));
        return facts;
    }

    static byte[] signed(String template, String language) {
        return signed(template, language, facts());
    }

    static byte[] signed(String template, String language, Map<String, Object> facts) {
        return new DocumentSigner(KEY).sign(printed(xhtml(template, language, facts)), "Document " + CODE + " de la Ville de Laval", AT);
    }

    static byte[] printed(String xhtml) {
        return PRINTER.print(xhtml, "https://mondossier.laval.ca/verify/" + CODE);
    }

    static String xhtml(String template, String language) {
        return xhtml(template, language, facts());
    }

    private static String xhtml(String template, String language, Map<String, Object> facts) {
        var file = new CaseFile("CER-2026-000042-1", "certificate-request", null, null, "PORTAL", language, null, null, null, Map.of(), Status.UNDER_REVIEW, AT, AT, null, null, null);
        return WORDING.write(file, new OfficialDocuments.Issue(file.number(), "line-1", template, "certificate", "1333, boulevard Chomedey", facts), CODE, AT);
    }

    private static DocumentWording wording() {
        try {
            return new DocumentWording(ModelFiles.in("classpath:/"), Words.in("classpath:/"), "https://mondossier.laval.ca");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
