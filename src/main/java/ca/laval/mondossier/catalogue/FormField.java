package ca.laval.mondossier.catalogue;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A question of a form and the rules for its answer.
 *
 * @param options    the answers allowed; empty when any is (a list that a task form fills from a variable)
 * @param properties the custom properties of the schema: {@code processVariable}, {@code money}, {@code format}…
 * @param disabled   shown, never submitted
 */
public record FormField(String key, FieldType type, String label, String help, boolean required, Integer minLength,
        Integer maxLength, Pattern pattern, String patternErrorMessage, BigDecimal min, BigDecimal max, int decimalDigits,
        List<FormOption> options, String hide, Map<String, String> properties, Object defaultValue, boolean disabled,
        boolean readonly) implements FormComponent {

    static final int MAX_TEXT = 200;
    static final int MAX_TEXTAREA = 4000;

    public FormField {
        options = List.copyOf(options);
        properties = Map.copyOf(properties);
    }

    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).filter(value -> !value.isBlank());
    }

    /** Goes to the process; every other answer stays in the case file. */
    public boolean isProcessVariable() {
        return isOn("processVariable");
    }

    /** Entered in dollars, kept in whole cents. */
    public boolean isMoney() {
        return isOn("money");
    }

    /** Stored encrypted, shown by its end only, never a variable. */
    public boolean isSealed() {
        return isOn("sealed");
    }

    /** How long after the end of the case the answer is kept, e.g. `P30D`; empty when it stays as long as the file. */
    public Optional<Period> eraseAfter() {
        return property("eraseAfter").map(Period::parse);
    }

    /** {@code message} or {@code note}: a text of a task form that goes to the case file, never to a variable. */
    public Optional<String> storeAs() {
        return property("storeAs");
    }

    /** What the answer says about the applicant: {@code name}, {@code address}, {@code email}, {@code phone}, {@code postalCode}. */
    public Optional<String> applicant() {
        return property("applicant");
    }

    /** {@code email}, {@code phone}, {@code postalCode}, {@code money} or nothing: the shape of a text. */
    Optional<String> format() {
        return property("format").or(() -> applicant().filter(List.of("email", "phone", "postalCode")::contains));
    }

    /** A text area that is a list: how many lines it may have; empty for a plain text. */
    OptionalInt lines() {
        return property("lines").map(most -> OptionalInt.of(Integer.parseInt(most))).orElseGet(OptionalInt::empty);
    }

    int longest() {
        return maxLength != null ? maxLength : type == FieldType.TEXTAREA ? MAX_TEXTAREA : MAX_TEXT;
    }

    boolean hasOption(String value) {
        return options.isEmpty() || options.stream().anyMatch(option -> option.value().equals(value));
    }

    private boolean isOn(String property) {
        return "true".equals(properties.get(property));
    }
}
