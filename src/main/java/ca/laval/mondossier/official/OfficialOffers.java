package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.CaseOffer;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** On the page of a case: the documents that were issued in it. A link that ran out is a button that issues it again. */
@Component
class OfficialOffers implements CaseOffer {
    private final OfficialDocuments documents;
    private final Words words;

    OfficialOffers(OfficialDocuments documents, Words words) {
        this.documents = documents;
        this.words = words;
    }

    @Override
    public List<Offer> of(CaseFile file, boolean staff) {
        Language language = Language.of(LocaleContextHolder.getLocale());
        return documents.of(new CaseNumber(file.number())).stream().map(document -> offer(document, file, staff, language)).toList();
    }

    private Offer offer(OfficialDocument document, CaseFile file, boolean staff, Language language) {
        String title = words.of(file.service(), language).get(document.title());
        String link = (staff ? "/counter/cases/" : "/files/") + document.caseNumber() + "/official/" + document.id();
        if (document.revokedAt() != null) {
            return new Offer("official.offer.revoked", List.of(title, document.property(), Formats.date(document.revokedAt(), language)), "/verify/" + document.code(), false);
        }
        if (staff) return new Offer("official.offer.staff", List.of(title, document.property(), document.code()), link, false);
        if (!documents.isOpen(document)) return new Offer("official.offer.again", List.of(title, document.property()), link + "/again", false, true);
        return new Offer("official.offer", List.of(title, document.property(), Formats.date(document.availableUntil(), language)), link, false);
    }
}
