package ca.laval.mondossier.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ca.laval.mondossier.rules.Models;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wording below `documents/` makes an accessible PDF (PDF/UA-1, as veraPDF checks it), in French and with its translation, signed. */
class DocumentTemplatesTest {

    static Stream<String> templates() {
        return Models.CITY.files("processes", "_fr.html").stream().map(file -> file.replaceFirst("processes/(.*)/documents/(.*)_fr\\.html", "$1/$2"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateIsAccessibleInFrench(String template) throws Exception {
        assertThat(Accessibility.trouble(Samples.signed(template, "fr"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateIsAccessibleWithItsTranslation(String template) throws Exception {
        byte[] pdf = Samples.signed(template, "en");
        keep(template, pdf);
        assertThat(Accessibility.trouble(pdf)).isEmpty();
        assertThat(text(pdf)).contains("The French original").contains("Vérifiez ce document");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateHasItsTranslation(String template) {
        assertThat(Path.of("processes/" + template.replace("/", "/documents/") + "_en.html")).exists();
    }

    @Test
    void aPictureWithoutItsAlternativeIsFound() {
        String xhtml = Samples.xhtml("certificate-request/taxStatement", "fr");
        assertThat(Accessibility.trouble(Samples.printed(xhtml))).isEmpty();
        assertThat(Accessibility.trouble(Samples.printed(xhtml.replaceAll("alt=\"Code QR[^\"]*\"", "")))).isNotEmpty();
    }

    @Test
    void eachPartSaysItsLanguage() throws Exception {
        String xhtml = Samples.xhtml("certificate-request/taxStatement", "en");
        byte[] pdf = Samples.printed(xhtml);
        assertThat(language(pdf)).isEqualTo("fr-CA");
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).as("the courtesy part").contains("/Lang (en-CA)");
        assertThat(language(Samples.printed(xhtml.replace("lang=\"fr-CA\"", "")))).as("veraPDF takes the library's own default").isNotEqualTo("fr-CA");
    }

    @Test
    void theReaderShowsTheTitle() throws Exception {
        try (var document = Loader.loadPDF(Samples.signed("certificate-request/taxStatement", "fr"))) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Confirmation de taxes");
            assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            var size = document.getPage(0).getMediaBox();
            assertThat(size.getWidth()).isEqualTo(612f, within(0.5f));
            assertThat(size.getHeight()).as("Letter").isEqualTo(792f, within(0.5f));
        }
    }

    @Test
    void whatAnAgentWroteIsTextWhateverItContains() throws Exception {
        var facts = new TreeMap<>(Samples.facts());
        facts.put("findings", "<script>alert(1)</script> & <img src='http://127.0.0.1:1/x'/>\n{{caseNumber}} \u0000\u0007 😀 \uFFFF fin");
        byte[] pdf = Samples.signed("certificate-request/zoningAttestation", "fr", facts);
        assertThat(text(pdf)).contains("<script>alert(1)</script> & <img src='http://127.0.0.1:1/x'/>").contains("{{caseNumber}}").contains("fin");
        assertThat(Accessibility.trouble(pdf)).isEmpty();
    }

    @Test
    void aLongTextGoesOnOnTheNextPage() throws Exception {
        var facts = new TreeMap<>(Samples.facts());
        facts.put("findings", "Le bâtiment accessoire est à moins d’un mètre de la limite du terrain.\n".repeat(120) + "Dernière ligne.");
        byte[] pdf = Samples.signed("certificate-request/zoningAttestation", "fr", facts);
        assertThat(text(pdf)).contains("Dernière ligne.");
        assertThat(Accessibility.trouble(pdf)).isEmpty();
    }

    @Test
    void aPlaceholderWithoutItsFactIsNoDocument() {
        var facts = new TreeMap<>(Samples.facts());
        facts.remove("valueCents");
        assertThatThrownBy(() -> Samples.signed("certificate-request/assessmentCertificate", "fr", facts)).hasMessageContaining("valueCents");
    }

    private static String language(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getDocumentCatalog().getLanguage();
        }
    }

    static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** To look at. */
    private static void keep(String template, byte[] pdf) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/official"));
        Files.write(folder.resolve(template.replace('/', '.') + ".pdf"), pdf);
    }
}
