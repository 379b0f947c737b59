package ca.laval.mondossier.certificate;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseOffer;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way from a case to the lines of its order. */
@Component
@Order(20)
class CertificateOffers implements CaseOffer {
    private final CertificateLines lines;

    CertificateOffers(CertificateLines lines) {
        this.lines = lines;
    }

    @Override
    public List<Offer> of(CaseFile file, boolean staff) {
        List<CertificateLine> all = lines.of(file.number());
        if (all.isEmpty()) return List.of();
        if (staff) return List.of(new Offer("certificate.offer.counter", List.of(all.size()), "/counter/certificates/" + file.number(), false));
        long ready = all.stream().filter(line -> line.state().equals("ISSUED")).count();
        return List.of(new Offer("certificate.offer.file", List.of(ready, all.size()), "/files/" + file.number() + "/certificates", false));
    }
}
