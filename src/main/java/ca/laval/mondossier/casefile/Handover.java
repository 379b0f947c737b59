package ca.laval.mondossier.casefile;

import java.time.Instant;
import java.util.Set;

/**
 * What the resident of a case may read of the time before it was theirs, e.g. of a property that was sold: what the project is, not the papers, letters
 * and messages of who had it before. The staff reads all.
 *
 * @param at when the case went over; {@link Instant#EPOCH} when it never did
 */
public record Handover(Instant at) {
    /** Documents that say who somebody is, or may say anything. */
    private static final Set<String> PERSONAL = Set.of("IDENTITY", "PROCURATION", "OTHER");

    public boolean happened() {
        return at.isAfter(Instant.EPOCH);
    }

    public boolean shows(Document document) {
        return shows(document.addedAt()) || !PERSONAL.contains(document.kind());
    }

    /** A letter or a message of this moment. */
    public boolean shows(Instant written) {
        return !written.isBefore(at);
    }
}
