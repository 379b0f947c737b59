package ca.laval.mondossier.catalogue;

/** What a field of a form asks for, and so the type of its answer. */
public enum FieldType {
    /** One line of text: {@code String}, or whole cents as {@code Long} when the field is an amount. */
    TEXT,
    /** Lines of text: {@code String}. */
    TEXTAREA,
    /** {@code Long}, or {@code BigDecimal} when the schema allows decimals. */
    NUMBER,
    /** One option of a list: {@code String}. */
    SELECT,
    /** One option of a few: {@code String}. */
    RADIO,
    /** {@code Boolean}. */
    CHECKBOX,
    /** Some of the options: {@code List<String>} in the answers, joined with commas as a process variable. */
    CHECKLIST,
    /** A calendar day: {@code String}, {@code YYYY-MM-DD}. */
    DATE,
    /** A component of a task form that the server does not check; never in a start form. */
    OTHER
}
