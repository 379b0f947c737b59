package ca.laval.mondossier.catalogue;

import java.util.List;

/**
 * What is wrong with one answer.
 *
 * @param code the word key {@code form.error.<code>} says it to people
 * @param args what fills the sentence after the label: numbers, {@code Long} cents for amounts, {@code LocalDate}s
 */
public record FieldProblem(String key, String code, List<Object> args) {

    public FieldProblem {
        args = List.copyOf(args);
    }

    static FieldProblem of(String key, String code, Object... args) {
        return new FieldProblem(key, code, List.of(args));
    }
}
