package ca.laval.mondossier.catalogue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Checks on the server what a form asks for: browsers, Tasklist and programs all submit through here. */
@Component
public class FormCheck {

    private final Feel feel;
    private final FieldReader reader;
    private final List<AnswerCheck> parts;

    @Autowired
    FormCheck(Feel feel, Clock clock, ObjectProvider<AnswerCheck> parts) {
        this(feel, clock, parts.orderedStream().toList());
    }

    public FormCheck(Feel feel, Clock clock) {
        this(feel, clock, List.of());
    }

    private FormCheck(Feel feel, Clock clock, List<AnswerCheck> parts) {
        this.feel = feel;
        this.reader = new FieldReader(clock);
        this.parts = parts;
    }

    /**
     * One page of an application form.
     *
     * @param submitted the parameters of the HTTP form; those that are no field of the page are ignored
     * @param earlier   the answers given so far, on this page and the others
     * @return all answers, this page's replaced by what was submitted; problems of this page only
     */
    public CheckedForm step(Form form, FormGroup step, Map<String, List<String>> submitted, Map<String, Object> earlier) {
        var onPage = new HashSet<>(step.fields().map(FormField::key).toList());
        return check(form, Map.of(), onPage::contains, field -> onPage.contains(field.key())
                ? reader.read(field, submitted.get(field.key()))
                : earlier.containsKey(field.key()) ? Reading.of(earlier.get(field.key())) : Reading.NOTHING);
    }

    /** All the answers of an application, as kept in a draft or sent by a program: the last check before it is filed. */
    public CheckedForm answers(Form form, Map<String, Object> answers) {
        return check(form, Map.of(), field -> true, field -> {
            var answer = answers.get(field.key());
            // A browser submits texts: a map is an answer that was checked before it was sealed.
            return field.isSealed() && answer instanceof Map ? Reading.of(answer) : reader.read(field, answer);
        });
    }

    /**
     * What Tasklist or a program submits to complete a task.
     *
     * @param variables the task's other variables, which conditions of the form may mention
     * @param allowed   names that may be submitted beside the form's fields; any other is a problem {@code unknown}
     */
    public CheckedForm task(Form form, Map<String, Object> submitted, Map<String, Object> variables, Set<String> allowed) {
        var checked = check(form, variables, field -> true, field -> reader.read(field, submitted.get(field.key())));
        var problems = new ArrayList<>(checked.problems());
        submitted.keySet().stream().sorted().filter(key -> !allowed.contains(key))
                .filter(key -> form.field(key).filter(field -> !field.disabled()).isEmpty())
                .forEach(key -> problems.add(FieldProblem.of(key, "unknown")));
        return new CheckedForm(checked.answers(), List.copyOf(problems), checked.hidden());
    }

    /** Keys of the groups, texts and fields that these answers hide. */
    public Set<String> hidden(Form form, Map<String, Object> answers) {
        return hidden(form, Map.of(), answers);
    }

    /** The pages that these answers leave something to read or ask on. */
    public List<FormGroup> steps(Form form, Map<String, Object> answers) {
        var hidden = hidden(form, answers);
        return form.steps().stream().filter(step -> !hidden.contains(step.key())
                && step.all().anyMatch(part -> !(part instanceof FormGroup) && !hidden.contains(part.key()))).toList();
    }

    FieldReader reader() {
        return reader;
    }

    private CheckedForm check(Form form, Map<String, Object> variables, Predicate<String> checked, Function<FormField, Reading> read) {
        var fields = form.fields();
        var readings = new LinkedHashMap<String, Reading>();
        var values = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            var reading = field.disabled() ? Reading.NOTHING : read.apply(field);
            readings.put(field.key(), reading);
            if (reading.value() != null) {
                values.put(field.key(), reading.value());
            }
        }
        var hidden = hidden(form, variables, values);
        values.keySet().removeAll(hidden);
        var problems = new ArrayList<FieldProblem>();
        for (var field : fields) {
            if (hidden.contains(field.key()) || !checked.test(field.key()) || field.disabled()) {
                continue;
            }
            var reading = readings.get(field.key());
            if (reading.problem() != null) {
                problems.add(reading.problem());
            } else if (field.required() && (reading.value() == null || Boolean.FALSE.equals(reading.value()))) {
                problems.add(FieldProblem.of(field.key(), switch (field.type()) {
                    case CHECKBOX -> "requiredCheckbox";
                    case CHECKLIST -> "requiredChecklist";
                    case SELECT, RADIO -> "requiredChoice";
                    default -> "required";
                }));
            } else if (reading.value() != null) {
                parts.stream().flatMap(part -> part.problem(field, reading.value()).stream()).findFirst().ifPresent(code -> problems.add(FieldProblem.of(field.key(), code)));
            }
        }
        return new CheckedForm(Collections.unmodifiableMap(values), List.copyOf(problems), hidden);
    }

    /**
     * A hidden answer hides what depends on it in turn, hence the rounds; there are no more rounds than components, so that
     * conditions that contradict each other end too.
     */
    private Set<String> hidden(Form form, Map<String, Object> variables, Map<String, Object> values) {
        var components = form.steps().stream().mapToLong(step -> step.all().count() + 1).sum();
        Set<String> hidden = Set.of();
        for (long round = 0; round <= components; round++) {
            var facts = new HashMap<>(variables);
            form.fields().stream().filter(field -> !field.disabled()).forEach(field -> facts.put(field.key(), null));
            facts.putAll(values);
            hidden.forEach(key -> facts.computeIfPresent(key, (name, value) -> null));
            var next = new HashSet<String>();
            form.steps().forEach(step -> collect(step, false, facts, next));
            if (next.equals(hidden)) {
                break;
            }
            hidden = next;
        }
        return Set.copyOf(hidden);
    }

    private void collect(FormComponent component, boolean parentHidden, Map<String, Object> facts, Set<String> hidden) {
        var isHidden = parentHidden || component.hide() != null && feel.isTrue(component.hide(), facts);
        if (isHidden) {
            hidden.add(component.key());
        }
        if (component instanceof FormGroup group) {
            group.components().forEach(child -> collect(child, isHidden, facts, hidden));
        }
    }
}
