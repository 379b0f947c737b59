package ca.laval.mondossier.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a form says in one language: its labels, its help, its options, and what is wrong with an answer. */
public final class FormWords {

    /** Problems that an owner's own sentence {@code <form>.<key>.error} says better than the common one. */
    private static final Set<String> SHAPES = Set.of("pattern", "email", "phone", "postalCode");

    private final Form form;
    private final WordList words;

    public FormWords(Form form, WordList words) {
        this.form = form;
        this.words = words;
    }

    public Language language() {
        return words.language();
    }

    /** Null for a form that is one page without a title. */
    public String title(FormGroup step) {
        return step.key().equals(form.id()) ? words.find(form.id()).orElse(null) : word(step.key(), step.label());
    }

    public String label(FormField field) {
        return word(field.key(), field.label());
    }

    /** The label of an answer, even of one whose field has left the form since. */
    public String label(String key) {
        return form.field(key).map(this::label).orElseGet(() -> word(key, key));
    }

    public Optional<String> help(FormField field) {
        return words.lookup(form.id() + "." + field.key() + ".help").or(() -> Optional.ofNullable(field.help())).filter(help -> !help.isBlank());
    }

    public String option(FormField field, String value) {
        var label = field.options().stream().filter(option -> option.value().equals(value)).map(FormOption::label).findFirst();
        return word(field.key() + ".option." + value, label.filter(text -> !text.isBlank()).orElse(value));
    }

    /** Simple Markdown. */
    String text(FormText text) {
        return word(text.key(), text.text());
    }

    /** A sentence that names the field and says how to correct the answer. */
    public String message(FieldProblem problem) {
        if (SHAPES.contains(problem.code())) {
            var own = words.lookup(form.id() + "." + problem.key() + ".error")
                    .or(() -> form.field(problem.key()).map(FormField::patternErrorMessage));
            if (own.isPresent()) {
                return own.get();
            }
        }
        var args = new Object[problem.args().size() + 1];
        args[0] = label(problem.key()).replaceFirst("\\s*\\?$", "");
        for (int at = 1; at < args.length; at++) {
            args[at] = written(problem.args().get(at - 1), problem.code().endsWith("Money"));
        }
        return words.get("form.error." + problem.code(), args);
    }

    /** All that is wrong, for a program or a log line. */
    public String sentence(List<FieldProblem> problems) {
        return problems.stream().map(this::message).collect(Collectors.joining(" "));
    }

    String common(String key, Object... args) {
        return words.get(key, args);
    }

    private String written(Object arg, boolean money) {
        if (arg instanceof LocalDate day) {
            return Formats.date(day, language());
        }
        if (arg instanceof Long cents && money) {
            return Formats.money(cents, language());
        }
        if (arg instanceof BigDecimal number) {
            return Formats.number(number, language());
        }
        return arg instanceof Number number ? Formats.number(BigDecimal.valueOf(number.longValue()), language()) : String.valueOf(arg);
    }

    /** The word file's word, else what the schema says (it is written in English), else the key. */
    private String word(String name, String otherwise) {
        var key = form.id() + "." + name;
        return words.lookup(key).orElse(otherwise == null ? key : otherwise);
    }
}
