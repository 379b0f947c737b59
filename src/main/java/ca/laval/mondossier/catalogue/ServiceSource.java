package ca.laval.mondossier.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the catalogue learns what the models declare; the engine's side implements it. */
public interface ServiceSource {

    List<DeclaredService> declared();

    /**
     * A process as its extension properties describe it.
     *
     * @param audience            {@code resident} for a service that the portal offers
     * @param documentsDecision   id of the decision that names the documents, null when the service asks for none
     * @param serviceStandardDays business days to a decision, null when the service promises none
     * @param offices             groups that may see the cases: candidate groups of the tasks and those named besides
     * @param startForm           the JSON of the application form, null when the service has none
     * @param properties          all extension properties, for what only one part of the house asks
     */
    record DeclaredService(String id, String audience, String casePrefix, String documentsDecision, Integer serviceStandardDays,
            Set<String> offices, String startForm, Map<String, String> properties) {
    }
}
