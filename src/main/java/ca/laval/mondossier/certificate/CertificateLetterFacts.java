package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.letters.LetterFacts;
import ca.laval.mondossier.property.Property;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What letters about an order of certificates may say: its lines, as they stand. */
@Component
public class CertificateLetterFacts implements LetterFacts {
    /** The names that it fills. */
    public static final Set<String> TAGS = Set.of("anyIssued", "certificatesIssued", "anyToCome", "certificatesToCome", "anyNotIssued", "certificatesNotIssued");

    private final CertificateLines lines;
    private final Words words;

    CertificateLetterFacts(CertificateLines lines, Words words) {
        this.lines = lines;
        this.words = words;
    }

    @Override
    public Map<String, Object> of(CaseFile file, Map<String, Object> facts, Language language) {
        List<CertificateLine> all = lines.of(file.number());
        if (all.isEmpty()) return Map.of();
        WordList list = words.of(file.service(), language);
        List<String> issued = said(all.stream().filter(line -> line.state().equals("ISSUED")), list);
        List<String> toCome = said(all.stream().filter(line -> Set.of("PAID", "PREPARED", "SIGNED").contains(line.state())), list);
        List<String> notIssued = said(all.stream().filter(line -> line.situation() != null), list);
        return Map.of("anyIssued", !issued.isEmpty(), "certificatesIssued", issued, "anyToCome", !toCome.isEmpty(), "certificatesToCome", toCome,
                "anyNotIssued", !notIssued.isEmpty(), "certificatesNotIssued", notIssued);
    }

    private List<String> said(Stream<CertificateLine> some, WordList list) {
        return some.map(line -> {
            String what = list.get("certificate." + line.type()) + ", " + lines.property(line).map(Property::address).orElse(line.asked());
            String why = line.situation() == null ? "" : " (" + list.get("certificate.situation." + line.situation()) + ")";
            return what + why + (line.situation() == null || line.findings() == null ? "" : ". " + line.findings());
        }).toList();
    }
}
