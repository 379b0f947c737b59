package ca.laval.mondossier.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Prepares forms and answers for the templates, in the resident's language. */
@Component
public class FormViews {

    /** Before the end of a sealed answer. */
    private static final String MASK = "••••";

    private final FormCheck check;
    private final Words words;

    public FormViews(FormCheck check, Words words) {
        this.check = check;
        this.words = words;
    }

    /** A page as it is first shown, or shown again to change earlier answers. */
    public FormView page(Service service, FormGroup step, Map<String, Object> answers, Language language) {
        return page(service.startForm(), step, answers, wordsOf(service, language));
    }

    /**
     * A page shown again with what was typed, right or wrong.
     *
     * @param checked      what {@link FormCheck#step} said of it
     * @param withProblems false when the resident only asked to see the fields that depend on an answer
     */
    public FormView page(Service service, FormGroup step, Map<String, List<String>> submitted, CheckedForm checked,
            boolean withProblems, Language language) {
        return page(service.startForm(), step, submitted, checked, withProblems, wordsOf(service, language));
    }

    /** Answers to read; those to fields that the form has lost since come last. */
    public AnswersView answers(Service service, Map<String, Object> answers, Language language) {
        return answers(service.startForm(), answers, wordsOf(service, language));
    }

    /** One answer in words: an option's label, an amount, a date, yes or no. */
    public String answer(Service service, String key, Object answer, Language language) {
        var form = service.startForm();
        return String.join(", ", lines(form.field(key).orElse(null), answer, wordsOf(service, language)));
    }

    FormView page(Form form, FormGroup step, Map<String, Object> answers, FormWords words) {
        var shown = new LinkedHashMap<>(answers);
        if (step.fields().noneMatch(field -> answers.containsKey(field.key()))) {
            step.fields().filter(field -> field.defaultValue() != null).forEach(field -> {
                var value = check.reader().read(field, field.defaultValue()).value();
                if (value != null) {
                    shown.put(field.key(), value);
                }
            });
        }
        return view(form, step, field -> typed(field, shown.get(field.key()), words.language()), check.hidden(form, shown), List.of(), words);
    }

    FormView page(Form form, FormGroup step, Map<String, List<String>> submitted, CheckedForm checked, boolean withProblems, FormWords words) {
        return view(form, step, field -> submitted.getOrDefault(field.key(), List.of()), checked.hidden(),
                withProblems ? checked.problems() : List.of(), words);
    }

    AnswersView answers(Form form, Map<String, Object> answers, FormWords words) {
        var left = new LinkedHashMap<>(answers);
        var sections = new ArrayList<AnswersView.Section>();
        for (var step : form.steps()) {
            var rows = new ArrayList<AnswersView.Row>();
            step.fields().filter(field -> left.containsKey(field.key())).forEach(field ->
                    rows.add(new AnswersView.Row(field.key(), words.label(field), lines(field, left.remove(field.key()), words))));
            if (!rows.isEmpty()) {
                sections.add(new AnswersView.Section(step.key(), words.title(step), List.copyOf(rows)));
            }
        }
        if (!left.isEmpty()) {
            sections.add(new AnswersView.Section(null, null, left.entrySet().stream()
                    .map(answer -> new AnswersView.Row(answer.getKey(), words.label(answer.getKey()), lines(null, answer.getValue(), words)))
                    .toList()));
        }
        return new AnswersView(List.copyOf(sections), words.common("form.change"));
    }

    private FormWords wordsOf(Service service, Language language) {
        return new FormWords(service.startForm(), words.of(service.id(), language));
    }

    private FormView view(Form form, FormGroup step, Function<FormField, List<String>> values, Set<String> hidden,
            List<FieldProblem> problems, FormWords words) {
        var messages = problems.stream().filter(problem -> step.fields().anyMatch(field -> field.key().equals(problem.key())))
                .collect(Collectors.toMap(FieldProblem::key, words::message, (first, second) -> first, LinkedHashMap::new));
        var deciding = form.decidingFields(step);
        var parts = parts(step, values, hidden, messages, deciding, words);
        var errors = messages.entrySet().stream().map(error -> new FormView.ErrorLink("#" + id(error.getKey()), error.getValue())).toList();
        var errorsTitle = errors.isEmpty() ? null : errors.size() == 1 ? words.common("form.errors.one")
                : words.common("form.errors.many", errors.size());
        return new FormView(form.id(), step.key(), words.title(step), parts, errorsTitle, words.common("form.errorPrefix"), errors,
                deciding.isEmpty() ? null : words.common("form.refresh"));
    }

    private List<FormView.Part> parts(FormGroup group, Function<FormField, List<String>> values, Set<String> hidden,
            Map<String, String> messages, Set<String> deciding, FormWords words) {
        return group.components().stream().filter(component -> !hidden.contains(component.key()))
                .map(component -> part(component, values, hidden, messages, deciding, words))
                .filter(part -> !part.kind().equals("group") || !part.parts().isEmpty()).toList();
    }

    private FormView.Part part(FormComponent component, Function<FormField, List<String>> values, Set<String> hidden,
            Map<String, String> messages, Set<String> deciding, FormWords words) {
        if (component instanceof FormText text) {
            return plain("text", text.key(), null, SafeMarkdown.html(words.text(text)), List.of());
        }
        if (component instanceof FormGroup group) {
            return plain("group", group.key(), words.title(group), null, parts(group, values, hidden, messages, deciding, words));
        }
        var field = (FormField) component;
        return part(field, values.apply(field), messages.get(field.key()), deciding.contains(field.key()), words);
    }

    private FormView.Part part(FormField field, List<String> values, String error, boolean refresh, FormWords words) {
        var id = id(field.key());
        // What was given is never shown again, right or wrong; its end says what is kept.
        var mask = field.isSealed() && !values.isEmpty() && values.get(0).startsWith(MASK) ? values.get(0) : null;
        if (field.isSealed()) values = List.of();
        var help = Stream.of(words.help(field).orElse(null), mask == null ? null : words.common("form.kept", mask)).filter(Objects::nonNull)
                .collect(Collectors.collectingAndThen(Collectors.joining(" "), text -> text.isEmpty() ? null : text));
        var helpId = help == null ? null : "help-" + field.key();
        var errorId = error == null ? null : "error-" + field.key();
        var describedBy = Stream.of(helpId, errorId).filter(Objects::nonNull).collect(Collectors.joining(" "));
        var value = values.isEmpty() ? "" : values.get(0);
        var list = field.type() == FieldType.RADIO || field.type() == FieldType.CHECKLIST || field.type() == FieldType.SELECT;
        var french = words.language() == Language.FR;
        return new FormView.Part(kind(field.type()), field.key(), id, words.label(field),
                field.required() ? words.common("form.required") : null, field.required(), help, helpId, error, errorId,
                describedBy.isEmpty() ? null : describedBy, value, inputType(field), inputMode(field),
                field.property("autocomplete").orElse(null), field.isMoney() || field.type() == FieldType.NUMBER ? null : field.longest(),
                check.reader().limit(field, "minDate").map(LocalDate::toString).orElse(null),
                check.reader().limit(field, "maxDate").map(LocalDate::toString).orElse(null),
                field.isMoney() && !french ? "$" : null, field.isMoney() && french ? "$" : null,
                words.common("form.choose"), null, refresh,
                list ? choices(field, id, values, words) : field.type() == FieldType.CHECKBOX
                        ? List.of(new FormView.Choice(id, "true", words.label(field), values.contains("true") || values.contains("on"))) : List.of(),
                List.of());
    }

    /** The first button bears the field's own id, so that the error summary leads somewhere. */
    private static List<FormView.Choice> choices(FormField field, String id, List<String> values, FormWords words) {
        var choices = new ArrayList<FormView.Choice>();
        for (var option : field.options()) {
            choices.add(new FormView.Choice(choices.isEmpty() ? id : id + "-" + choices.size(), option.value(),
                    words.option(field, option.value()), values.contains(option.value())));
        }
        return List.copyOf(choices);
    }

    private static FormView.Part plain(String kind, String key, String label, String html, List<FormView.Part> parts) {
        return new FormView.Part(kind, key, id(key), label, null, false, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, html, false, List.of(), parts);
    }

    private static String kind(FieldType type) {
        return switch (type) {
            case TEXTAREA -> "textarea";
            case SELECT -> "select";
            case CHECKBOX -> "checkbox";
            case RADIO, CHECKLIST -> "choices";
            default -> "input";
        };
    }

    private static String inputType(FormField field) {
        return switch (field.type()) {
            case RADIO -> "radio";
            case CHECKBOX, CHECKLIST -> "checkbox";
            case DATE -> "date";
            default -> switch (field.format().orElse("")) {
                case "email" -> "email";
                case "phone" -> "tel";
                default -> "text";
            };
        };
    }

    private static String inputMode(FormField field) {
        if (field.isMoney()) {
            return "decimal";
        }
        if (field.type() == FieldType.NUMBER) {
            return field.decimalDigits() == 0 ? "numeric" : "decimal";
        }
        return field.property("inputmode").orElse(null);
    }

    private static String id(String key) {
        return "field-" + key;
    }

    private static List<String> typed(FormField field, Object answer, Language language) {
        if (answer == null) {
            return List.of();
        }
        if (answer instanceof Map<?, ?> sealed) {
            return List.of(MASK + sealed.get("tail"));
        }
        if (answer instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        if (field.isMoney() && answer instanceof Number cents) {
            return List.of(Formats.moneyInput(cents.longValue(), language));
        }
        var text = answer instanceof BigDecimal number ? number.toPlainString() : String.valueOf(answer);
        return List.of(field.type() == FieldType.NUMBER && language == Language.FR ? text.replace('.', ',') : text);
    }

    private static List<String> lines(FormField field, Object answer, FormWords words) {
        var language = words.language();
        if (answer == null || "".equals(answer)) {
            return List.of(words.common("form.noAnswer"));
        }
        if (answer instanceof Map<?, ?> sealed) {
            return List.of(MASK + sealed.get("tail"));
        }
        if (answer instanceof Boolean yes) {
            return List.of(words.common(yes ? "form.yes" : "form.no"));
        }
        if (answer instanceof List<?> several) {
            return several.isEmpty() ? List.of(words.common("form.noAnswer"))
                    : several.stream().map(value -> field == null ? String.valueOf(value) : words.option(field, String.valueOf(value))).toList();
        }
        if (field == null) {
            return String.valueOf(answer).lines().toList();
        }
        if (field.isMoney() && answer instanceof Number cents) {
            return List.of(Formats.money(cents.longValue(), language));
        }
        return switch (field.type()) {
            case NUMBER -> List.of(answer instanceof Number number
                    ? Formats.number(new BigDecimal(number.toString()), language) : String.valueOf(answer));
            case DATE -> List.of(date(String.valueOf(answer), language));
            case SELECT, RADIO -> List.of(words.option(field, String.valueOf(answer)));
            default -> String.valueOf(answer).lines().toList();
        };
    }

    private static String date(String iso, Language language) {
        try {
            return Formats.date(LocalDate.parse(iso), language);
        } catch (DateTimeParseException e) {
            return iso;
        }
    }
}
