package ca.laval.mondossier.official;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Makes an accessible PDF (PDF/UA-1) of XHTML: tagged, with its language, its title and its fonts. It fetches nothing from anywhere. */
@Component
class PdfPrinter {
    private static final String FONT = "Liberation Sans";

    private final byte[] regular = font("LiberationSans-Regular.ttf");
    private final byte[] bold = font("LiberationSans-Bold.ttf");

    static {
        // It would quote what a document says.
        XRLog.setLoggingEnabled(false);
    }

    byte[] print(String xhtml) {
        var pdf = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder()
                .withHtmlContent(xhtml, null)
                .usePdfUaAccessibility(true)
                .usePdfVersion(1.7f)
                .useFont(stream(regular), FONT, 400, FontStyle.NORMAL, true)
                .useFont(stream(bold), FONT, 700, FontStyle.NORMAL, true)
                .useExternalResourceAccessControl((uri, type) -> uri.startsWith("data:"), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .withProducer("Mon dossier");
        try (var renderer = builder.buildPdfRenderer(); PDDocument document = renderer.createPDFKeepOpen()) {
            describeLinks(document);
            SignaturePlace.prepare(document);
            document.save(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    /** PDF/UA-1, 7.18.5: the library leaves out where a link leads. */
    private static void describeLinks(PDDocument document) throws IOException {
        for (var page : document.getPages()) {
            for (var annotation : page.getAnnotations()) {
                if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI action) link.setContents(action.getURI());
            }
        }
    }

    private static FSSupplier<InputStream> stream(byte[] font) {
        return () -> new ByteArrayInputStream(font);
    }

    private static byte[] font(String name) {
        try {
            return new ClassPathResource("liberation/" + name).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
