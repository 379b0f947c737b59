package ca.laval.mondossier.catalogue;

/** One answer, read: a value, nothing (both null), or a problem. */
record Reading(Object value, FieldProblem problem) {

    static final Reading NOTHING = new Reading(null, null);

    static Reading of(Object value) {
        return new Reading(value, null);
    }

    static Reading wrong(FormField field, String code, Object... args) {
        return new Reading(null, FieldProblem.of(field.key(), code, args));
    }
}
