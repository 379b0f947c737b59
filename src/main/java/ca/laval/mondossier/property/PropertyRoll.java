package ca.laval.mondossier.property;

import java.util.List;
import java.util.Optional;

/** The city's property file: who asks for a certificate or a permit names a property by address, lot or matricule. */
public interface PropertyRoll {

    /** The property that a resident's words mean: a matricule (with or without hyphens), a lot, or an address; empty when none or several fit. */
    Optional<Property> find(String words);

    Optional<Property> byMatricule(String matricule);

    /** Properties that fit beginnings of these words, ten at most: what a person may have meant. */
    List<Property> suggest(String words);
}
