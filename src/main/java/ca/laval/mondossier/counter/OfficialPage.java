package ca.laval.mondossier.counter;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.official.OfficialDownload;
import ca.laval.mondossier.staff.StaffMember;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What was issued in a case, for the staff who may read that case. */
@Controller
@RequestMapping("/counter/cases/{number}/official")
class OfficialPage {
    private final CaseAccess access;
    private final OfficialDocuments documents;
    private final Words words;

    OfficialPage(CaseAccess access, OfficialDocuments documents, Words words) {
        this.access = access;
        this.documents = documents;
        this.words = words;
    }

    @GetMapping
    ModelAndView list(@PathVariable String number, @AuthenticationPrincipal StaffMember staff, Locale locale) {
        var readable = access.read(staff, number);
        return new ModelAndView("counter/official").addObject("file", readable.file()).addObject("documents", documents.of(readable.number()))
                .addObject("service", words.of(readable.file().service(), Language.of(locale)));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> download(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal StaffMember staff, Locale locale) {
        var readable = access.read(staff, number);
        var document = documents.of(readable.number()).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(OfficialPage::notFound);
        String title = words.of(readable.file().service(), Language.of(locale)).get(document.title());
        return OfficialDownload.of(document, title, documents.content(readable.number(), id).orElseThrow(OfficialPage::notFound));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
