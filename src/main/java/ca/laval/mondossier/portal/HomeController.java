package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.DocumentRequest;
import ca.laval.mondossier.catalogue.FieldType;
import ca.laval.mondossier.catalogue.FormField;
import ca.laval.mondossier.catalogue.FormOption;
import ca.laval.mondossier.catalogue.FormWords;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the city offers, and what each service asks for. */
@Controller
class HomeController {
    private final Catalogue catalogue;
    private final Words words;
    private final PageLanguage language;

    HomeController(Catalogue catalogue, Words words, PageLanguage language) {
        this.catalogue = catalogue;
        this.words = words;
        this.language = language;
    }

    record Offer(String id, String name, String description) {
    }

    /** How soon one answer is promised, in business days. */
    record Standard(String answer, Integer days) {
    }

    /** The documents asked for with one answer to the first question that decides. @param days business days to a decision, where they differ between answers */
    record DocumentsOf(String answer, List<DocumentRequest> requests, Integer days) {
    }

    @GetMapping("/")
    String home(HttpServletRequest request, Model model) {
        model.addAttribute("services", catalogue.services().stream().map(service -> {
            var list = words.of(service.id(), language.of(request));
            return new Offer(service.id(), list.get("service.name"), list.get("service.description"));
        }).toList());
        return "portal/home";
    }

    @GetMapping("/services/{id}")
    String service(@PathVariable String id, HttpServletRequest request, Model model) {
        Service service = catalogue.find(id).orElseThrow(NotFoundException::new);
        var list = words.of(id, language.of(request));
        var formWords = new FormWords(service.startForm(), list);
        Optional<FormField> deciding = service.documentsDecision().flatMap(decision -> decidingQuestion(service));
        model.addAttribute("id", id);
        model.addAttribute("standards", service.documentsDecision().isPresent() ? List.of() : standards(service, formWords));
        model.addAttribute("service", list);
        model.addAttribute("days", service.serviceStandardDays().isPresent() ? service.serviceStandardDays().getAsInt() : null);
        model.addAttribute("askFirst", service.properties().get("askFirst"));
        model.addAttribute("asks", service.documentsDecision().isPresent());
        model.addAttribute("question", deciding.map(formWords::label).orElse(null));
        model.addAttribute("documents", deciding
                .map(field -> field.options().stream().map(option -> new DocumentsOf(formWords.option(field, option.value()), requests(service, field, option), days(service, Map.of(field.key(), option.value())))).toList())
                .orElseGet(() -> List.of(new DocumentsOf(null, catalogue.documentsFor(service, Map.of()), null))));
        return "portal/service";
    }

    private Integer days(Service service, Map<String, Object> answers) {
        var days = service.properties().containsKey("standardDecision") ? catalogue.standardDays(service, answers) : OptionalInt.empty();
        return days.isPresent() ? days.getAsInt() : null;
    }

    private List<DocumentRequest> requests(Service service, FormField field, FormOption option) {
        return catalogue.documentsFor(service, Map.of(field.key(), option.value()));
    }

    /** Of a service that asks for no documents: how soon each answer to its first deciding question is promised; none where they do not differ. */
    private List<Standard> standards(Service service, FormWords formWords) {
        return service.startForm().fields().stream().filter(field -> field.isProcessVariable() && !field.options().isEmpty())
                .map(field -> field.options().stream().map(option -> new Standard(formWords.option(field, option.value()), days(service, Map.of(field.key(), option.value()))))
                        .filter(standard -> standard.days() != null).toList())
                .filter(standards -> standards.stream().map(Standard::days).distinct().count() > 1).findFirst().orElse(List.of());
    }

    /** The first choice that the process knows of, when its answers ask for different documents. */
    private Optional<FormField> decidingQuestion(Service service) {
        return service.startForm().fields().stream()
                .filter(field -> field.isProcessVariable() && (field.type() == FieldType.SELECT || field.type() == FieldType.RADIO))
                .filter(field -> field.options().stream().map(option -> requests(service, field, option)).distinct().count() > 1)
                .findFirst();
    }
}
