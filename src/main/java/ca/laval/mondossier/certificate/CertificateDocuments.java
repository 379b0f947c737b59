package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.official.OfficialDocument;
import ca.laval.mondossier.official.OfficialDocuments;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts the lines of an order together with their properties and documents. */
@Component
class CertificateDocuments {
    private final CertificateLines lines;
    private final OfficialDocuments documents;

    CertificateDocuments(CertificateLines lines, OfficialDocuments documents) {
        this.lines = lines;
        this.documents = documents;
    }

    OrderView view(CaseFile file) {
        Map<?, OfficialDocument> issued = documents.of(new CaseNumber(file.number())).stream().collect(Collectors.toMap(OfficialDocument::id, Function.identity()));
        List<OrderView.Line> shown = lines.of(file.number()).stream()
                .map(line -> new OrderView.Line(line, lines.property(line).orElse(null), issued.get(line.document()))).toList();
        return new OrderView(file, shown, shown.stream().mapToLong(one -> one.line().totalCents()).sum());
    }
}
