package ca.laval.mondossier.catalogue;

import java.util.Optional;

/** What a part of the city hall knows of an answer beyond its shape, e.g. that a matricule is not one of the city's. */
public interface AnswerCheck {

    /**
     * The code of what is wrong, a word `form.error.<code>`; empty when nothing is, or when the field is none of its own.
     *
     * @param value the answer, typed and in good shape
     */
    Optional<String> problem(FormField field, Object value);
}
