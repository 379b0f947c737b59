package ca.laval.mondossier.official;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.rules.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wording of a document that its owners keep makes a signed PDF/UA-1 file, in French and with its English translation. */
class AccessiblePdfTest {
    private final PdfPrinter printer = new PdfPrinter();

    static Stream<Arguments> templates() {
        List<String> found = Models.CITY.files("processes", "_fr.html").stream().filter(file -> file.contains("/documents/") && !file.contains("/_"))
                .map(file -> file.replaceFirst("processes/(.*)/documents/(.*)_fr.html", "$1/$2")).toList();
        assertThat(found).hasSizeGreaterThanOrEqualTo(7);
        return found.stream().flatMap(template -> Stream.of("fr", "en").map(language -> Arguments.of(template, language)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("templates")
    void everyTemplateIsAccessibleOnceSigned(String template, String language) throws IOException {
        byte[] pdf = Sample.signed(printer.print(Sample.xhtml(template, language)));
        Path kept = Files.createDirectories(Path.of("target/documents"));
        Files.write(kept.resolve(template.replace('/', '-') + "_" + language + ".pdf"), pdf);
        assertThat(PdfUa.findings(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo("fr-CA");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(document.getDocumentInformation().getTitle()).endsWith("– CER-2026-000123-5");
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(612);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(792);
            for (var page : document.getPages()) {
                for (var font : page.getResources().getFontNames()) assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
            }
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("CER-2026-000123-5", "23 novembre 2026", "K7QP-M3XD-94TW", "mondossier.laval.ca/verify/K7QP-M3XD-94TW");
            if (language.equals("en")) assertThat(text).contains("November 23, 2026", "Courtesy translation");
            else assertThat(text).doesNotContain("November");
        }
    }

    @Test
    void whatIsMissingIsFound() {
        String good = Sample.xhtml("certificate-request/taxStatement", "fr");
        assertThat(PdfUa.findings(printer.print(good))).isEmpty();
        assertThat(PdfUa.findings(printer.print(good.replaceFirst(" alt=\"[^\"]*\"", "")))).anyMatch(finding -> finding.startsWith("7.3"));
        assertThat(PdfUa.findings(printer.print(good.replaceAll(" lang=\"[^\"]*\"", "")))).anyMatch(finding -> finding.startsWith("7.2"));
        assertThat(PdfUa.findings(printer.print(good.replaceAll("<title>[^<]*</title>", "")))).anyMatch(finding -> finding.startsWith("7.1"));
    }
}
