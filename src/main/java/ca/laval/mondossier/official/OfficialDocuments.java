package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the city issues under its name: a certificate, a permit, an agreement. Each is an accessible, signed PDF with a code by which
 * anybody can verify it. Its SHA-256 is kept; issued again, a document is a new one.
 */
public interface OfficialDocuments {

    /** Makes, signs and keeps a document, once per case and key: called again, it answers the one that is there. Takes part in the caller's transaction. */
    OfficialDocument issue(Issue issue);

    /** No longer valid, for this reason; the verification page says so. */
    void revoke(UUID id, String reason);

    /** Of a case, oldest first. */
    List<OfficialDocument> of(CaseNumber caseNumber);

    /** The PDF itself; empty when this case has no such document. */
    Optional<byte[]> content(CaseNumber caseNumber, UUID id);

    /**
     * @param key      of the step or line that issues it: one document per case and key
     * @param template file name below `processes/<service>/documents/`, without `_fr.html`
     * @param title    word key of what it is, in the words of the case's service, e.g. `certificate.CERT_EVALUATION`
     * @param property what the verification page may show beside type and date, e.g. the address; never a person
     * @param facts    what the template may use: text, whole numbers, amounts in cents (names ending in `Cents`), ISO dates
     */
    record Issue(String caseNumber, String key, String template, String title, String property, Map<String, Object> facts) {
    }
}
