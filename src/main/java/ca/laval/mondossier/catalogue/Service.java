package ca.laval.mondossier.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A service that residents can ask for on the portal.
 *
 * @param id         the process's id, and the folder of its models and words
 * @param casePrefix first letters of its case numbers
 * @param offices    groups whose people see its cases
 * @param properties all extension properties of the process
 */
public record Service(String id, String casePrefix, Optional<String> documentsDecision, OptionalInt serviceStandardDays,
        Set<String> offices, Form startForm, Map<String, String> properties) {

    /** Messages beside the portal's own that its residents may send while a case waits for them, by full name, e.g. `permit-life.renewalAsked`. */
    public List<String> residentActions() {
        return Stream.of(properties.getOrDefault("residentActions", "").split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }
}
