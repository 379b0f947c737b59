package ca.laval.mondossier.official;

import java.time.Instant;
import java.util.UUID;

/**
 * An issued document, without its content.
 *
 * @param code          what the verification page asks for, e.g. `K7QP-M3XD-94TW`: random, not countable
 * @param revokedReason null while it is valid
 */
public record OfficialDocument(UUID id, String code, String caseNumber, String key, String title, String property, Instant issuedAt, int size, String sha256,
                               Instant revokedAt, String revokedReason) {
}
