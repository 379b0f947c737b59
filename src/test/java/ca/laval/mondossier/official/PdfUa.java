package ca.laval.mondossier.official;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Asks veraPDF whether a PDF is PDF/UA-1. */
final class PdfUa {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private PdfUa() {
    }

    /** What the standard forbids and the file does, each with its clause; empty for an accessible file. */
    static List<String> findings(byte[] pdf) {
        try (var foundry = Foundries.defaultInstance();
             var parser = foundry.createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
             var validator = foundry.createValidator(PDFAFlavour.PDFUA_1, false)) {
            var result = validator.validate(parser);
            if (result.getTestAssertions().isEmpty() && !result.isCompliant()) return List.of("not validated");
            return result.getTestAssertions().stream().filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> "%s: %s, at %s".formatted(assertion.getRuleId().getClause(), assertion.getMessage(), assertion.getLocation().getContext())).distinct().toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
