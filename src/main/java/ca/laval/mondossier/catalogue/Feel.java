package ca.laval.mondossier.catalogue;

import java.util.Map;

/** Evaluates the conditions written in forms, with the same FEEL as the engine's decision tables. */
public interface Feel {

    /**
     * True only when the expression says so: unknown names are null, and what cannot be evaluated is not true.
     *
     * @param expression a FEEL expression, with or without the leading {@code =} of form schemas
     */
    boolean isTrue(String expression, Map<String, Object> facts);
}
