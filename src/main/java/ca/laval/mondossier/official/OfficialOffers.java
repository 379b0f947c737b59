package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseOffer;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way from a case to what was issued in it. */
@Component
@Order(30)
class OfficialOffers implements CaseOffer {
    private final OfficialDocuments documents;

    OfficialOffers(OfficialDocuments documents) {
        this.documents = documents;
    }

    @Override
    public List<Offer> of(CaseFile file, boolean staff) {
        int issued = documents.of(new CaseNumber(file.number())).size();
        String page = (staff ? "/counter/cases/" : "/files/") + file.number() + "/official";
        return issued == 0 ? List.of() : List.of(new Offer(issued == 1 ? "official.offer.one" : "official.offer.many", List.of(issued), page, false));
    }
}
