package ca.laval.mondossier.catalogue;

/** A document that an application needs, or may have; {@code document.<kind>} names it to people. */
public record DocumentRequest(String kind, boolean required) {
}
