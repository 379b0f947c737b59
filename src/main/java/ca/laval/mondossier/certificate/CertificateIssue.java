package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.property.Property;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the documents of an order, one at a time: each is one transaction, so that a crash costs at most the one in hand. */
@Component
public class CertificateIssue {
    private final CertificateLines lines;
    private final CaseFiles caseFiles;
    private final OfficialDocuments documents;

    CertificateIssue(CertificateLines lines, CaseFiles caseFiles, OfficialDocuments documents) {
        this.lines = lines;
        this.caseFiles = caseFiles;
        this.documents = documents;
    }

    /** Issues the next line that may be issued. Answers whether another one waits. */
    @Transactional
    public boolean next(String caseNumber) {
        lines.release(caseNumber);
        lines.nextToIssue(caseNumber).ifPresent(this::issue);
        return lines.nextToIssue(caseNumber).isPresent();
    }

    /** What a line would say if it were issued now; empty while its property is not known. */
    Optional<byte[]> draft(CertificateLine line) {
        return lines.property(line).map(property -> documents.draft(document(line, property)));
    }

    private void issue(CertificateLine line) {
        Property property = lines.property(line)
                .orElseThrow(() -> new IllegalStateException("Line %d of %s is made out for a property that has left the roll".formatted(line.line(), line.caseNumber())));
        lines.issued(line, documents.issue(document(line, property)).id());
    }

    private OfficialDocuments.Issue document(CertificateLine line, Property property) {
        return new OfficialDocuments.Issue(line.caseNumber(), "line-" + line.line(), line.template(), "certificate." + line.type(), property.address(), facts(line, property));
    }

    private Map<String, Object> facts(CertificateLine line, Property property) {
        var file = caseFiles.find(new CaseNumber(line.caseNumber())).orElseThrow();
        var facts = new TreeMap<String, Object>(Map.of("address", property.address(), "matricule", property.shownMatricule(), "lots", property.lots().stream().map(Property::shownLot).collect(Collectors.joining(", ")),
                "zone", property.zone(), "mainUse", new OfficialDocuments.Word(property.useWord()), "landCents", property.landCents(), "buildingCents", property.buildingCents(),
                "valueCents", property.landCents() + property.buildingCents(), "taxYear", property.taxYear(), "purpose", file.answers().get("purpose")));
        facts.putAll(Map.of("taxCents", property.taxCents(), "taxPaidCents", property.taxPaidCents(), "taxDueCents", property.taxCents() - property.taxPaidCents()));
        if (line.findings() != null) facts.put("findings", line.findings());
        if (line.visitedOn() != null) facts.put("visitedOn", line.visitedOn().toString());
        return facts;
    }
}
