package ca.laval.mondossier.catalogue;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Camunda form schema, understood: what it asks and by which rules.
 *
 * @param steps the top-level groups, which are the portal's pages; a form without groups is one step named like the form
 */
public record Form(String id, List<FormGroup> steps) {

    public Form {
        steps = List.copyOf(steps);
    }

    /**
     * An application form for the portal: strict, so that what cannot be offered stops the start and not a resident.
     *
     * @throws FormSchemaException with one sentence that names the form and the component
     */
    public static Form start(String schema) {
        return new FormParser(true).parse(schema);
    }

    /** A form that Tasklist renders: components unknown here are left unchecked. */
    public static Form task(String schema) {
        return new FormParser(false).parse(schema);
    }

    /** The answers to the steps in which the applicant says nothing of who they are. */
    public Map<String, Object> withoutApplicant(Map<String, Object> answers) {
        return steps.stream().filter(step -> step.fields().noneMatch(field -> field.applicant().isPresent())).flatMap(FormGroup::fields).map(FormField::key)
                .filter(answers::containsKey).collect(Collectors.toMap(Function.identity(), answers::get));
    }

    public List<FormField> fields() {
        return steps.stream().flatMap(FormGroup::fields).toList();
    }

    public Optional<FormField> field(String key) {
        return fields().stream().filter(field -> field.key().equals(key)).findFirst();
    }

    public Optional<FormGroup> step(String key) {
        return steps.stream().filter(step -> step.key().equals(key)).findFirst();
    }

    public Optional<FormGroup> stepOf(String fieldKey) {
        return steps.stream().filter(step -> step.fields().anyMatch(field -> field.key().equals(fieldKey))).findFirst();
    }

    /** The answer that says this about the applicant ({@code name}, {@code email}…), for the search index of the case file. */
    public Optional<String> applicant(String what, Map<String, Object> answers) {
        return fields().stream().filter(field -> field.applicant().filter(what::equals).isPresent())
                .map(field -> answers.get(field.key())).filter(Objects::nonNull).map(String::valueOf).findFirst();
    }

    /**
     * The answers that the process may know, each under its field's key: a checklist joined with commas, a decimal number as
     * a {@code Double}, and null for what was not asked or answered, so that every expression finds every name.
     */
    public Map<String, Object> processVariables(Map<String, Object> answers) {
        var variables = new LinkedHashMap<String, Object>();
        fields().stream().filter(FormField::isProcessVariable)
                .forEach(field -> variables.put(field.key(), variable(answers.get(field.key()))));
        return variables;
    }

    /** The words that this form needs in each language's file; the completeness test asks for them. */
    public Set<String> wordKeys() {
        var keys = new TreeSet<String>();
        for (var step : steps) {
            Stream.concat(step.key().equals(id) ? Stream.empty() : Stream.of(step), step.all()).forEach(component -> {
                var key = id + "." + component.key();
                if (component instanceof FormField field) {
                    keys.add(key);
                    field.options().forEach(option -> keys.add(key + ".option." + option.value()));
                    if (field.help() != null) {
                        keys.add(key + ".help");
                    }
                    if (field.pattern() != null) {
                        keys.add(key + ".error");
                    }
                } else if (component instanceof FormGroup group ? group.label() != null : !((FormText) component).text().isBlank()) {
                    keys.add(key);
                }
            });
        }
        return keys;
    }

    /** The keys of the fields on which the visibility of something in the given step depends. */
    Set<String> decidingFields(FormGroup step) {
        var conditions = Stream.concat(Stream.of(step), step.all()).map(FormComponent::hide)
                .filter(Objects::nonNull).collect(Collectors.joining("\n"));
        return step.fields().map(FormField::key)
                .filter(key -> Pattern.compile("(?<![\\w.\"])" + Pattern.quote(key) + "(?![\\w\"])").matcher(conditions).find())
                .collect(Collectors.toSet());
    }

    private static Object variable(Object answer) {
        if (answer instanceof List<?> values) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return answer instanceof BigDecimal number ? number.doubleValue() : answer;
    }
}
