package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.portal.Resident;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What was issued in a resident's own file: to download for ninety days, then again for as long on one click. Nobody else's exists. */
@Controller
@RequestMapping("/files/{number}/official")
class OfficialFilePages {
    private final CaseFiles caseFiles;
    private final OfficialDocuments documents;
    private final Words words;

    OfficialFilePages(CaseFiles caseFiles, OfficialDocuments documents, Words words) {
        this.caseFiles = caseFiles;
        this.documents = documents;
        this.words = words;
    }

    @GetMapping
    ModelAndView list(@PathVariable String number, @AuthenticationPrincipal Resident resident, Locale locale) {
        CaseFile file = mine(number, resident);
        return new ModelAndView("portal/official").addObject("file", file).addObject("links", documents.links(new CaseNumber(file.number())))
                .addObject("service", words.of(file.service(), Language.of(locale)));
    }

    @GetMapping("/{id}")
    Object download(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal Resident resident, Locale locale) {
        CaseFile file = mine(number, resident);
        var caseNumber = new CaseNumber(file.number());
        var link = documents.links(caseNumber).stream().filter(one -> one.document().id().equals(id)).findFirst().orElseThrow(OfficialFilePages::notFound);
        if (link.open() == null) return "redirect:/files/" + file.number() + "/official?expired";
        String title = words.of(file.service(), Language.of(locale)).get(link.document().title());
        return OfficialDownload.of(link.document(), title, documents.content(caseNumber, id).orElseThrow(OfficialFilePages::notFound));
    }

    @PostMapping("/{id}/renew")
    String renew(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal Resident resident) {
        CaseFile file = mine(number, resident);
        documents.renew(new CaseNumber(file.number()), id);
        return "redirect:/files/" + file.number() + "/official?renewed";
    }

    private CaseFile mine(String number, Resident resident) {
        return CaseNumber.parse(number).flatMap(valid -> caseFiles.findOf(resident.id(), valid)).orElseThrow(OfficialFilePages::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
