package ca.laval.mondossier.official;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Makes an accessible PDF (PDF/UA-1) of XHTML: tagged, with its language, its title and its fonts in it. */
@Component
class DocumentPrinter {
    private static final String FONT = "Liberation Sans";
    private static final Map<Integer, byte[]> WEIGHTS = Map.of(400, font("LiberationSans-Regular"), 700, font("LiberationSans-Bold"));

    /** Half of the processors at most: it is the heaviest work there is, and who waits for an answer finds one of them free. */
    private final Semaphore processors = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /** `identifier` is the address of its verification; it is found in the file even when something else in it was changed. */
    byte[] print(String xhtml, String identifier) {
        processors.acquireUninterruptibly();
        try (var renderer = builder(xhtml).buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                identify(document, identifier);
                describeLinks(document);
                var pdf = new ByteArrayOutputStream();
                document.save(pdf, CompressParameters.NO_COMPRESSION);
                return pdf.toByteArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            processors.release();
        }
    }

    static {
        // It would quote the document, and nobody reads it.
        XRLog.setLoggingEnabled(false);
    }

    private static PdfRendererBuilder builder(String xhtml) {
        var builder = new PdfRendererBuilder().usePdfUaAccessibility(true).withHtmlContent(xhtml, null).withProducer("Mon dossier");
        WEIGHTS.forEach((weight, font) -> builder.useFont(() -> new ByteArrayInputStream(font), FONT, weight, FontStyle.NORMAL, true));
        // Everything is in the document: nothing is fetched, whatever a fact says.
        builder.useUriResolver((base, uri) -> uri != null && (uri.startsWith("data:") || uri.startsWith("http")) ? uri : null);
        builder.useHttpStreamImplementation(address -> {
            throw new IllegalStateException("A document fetches nothing");
        });
        return builder;
    }

    private static void identify(PDDocument document, String identifier) throws IOException {
        var metadata = document.getDocumentCatalog().getMetadata();
        String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        int at = xmp.indexOf("</rdf:RDF>");
        var identified = new StringBuilder(xmp).insert(at, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier>"
                + identifier + "</dc:identifier></rdf:Description>");
        metadata.importXMPMetadata(identified.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A link says where it leads; the library does not do that by itself. */
    private static void describeLinks(PDDocument document) throws IOException {
        for (var page : document.getPages()) {
            for (var annotation : page.getAnnotations()) {
                if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI to) link.setContents(to.getURI());
            }
        }
    }

    private static byte[] font(String name) {
        try {
            return new ClassPathResource("liberation/" + name + ".ttf").getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
