package ca.laval.mondossier.counter;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.portal.ApplyPages;
import ca.laval.mondossier.portal.Drafts;
import ca.laval.mondossier.portal.Filer;
import ca.laval.mondossier.portal.OnBehalf;
import ca.laval.mondossier.portal.OnBehalf.Recipient;
import ca.laval.mondossier.portal.Place;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Filing an application for somebody who comes to the desk or phones: the portal's pages, filled in by an agent. */
@Controller
class FilingPages {
    private static final Set<String> CHANNELS = Set.of("COUNTER", "PHONE");
    private static final String HOME = "/counter/file-for-someone";
    private static final String DRAFTS = "/counter/drafts";

    private final CaseAccess access;
    private final ApplyPages pages;
    private final Drafts drafts;
    private final OnBehalf onBehalf;
    private final Words words;

    FilingPages(CaseAccess access, ApplyPages pages, Drafts drafts, OnBehalf onBehalf, Words words) {
        this.access = access;
        this.pages = pages;
        this.drafts = drafts;
        this.onBehalf = onBehalf;
        this.words = words;
    }

    record Offered(String id, String name, String description) {
    }

    /** An application that the agent has not sent yet. */
    record Unsent(UUID id, String service, String channel, Instant updatedAt) {
    }

    @GetMapping(HOME)
    String choose(@AuthenticationPrincipal StaffMember staff, @ModelAttribute("language") Language language, @RequestParam(required = false) String deleted,
                  Model model) {
        if (deleted != null) model.addAttribute("done", "apply.deleted");
        return chooser(staff, language, model);
    }

    @PostMapping(HOME)
    String start(@RequestParam(defaultValue = "") String service, @RequestParam(defaultValue = "") String channel, @AuthenticationPrincipal StaffMember staff,
                 @ModelAttribute("language") Language language, Model model, HttpServletResponse response) {
        if (CHANNELS.contains(channel) && services(staff).contains(service)) return "redirect:" + HOME + "/" + service + "/" + channel.toLowerCase(Locale.ROOT);
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("error", "counter.file.error.choice");
        model.addAttribute("errorField", "service");
        return chooser(staff, language, model);
    }

    @GetMapping(HOME + "/{service}/{channel:counter|phone}")
    ModelAndView begin(@PathVariable String service, @PathVariable String channel, @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        return pages.begin(service, place(staff, channel), request);
    }

    @PostMapping(path = HOME + "/{service}/{channel:counter|phone}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView first(@PathVariable String service, @PathVariable String channel, @RequestParam("_draft") UUID draft,
                       @RequestParam MultiValueMap<String, String> submitted, @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        return pages.first(service, draft, submitted, place(staff, channel), request);
    }

    @GetMapping(DRAFTS + "/{id}")
    String resume(@PathVariable UUID id, @AuthenticationPrincipal StaffMember staff) {
        return pages.resume(id, place(staff));
    }

    @GetMapping(DRAFTS + "/{id}/steps/{step}")
    ModelAndView step(@PathVariable UUID id, @PathVariable String step, @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        return pages.step(id, step, place(staff), request);
    }

    @PostMapping(path = DRAFTS + "/{id}/steps/{step}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView save(@PathVariable UUID id, @PathVariable String step, @RequestParam MultiValueMap<String, String> submitted,
                      @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        return pages.save(id, step, submitted, place(staff), request);
    }

    @GetMapping(DRAFTS + "/{id}/documents")
    ModelAndView documents(@PathVariable UUID id, @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        return pages.documents(id, place(staff), request);
    }

    @PostMapping(path = DRAFTS + "/{id}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView attach(@PathVariable UUID id, @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) MultipartFile file,
                        @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) throws IOException {
        return pages.attach(id, kind, file, place(staff), request);
    }

    @PostMapping(DRAFTS + "/{id}/documents/{document}/remove")
    String detach(@PathVariable UUID id, @PathVariable UUID document, @AuthenticationPrincipal StaffMember staff) {
        return pages.detach(id, document, place(staff));
    }

    @GetMapping(DRAFTS + "/{id}/check")
    ModelAndView check(@PathVariable UUID id, @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        var page = pages.check(id, place(staff), request);
        return isRedirect(page) ? page : page.addObject("recipient", new Recipient((String) page.getModel().get("applicantEmail"), "fr", "", ""));
    }

    @PostMapping(DRAFTS + "/{id}/send")
    ModelAndView send(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean declaration, @RequestParam(defaultValue = "") String email,
                      @RequestParam(defaultValue = "fr") String letters, @RequestParam(defaultValue = "") String reason,
                      @RequestParam(defaultValue = "") String arrivedOn, @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        Place place = place(staff);
        var recipient = new Recipient(email, letters, reason, arrivedOn);
        var problem = onBehalf.problem(recipient);
        var page = problem.isPresent() ? pages.checkAgain(id, place, request).addObject("undeclared", !declaration).addObject("recipientProblem", problem.get())
                : pages.send(id, declaration, () -> onBehalf.send(id, place.filer(), recipient), place, request);
        return isRedirect(page) ? page : page.addObject("recipient", recipient);
    }

    @GetMapping(DRAFTS + "/{id}/delete")
    ModelAndView askToDelete(@PathVariable UUID id, @AuthenticationPrincipal StaffMember staff, HttpServletRequest request) {
        return pages.askToDelete(id, place(staff), request);
    }

    @PostMapping(DRAFTS + "/{id}/delete")
    String delete(@PathVariable UUID id, @AuthenticationPrincipal StaffMember staff) {
        return pages.delete(id, place(staff));
    }

    private static boolean isRedirect(ModelAndView page) {
        return page.getViewName().startsWith("redirect:");
    }

    private String chooser(StaffMember staff, Language language, Model model) {
        model.addAttribute("services", access.services(staff).stream().map(service -> {
            var list = words.of(service.id(), language);
            return new Offered(service.id(), list.get("service.name"), list.get("service.description"));
        }).toList());
        model.addAttribute("drafts", drafts.of(Filer.staff(staff.id(), null)).stream()
                .map(draft -> new Unsent(draft.id(), words.of(draft.service(), language).get("service.name"), draft.channel(), draft.updatedAt())).toList());
        return "counter/file-for-someone";
    }

    private Set<String> services(StaffMember staff) {
        return access.services(staff).stream().map(Service::id).collect(Collectors.toSet());
    }

    /** For a draft that exists: how the person came to us is written in it. */
    private Place place(StaffMember staff) {
        return place(staff, "counter");
    }

    private Place place(StaffMember staff, String channel) {
        return new Place(Filer.staff(staff.id(), channel.toUpperCase(Locale.ROOT)), HOME + "/%s/" + channel, DRAFTS, HOME, "/counter/cases", services(staff));
    }
}
