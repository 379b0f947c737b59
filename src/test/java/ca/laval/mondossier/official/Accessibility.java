package ca.laval.mondossier.official;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** What veraPDF finds against PDF/UA-1: one line per rule that is broken. */
final class Accessibility {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Accessibility() {
    }

    static List<String> trouble(byte[] pdf) {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
             var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            return validator.validate(parser).getTestAssertions().stream().filter(found -> found.getStatus() == TestAssertion.Status.FAILED)
                    .map(found -> found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber() + " " + found.getMessage()).distinct().sorted().toList();
        } catch (Exception e) {
            throw new AssertionError("veraPDF could not read it", e);
        }
    }
}
