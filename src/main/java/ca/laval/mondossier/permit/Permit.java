package ca.laval.mondossier.permit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A permit that was issued.
 *
 * @param state      VALID, STOPPED, EXPIRED or REVOKED
 * @param expiresOn  its last good day; null without end
 * @param reminderOn thirty days before; null without end
 * @param resolution of the council or the executive committee; null without one
 * @param document   the official document in force
 */
public record Permit(String caseNumber, String state, Instant issuedAt, LocalDate expiresOn, LocalDate reminderOn, boolean renewed, String resolution, UUID document) {
}
