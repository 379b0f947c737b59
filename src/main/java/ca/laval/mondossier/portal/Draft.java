package ca.laval.mondossier.portal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An application that is still being written.
 *
 * @param channel     `PORTAL`, `COUNTER` or `PHONE`
 * @param answers     by field; an answer that was refused stays as it was typed, so that nothing is lost
 * @param caseNumber  once it was sent; null before
 */
public record Draft(UUID id, String service, String channel, Map<String, Object> answers, Instant updatedAt, String caseNumber) {

    public boolean isSent() {
        return caseNumber != null;
    }
}
