package ca.laval.mondossier.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A resident applies: one page of the form at a time, the documents, the check, the sending. */
@Controller
class ApplyController {
    private final ApplyPages pages;
    private final Applications applications;
    private final PageLanguage language;

    ApplyController(ApplyPages pages, Applications applications, PageLanguage language) {
        this.pages = pages;
        this.applications = applications;
        this.language = language;
    }

    @GetMapping("/services/{id}/apply")
    ModelAndView begin(@PathVariable String id, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return pages.begin(id, Place.of(resident), request);
    }

    @PostMapping(path = "/services/{id}/apply", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView first(@PathVariable String id, @RequestParam("_draft") UUID draft, @RequestParam MultiValueMap<String, String> submitted,
                       @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return pages.first(id, draft, submitted, Place.of(resident), request);
    }

    @GetMapping("/drafts/{id}")
    String resume(@PathVariable UUID id, @AuthenticationPrincipal Resident resident) {
        return pages.resume(id, Place.of(resident));
    }

    @GetMapping("/drafts/{id}/steps/{step}")
    ModelAndView step(@PathVariable UUID id, @PathVariable String step, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return pages.step(id, step, Place.of(resident), request);
    }

    @PostMapping(path = "/drafts/{id}/steps/{step}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView save(@PathVariable UUID id, @PathVariable String step, @RequestParam MultiValueMap<String, String> submitted,
                      @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return pages.save(id, step, submitted, Place.of(resident), request);
    }

    @GetMapping("/drafts/{id}/documents")
    ModelAndView documents(@PathVariable UUID id, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return pages.documents(id, Place.of(resident), request);
    }

    @PostMapping(path = "/drafts/{id}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView attach(@PathVariable UUID id, @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) MultipartFile file,
                        @AuthenticationPrincipal Resident resident, HttpServletRequest request) throws IOException {
        return pages.attach(id, kind, file, Place.of(resident), request);
    }

    @PostMapping("/drafts/{id}/documents/{document}/remove")
    String detach(@PathVariable UUID id, @PathVariable UUID document, @AuthenticationPrincipal Resident resident) {
        return pages.detach(id, document, Place.of(resident));
    }

    @GetMapping("/drafts/{id}/check")
    ModelAndView check(@PathVariable UUID id, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return pages.check(id, Place.of(resident), request);
    }

    @PostMapping("/drafts/{id}/send")
    ModelAndView send(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean declaration, @AuthenticationPrincipal Resident resident,
                      HttpServletRequest request) {
        return pages.send(id, declaration, () -> applications.send(id, Filer.of(resident), resident.id(), resident.email(), language.of(request)),
                Place.of(resident), request);
    }

    @GetMapping("/drafts/{id}/delete")
    ModelAndView askToDelete(@PathVariable UUID id, @AuthenticationPrincipal Resident resident, HttpServletRequest request) {
        return pages.askToDelete(id, Place.of(resident), request);
    }

    @PostMapping("/drafts/{id}/delete")
    String delete(@PathVariable UUID id, @AuthenticationPrincipal Resident resident) {
        return pages.delete(id, Place.of(resident));
    }
}
