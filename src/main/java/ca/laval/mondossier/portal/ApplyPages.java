package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.DocumentRefused;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.CheckedForm;
import ca.laval.mondossier.catalogue.FormField;
import ca.laval.mondossier.catalogue.FormGroup;
import ca.laval.mondossier.catalogue.FormViews;
import ca.laval.mondossier.catalogue.FormWords;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages of an application: one page of the form at a time, the documents, the check. The portal shows them to places, the counter
 * to an agent who files for someone; a {@link Place} says which.
 */
@Component
public class ApplyPages {
    private final Catalogue catalogue;
    private final Drafts drafts;
    private final Applications applications;
    private final Documents documents;
    private final FormViews views;
    private final Words words;
    private final PageLanguage language;

    ApplyPages(Catalogue catalogue, Drafts drafts, Applications applications, Documents documents, FormViews views, Words words, PageLanguage language) {
        this.catalogue = catalogue;
        this.drafts = drafts;
        this.applications = applications;
        this.documents = documents;
        this.views = views;
        this.words = words;
        this.language = language;
    }

    /** One mark in the list of steps; without a link when it lies ahead. */
    record Mark(String title, String link, boolean done, boolean current) {
    }

    public ModelAndView begin(String id, Place place, HttpServletRequest request) {
        Service service = offered(id, place);
        FormGroup first = applications.steps(service, Map.of()).get(0);
        return page(service, null, UUID.randomUUID(), first, Map.of(), HttpStatus.OK, place, request)
                .addObject("form", views.page(service, first, preset(first, request), language.of(request)));
    }

    /** Choices that the address brings along, e.g. from a page that asked before: codes of the form only, of answers that the process may know. */
    private static Map<String, Object> preset(FormGroup first, HttpServletRequest request) {
        return first.fields().filter(field -> field.isProcessVariable() && field.options().stream().anyMatch(option -> option.value().equals(request.getParameter(field.key()))))
                .collect(Collectors.toMap(FormField::key, field -> request.getParameter(field.key())));
    }

    /** The first page makes the draft, under the id that the page came with: sent twice, it is one draft. */
    public ModelAndView first(String id, UUID draft, MultiValueMap<String, String> submitted, Place place, HttpServletRequest request) {
        Service service = offered(id, place);
        return keep(service, null, draft, applications.steps(service, Map.of()).get(0), submitted, place, request);
    }

    public String resume(UUID id, Place place) {
        Draft draft = mine(id, place);
        return draft.isSent() ? file(draft, place) : "redirect:" + place.drafts() + "/" + id + "/steps/1";
    }

    public ModelAndView step(UUID id, String step, Place place, HttpServletRequest request) {
        Draft draft = mine(id, place);
        if (draft.isSent()) return new ModelAndView(file(draft, place));
        Service service = offered(draft.service(), place);
        FormGroup group = stepOf(service, step);
        return page(service, draft, id, group, draft.answers(), HttpStatus.OK, place, request)
                .addObject("form", views.page(service, group, draft.answers(), language.of(request)));
    }

    public ModelAndView save(UUID id, String step, MultiValueMap<String, String> submitted, Place place, HttpServletRequest request) {
        Draft draft = mine(id, place);
        if (draft.isSent()) return new ModelAndView(file(draft, place));
        Service service = offered(draft.service(), place);
        return keep(service, draft, id, stepOf(service, step), submitted, place, request);
    }

    public ModelAndView documents(UUID id, Place place, HttpServletRequest request) {
        Draft draft = mine(id, place);
        if (draft.isSent()) return new ModelAndView(file(draft, place));
        return documentsPage(draft, HttpStatus.OK, place, request);
    }

    public ModelAndView attach(UUID id, String kind, MultipartFile file, Place place, HttpServletRequest request) throws IOException {
        Draft draft = mine(id, place);
        if (draft.isSent()) return new ModelAndView(file(draft, place));
        Service service = offered(draft.service(), place);
        if (applications.review(service, draft).requests().stream().noneMatch(asked -> asked.kind().equals(kind))) {
            return documentsPage(draft, HttpStatus.UNPROCESSABLE_ENTITY, place, request).addObject("refused", "document.error.kind").addObject("refusedKind", "");
        }
        try {
            if (file == null || file.getOriginalFilename() == null || file.getOriginalFilename().isEmpty()) throw new NoFileException();
            documents.addToDraft(id, kind, file.getOriginalFilename(), file.getInputStream(), place.addedBy());
            return new ModelAndView("redirect:" + place.drafts() + "/" + id + "/documents");
        } catch (NoFileException e) {
            return documentsPage(draft, HttpStatus.UNPROCESSABLE_ENTITY, place, request).addObject("refused", "document.error.none").addObject("refusedKind", kind);
        } catch (DocumentRefused e) {
            return documentsPage(draft, e.reason() == DocumentRefused.Reason.SIZE ? HttpStatus.PAYLOAD_TOO_LARGE : HttpStatus.UNPROCESSABLE_ENTITY, place, request)
                    .addObject("refused", "document.error." + e.code()).addObject("refusedKind", kind);
        }
    }

    public String detach(UUID id, UUID document, Place place) {
        Draft draft = mine(id, place);
        if (draft.isSent()) return file(draft, place);
        documents.removeFromDraft(id, document);
        return "redirect:" + place.drafts() + "/" + id + "/documents";
    }

    public ModelAndView check(UUID id, Place place, HttpServletRequest request) {
        Draft draft = mine(id, place);
        if (draft.isSent()) return new ModelAndView(file(draft, place));
        return checkPage(draft, applications.review(offered(draft.service(), place), draft), HttpStatus.OK, place, request);
    }

    /** Sends with `sending`, which answers the case number, or nothing when there is no such draft. */
    public ModelAndView send(UUID id, boolean declaration, Supplier<Optional<String>> sending, Place place, HttpServletRequest request) {
        if (!declaration) return checkAgain(id, place, request).addObject("undeclared", true);
        try {
            return new ModelAndView("redirect:" + place.cases() + "/" + sending.get().orElseThrow(NotFoundException::new) + "?sent");
        } catch (Applications.IncompleteException e) {
            return checkPage(mine(id, place), e.review(), HttpStatus.UNPROCESSABLE_ENTITY, place, request);
        }
    }

    /** The check page once more, because something on it is wrong. */
    public ModelAndView checkAgain(UUID id, Place place, HttpServletRequest request) {
        Draft draft = mine(id, place);
        if (draft.isSent()) return new ModelAndView(file(draft, place));
        return checkPage(draft, applications.review(offered(draft.service(), place), draft), HttpStatus.UNPROCESSABLE_ENTITY, place, request);
    }

    public ModelAndView askToDelete(UUID id, Place place, HttpServletRequest request) {
        Draft draft = mine(id, place);
        if (draft.isSent()) return new ModelAndView(file(draft, place));
        return new ModelAndView("portal/delete-draft").addObject("place", place).addObject("draft", draft).addObject("service", words.of(draft.service(), language.of(request)));
    }

    public String delete(UUID id, Place place) {
        mine(id, place);
        return drafts.delete(id, place.filer()) ? "redirect:" + place.home() + "?deleted" : resume(id, place);
    }

    private ModelAndView keep(Service service, Draft draft, UUID id, FormGroup step, MultiValueMap<String, String> submitted, Place place, HttpServletRequest request) {
        // Which questions the answers call for: asked by the page while somebody types, it may arrive after the page itself was sent, so it keeps nothing.
        if (submitted.containsKey("_look")) {
            return page(service, draft, id, step, applications.look(draft, service, step, submitted), false, submitted, place, request);
        }
        var kept = applications.keep(id, draft, service, step, submitted, place.filer(), language.of(request));
        // Sent, deleted or somebody else's in the meantime: whoever owns it is led on, anybody else sees nothing.
        if (!kept.kept()) return new ModelAndView(resume(id, place));
        if (submitted.containsKey("_leave")) return new ModelAndView("redirect:" + place.home());
        boolean refresh = submitted.containsKey("_refresh");
        if (refresh || !kept.checked().isValid()) return page(service, draft, id, step, kept.checked(), !refresh, submitted, place, request);
        var answers = kept.checked().answers();
        var steps = applications.steps(service, answers);
        int next = steps.indexOf(step) + 1;
        return new ModelAndView("redirect:" + place.drafts() + "/" + id + (next < steps.size() ? "/steps/" + number(service, steps.get(next))
                : service.documentsDecision().isPresent() ? "/documents" : "/check"));
    }

    /** The page with what was typed, and with what is wrong in it when that is asked. */
    private ModelAndView page(Service service, Draft draft, UUID id, FormGroup step, CheckedForm checked, boolean problems, MultiValueMap<String, String> submitted, Place place,
                              HttpServletRequest request) {
        return page(service, draft, id, step, checked.answers(), problems ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK, place, request)
                .addObject("form", views.page(service, step, submitted, checked, problems, language.of(request)));
    }

    private ModelAndView page(Service service, Draft draft, UUID id, FormGroup step, Map<String, Object> answers, HttpStatus status, Place place, HttpServletRequest request) {
        var steps = applications.steps(service, answers);
        int at = steps.indexOf(step);
        return frame("portal/step", service, id, draft != null, answers, at, status, place, request)
                .addObject("action", draft == null ? place.begin(service) : place.drafts() + "/" + id + "/steps/" + number(service, step))
                .addObject("previous", at > 0 ? place.drafts() + "/" + id + "/steps/" + number(service, steps.get(at - 1)) : null);
    }

    private ModelAndView documentsPage(Draft draft, HttpStatus status, Place place, HttpServletRequest request) {
        Service service = offered(draft.service(), place);
        var review = applications.review(service, draft);
        var steps = applications.steps(service, draft.answers());
        return frame("portal/documents", service, draft.id(), true, draft.answers(), steps.size(), status, place, request)
                .addObject("review", review).addObject("full", review.attached().size() >= Documents.MOST)
                .addObject("previous", steps.isEmpty() ? null : place.drafts() + "/" + draft.id() + "/steps/" + number(service, steps.get(steps.size() - 1)));
    }

    private ModelAndView checkPage(Draft draft, Applications.Review review, HttpStatus status, Place place, HttpServletRequest request) {
        Service service = offered(draft.service(), place);
        Language spoken = language.of(request);
        var formWords = new FormWords(service.startForm(), words.of(service.id(), spoken));
        var steps = applications.steps(service, draft.answers());
        var problems = new ArrayList<Map<String, String>>();
        review.problems().forEach(problem -> service.startForm().stepOf(problem.key()).ifPresent(step -> problems.add(Map.of(
                "link", place.drafts() + "/" + draft.id() + "/steps/" + number(service, step) + "#field-" + problem.key(), "text", formWords.message(problem)))));
        review.missing().forEach(missing -> problems.add(Map.of("link", place.drafts() + "/" + draft.id() + "/documents#kind-" + missing.kind(),
                "text", words.common(spoken).get("documents.missing", words.of(service.id(), spoken).get("document." + missing.kind())))));
        boolean documents = service.documentsDecision().isPresent();
        return frame("portal/check", service, draft.id(), true, draft.answers(), steps.size() + (documents ? 1 : 0), status, place, request)
                .addObject("review", review).addObject("problems", problems)
                .addObject("applicantEmail", service.startForm().applicant("email", review.answers()).orElse(""))
                .addObject("answers", views.answers(service, review.answers(), spoken))
                .addObject("previous", documents ? place.drafts() + "/" + draft.id() + "/documents" : place.drafts() + "/" + draft.id() + "/steps/" + number(service, steps.get(steps.size() - 1)));
    }

    /** What the pages of an application share: the service's words and where one is. */
    private ModelAndView frame(String view, Service service, UUID id, boolean kept, Map<String, Object> answers, int at, HttpStatus status, Place place, HttpServletRequest request) {
        var list = words.of(service.id(), language.of(request));
        var common = words.common(language.of(request));
        var formWords = new FormWords(service.startForm(), list);
        var marks = new ArrayList<Mark>();
        for (FormGroup step : applications.steps(service, answers)) {
            String title = formWords.title(step);
            marks.add(mark(title == null ? list.get("service.name") : title, place.drafts() + "/" + id + "/steps/" + number(service, step), marks.size(), at, kept));
        }
        if (service.documentsDecision().isPresent()) marks.add(mark(common.get("apply.documents"), place.drafts() + "/" + id + "/documents", marks.size(), at, kept));
        marks.add(mark(common.get("apply.check"), null, marks.size(), at, kept));
        return new ModelAndView(view, status).addObject("service", list).addObject("marks", marks).addObject("at", at + 1)
                .addObject("draftId", id).addObject("kept", kept).addObject("place", place);
    }

    private static Mark mark(String title, String link, int index, int at, boolean kept) {
        return new Mark(title, index < at && kept ? link : null, index < at, index == at);
    }

    private Service offered(String id, Place place) {
        return catalogue.find(id).filter(place::offers).orElseThrow(NotFoundException::new);
    }

    private Draft mine(UUID id, Place place) {
        return drafts.find(id, place.filer()).orElseThrow(NotFoundException::new);
    }

    private static String file(Draft draft, Place place) {
        return "redirect:" + place.cases() + "/" + draft.caseNumber();
    }

    /** By its place in the form, so that addresses are short; the links of the check page name the page. */
    private static FormGroup stepOf(Service service, String step) {
        List<FormGroup> all = service.startForm().steps();
        if (step.matches("\\d{1,2}")) {
            int index = Integer.parseInt(step) - 1;
            if (index >= 0 && index < all.size()) return all.get(index);
        }
        return service.startForm().step(step).orElseThrow(NotFoundException::new);
    }

    private static int number(Service service, FormGroup step) {
        return service.startForm().steps().indexOf(step) + 1;
    }

    private static class NoFileException extends RuntimeException {
    }
}
