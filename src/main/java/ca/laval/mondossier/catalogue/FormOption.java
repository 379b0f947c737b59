package ca.laval.mondossier.catalogue;

/** One of the answers that a list allows. */
public record FormOption(String value, String label) {
}
