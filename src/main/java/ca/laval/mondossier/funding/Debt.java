package ca.laval.mondossier.funding;

import java.time.Instant;

/**
 * What an organisation owed and did not return, as handed to legal affairs; in cents.
 *
 * @param reason NO_ANSWER, INSOLVENT, DISSOLVED or DISPUTED
 * @param claim  number of legal affairs' own file
 */
public record Debt(String agreement, long cents, String reason, String claim, String decidedBy, Instant decidedAt) {
}
