package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.official.OfficialDocument;
import ca.laval.mondossier.property.Property;
import java.util.List;

/**
 * An order as its pages show it.
 *
 * @param totalCents of all lines, taxes included
 */
record OrderView(CaseFile file, List<Line> lines, long totalCents) {

    /**
     * @param property null while nobody has found it
     * @param document null until it is issued
     */
    record Line(CertificateLine line, Property property, OfficialDocument document) {
    }
}
