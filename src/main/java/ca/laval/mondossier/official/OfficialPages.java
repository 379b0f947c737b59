package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.portal.Resident;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** A resident's own issued documents. For anybody else they do not exist. */
@Controller
@RequestMapping("/files/{number}/official/{id}")
class OfficialPages {
    private final OfficialDocuments documents;
    private final CaseFiles caseFiles;

    OfficialPages(OfficialDocuments documents, CaseFiles caseFiles) {
        this.documents = documents;
        this.caseFiles = caseFiles;
    }

    @GetMapping
    Object download(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal Resident resident) {
        OfficialDocument document = mine(number, id, resident);
        // The page of the case says why not, and opens it again.
        if (!documents.isOpen(document)) return "redirect:/files/" + document.caseNumber() + "#offers";
        return OfficialFile.of(document, documents.content(new CaseNumber(document.caseNumber()), id).orElseThrow());
    }

    @PostMapping("/again")
    String again(@PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal Resident resident) {
        OfficialDocument document = mine(number, id, resident);
        documents.openAgain(new CaseNumber(document.caseNumber()), id);
        return "redirect:/files/" + document.caseNumber() + (document.revokedAt() == null ? "?opened" : "") + "#offers";
    }

    private OfficialDocument mine(String number, UUID id, Resident resident) {
        return CaseNumber.parse(number).flatMap(known -> caseFiles.findOf(resident.id(), known).flatMap(file -> documents.find(known, id)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
