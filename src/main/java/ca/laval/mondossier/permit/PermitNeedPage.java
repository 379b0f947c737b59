package ca.laval.mondossier.permit;

import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.DecisionTables;
import ca.laval.mondossier.catalogue.DocumentRequest;
import ca.laval.mondossier.catalogue.FactText;
import ca.laval.mondossier.catalogue.FormField;
import ca.laval.mondossier.catalogue.FormWords;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Service;
import ca.laval.mondossier.catalogue.TableQuestions;
import ca.laval.mondossier.catalogue.TableQuestions.Question;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * "Do I need a permit?", before anybody signs in: the table's own questions, then its answer and why. Nothing is kept: everything that was answered is in the
 * page's address.
 */
@Controller
class PermitNeedPage {
    private static final String SERVICE = "permit-application";
    private static final String TABLE = "permit-need";
    private static final BigDecimal LARGEST = new BigDecimal("1000000000");

    private final Catalogue catalogue;
    private final TableQuestions tables;
    private final DecisionTables decisions;
    private final Words words;

    PermitNeedPage(Catalogue catalogue, TableQuestions tables, DecisionTables decisions, Words words) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.decisions = decisions;
        this.words = words;
    }

    /** A question on the page. @param kind `number`, `yesNo` or `choice` @param value as typed, null before that @param error the word for what is wrong with it, null for nothing */
    record Asked(String name, String label, String kind, List<Choice> choices, String value, String error) {
    }

    record Choice(String value, String label) {
    }

    @GetMapping("/permits/need")
    ModelAndView page(@RequestParam Map<String, String> typed, @ModelAttribute("language") Language language) {
        Service service = catalogue.find(SERVICE).orElseThrow(PermitNeedPage::notFound);
        List<Question> questions = tables.questions(TABLE);
        if (questions.isEmpty()) throw notFound();
        WordList list = words.of(SERVICE, language);
        Question first = questions.get(0);
        FormField types = service.startForm().field(first.variable()).orElseThrow(PermitNeedPage::notFound);
        String type = typed.get(first.variable());
        boolean known = types.options().stream().anyMatch(option -> option.value().equals(type));
        var page = new ModelAndView("portal/permit-need").addObject("service", list).addObject("id", SERVICE)
                .addObject("first", first.variable()).addObject("type", known ? type : null).addObject("typeName", known ? new FormWords(service.startForm(), list).option(types, type) : null)
                .addObject("types", types.options().stream().map(option -> new Choice(option.value(), new FormWords(service.startForm(), list).option(types, option.value()))).toList())
                .addObject("typeLabel", new FormWords(service.startForm(), list).label(types))
                .addObject("wrongType", !known && type != null).addObject("wrong", false).addObject("answered", false).addObject("questions", List.of());
        if (!known) {
            if (type != null) page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        return facts(questions.stream().skip(1).filter(question -> question.countsFor(type)).toList(), typed, Map.of(first.variable(), type), service, list, page);
    }

    private ModelAndView facts(List<Question> questions, Map<String, String> typed, Map<String, Object> type, Service service, WordList list, ModelAndView page) {
        var facts = new HashMap<>(type);
        questions.forEach(question -> read(question, typed.get(question.variable())).ifPresent(fact -> facts.put(question.variable(), fact)));
        boolean answered = questions.stream().allMatch(question -> facts.containsKey(question.variable()));
        boolean wrong = !answered && typed.containsKey("asked");
        if (wrong) page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        page.addObject("wrong", wrong).addObject("questions", questions.stream().map(question -> asked(question, typed.get(question.variable()), wrong && !facts.containsKey(question.variable()), list)).toList());
        return answered ? answer(questions, facts, service, list, page) : page;
    }

    private ModelAndView answer(List<Question> questions, Map<String, Object> facts, Service service, WordList list, ModelAndView page) {
        var row = decisions.evaluate(TABLE, facts).stream().findFirst().orElse(Map.of());
        var standard = catalogue.standardDays(service, facts);
        return page.addObject("needed", row.get("needed")).addObject("answered", true)
                .addObject("reason", row.get("reason") == null ? null : list.get("reason." + row.get("reason")))
                .addObject("given", questions.stream().map(question -> Map.entry(list.get(question.key()), FactText.value(SERVICE, question.variable(), facts.get(question.variable()), list, list.language()))).toList())
                .addObject("days", standard.isPresent() ? standard.getAsInt() : null)
                .addObject("requests", service.documentsDecision().isPresent() ? catalogue.documentsFor(service, facts) : List.<DocumentRequest>of());
    }

    private static Asked asked(Question question, String typed, boolean wrong, WordList list) {
        var choices = question.codes().stream().map(code -> new Choice(code, FactText.value(SERVICE, question.variable(), code, list, list.language()))).toList();
        return new Asked(question.variable(), list.get(question.key()), kind(question), choices, typed, wrong ? "form.error." + (kind(question).equals("number") ? "integer" : "option") : null);
    }

    private static String kind(Question question) {
        return switch (question.type()) {
            case "boolean" -> "yesNo";
            case "string" -> "choice";
            default -> "number";
        };
    }

    /** The answer as the table reads it; empty when there is none, or none that it could read. */
    private static Optional<Object> read(Question question, String typed) {
        if (typed == null) return Optional.empty();
        return switch (kind(question)) {
            case "yesNo" -> Optional.<Object>of(typed.equals("true")).filter(yes -> typed.matches("true|false"));
            case "choice" -> Optional.<Object>of(typed).filter(question.codes()::contains);
            default -> number(typed, question.type());
        };
    }

    private static Optional<Object> number(String typed, String type) {
        String plain = typed.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
        if (!plain.matches("\\d{1,10}(\\.\\d{1,6})?") || new BigDecimal(plain).compareTo(LARGEST) > 0) return Optional.empty();
        if (type.equals("double") || type.equals("number")) return Optional.of(Double.valueOf(plain));
        return plain.contains(".") ? Optional.empty() : Optional.of(Long.valueOf(plain));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
