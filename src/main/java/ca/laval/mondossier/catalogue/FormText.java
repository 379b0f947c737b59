package ca.laval.mondossier.catalogue;

/** Words between the fields, in simple Markdown. */
public record FormText(String key, String hide, String text) implements FormComponent {
}
