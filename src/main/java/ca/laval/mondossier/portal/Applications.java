package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Document;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.SealedAnswers;
import ca.laval.mondossier.casefile.Sealer;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.CheckedForm;
import ca.laval.mondossier.catalogue.DocumentRequest;
import ca.laval.mondossier.catalogue.FieldProblem;
import ca.laval.mondossier.catalogue.Form;
import ca.laval.mondossier.catalogue.FormCheck;
import ca.laval.mondossier.catalogue.FormField;
import ca.laval.mondossier.catalogue.FormGroup;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** From a page that was filled in to a case file: keeping, checking, sending. The portal and the counter both apply through here. */
@Component
public class Applications {
    private static final int LONGEST_KEPT = 5000;

    private final Catalogue catalogue;
    private final FormCheck check;
    private final Drafts drafts;
    private final Documents documents;
    private final CaseFiles caseFiles;
    private final SealedAnswers sealed;

    Applications(Catalogue catalogue, FormCheck check, Drafts drafts, Documents documents, CaseFiles caseFiles, SealedAnswers sealed) {
        this.catalogue = catalogue;
        this.check = check;
        this.drafts = drafts;
        this.documents = documents;
        this.caseFiles = caseFiles;
        this.sealed = sealed;
    }

    /**
     * What a whole application still lacks.
     *
     * @param answers   the good answers, without those that others made unnecessary
     * @param problems  with answers, in the form's order
     * @param requests  the documents asked for with these answers
     * @param attached  the documents that are there
     */
    public record Review(Map<String, Object> answers, List<FieldProblem> problems, List<DocumentRequest> requests, List<Document> attached) {

        public List<DocumentRequest> missing() {
            return requests.stream().filter(request -> request.required() && of(request.kind()).isEmpty()).toList();
        }

        public List<Document> of(String kind) {
            return attached.stream().filter(document -> document.kind().equals(kind)).toList();
        }

        /** Documents that later answers made unnecessary. */
        public List<Document> others() {
            return attached.stream().filter(document -> requests.stream().noneMatch(request -> request.kind().equals(document.kind()))).toList();
        }

        public boolean isComplete() {
            return problems.isEmpty() && missing().isEmpty();
        }
    }

    /** What came of keeping a page: the answers and problems of the page, and whether there was a draft to keep it in. */
    public record Kept(CheckedForm checked, boolean kept) {
    }

    /** What a page holds as it is filled in, right or wrong, with nothing kept of it. `draft` is null for the first page. */
    public CheckedForm look(Draft draft, Service service, FormGroup step, Map<String, List<String>> submitted) {
        return keepSealed(check.step(service.startForm(), step, submitted, draft == null ? Map.of() : draft.answers()), step, submitted, draft);
    }

    /** Keeps a page as it was filled in, right or wrong. `draft` is null for the first page. */
    @Transactional
    public Kept keep(UUID id, Draft draft, Service service, FormGroup step, Map<String, List<String>> submitted, Filer filer, Language language) {
        var checked = look(draft, service, step, submitted);
        var wrong = checked.problems().stream().map(FieldProblem::key).collect(Collectors.toSet());
        var page = step.fields().map(FormField::key).toList();
        var answers = new LinkedHashMap<String, Object>();
        for (String key : page) {
            if (wrong.contains(key) && step.fields().anyMatch(field -> field.key().equals(key) && field.isSealed())) continue;
            if (wrong.contains(key) && submitted.containsKey(key)) {
                answers.put(key, asTyped(submitted.get(key)));
            } else if (checked.answers().containsKey(key)) {
                answers.put(key, checked.answers().get(key));
            }
        }
        return new Kept(checked, drafts.save(id, service.id(), filer, language, page, sealed.seal(service.startForm(), answers), draft == null));
    }

    /** A sealed field left empty keeps the answer that it has. */
    private static CheckedForm keepSealed(CheckedForm checked, FormGroup step, Map<String, List<String>> submitted, Draft draft) {
        var kept = step.fields().filter(field -> field.isSealed() && !checked.hidden().contains(field.key())).map(FormField::key)
                .filter(key -> submitted.getOrDefault(key, List.of()).stream().allMatch(String::isBlank))
                .filter(key -> draft != null && Sealer.isSealed(draft.answers().get(key))).toList();
        if (kept.isEmpty()) return checked;
        var answers = new LinkedHashMap<>(checked.answers());
        kept.forEach(key -> answers.put(key, draft.answers().get(key)));
        return new CheckedForm(answers, checked.problems().stream().filter(problem -> !kept.contains(problem.key())).toList(), checked.hidden());
    }

    /** The pages that these answers leave something to ask on. */
    public List<FormGroup> steps(Service service, Map<String, Object> answers) {
        return check.steps(service.startForm(), answers);
    }

    public Review review(Service service, Draft draft) {
        var checked = check.answers(service.startForm(), draft.answers());
        return new Review(checked.answers(), checked.problems(), catalogue.documentsFor(service, checked.answers()), documents.ofDraft(draft.id()));
    }

    /** An application that cannot be sent yet. */
    public static class IncompleteException extends RuntimeException {
        private final transient Review review;

        IncompleteException(Review review) {
            super("The application is not complete");
            this.review = review;
        }

        public Review review() {
            return review;
        }
    }

    /**
     * Makes a case file of a draft, once: sent again, it answers the same number. Empty when the filer has no such draft.
     *
     * @param resident whose account it belongs to; null for somebody without one
     * @param email    of the resident; the form's own e-mail field goes before it
     */
    @Transactional
    public Optional<String> send(UUID id, Filer filer, Long resident, String email, Language language) {
        return drafts.lock(id, filer).map(draft -> draft.isSent() ? draft.caseNumber() : receive(draft, filer, resident, email, language));
    }

    private String receive(Draft draft, Filer filer, Long resident, String email, Language language) {
        Service service = catalogue.service(draft.service());
        Review review = review(service, draft);
        if (!review.isComplete()) throw new IncompleteException(review);
        Form form = service.startForm();
        var answers = review.answers();
        var standard = catalogue.standardDays(service, answers);
        String number = caseFiles.receive(new CaseFiles.Application(service.id(), service.casePrefix(), standard.isPresent() ? standard.getAsInt() : null, resident, filer.staff(),
                draft.channel(), language.code(), form.applicant("email", answers).orElse(email), form.applicant("name", answers).orElse(null),
                form.applicant("address", answers).orElse(null), answers, form.processVariables(answers)));
        if (!review.attached().isEmpty()) documents.moveToCase(draft.id(), new CaseNumber(number));
        drafts.sent(draft.id(), number);
        return number;
    }

    private static Object asTyped(List<String> values) {
        var kept = values.stream().limit(100).map(value -> value.length() > LONGEST_KEPT ? value.substring(0, LONGEST_KEPT) : value).toList();
        return kept.size() == 1 ? kept.get(0) : kept;
    }
}
