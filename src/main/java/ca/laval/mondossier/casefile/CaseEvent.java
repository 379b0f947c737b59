package ca.laval.mondossier.casefile;

import java.time.Instant;

/**
 * One line of a case file's history.
 *
 * @param code   `STATUS.<status>` for a status the diagram reached, otherwise what somebody did, e.g. `DOCUMENTS_SENT`
 * @param actor  RESIDENT, CITY or SYSTEM
 * @param staff  the staff member's id, for the counter only
 */
public record CaseEvent(Instant at, String code, String actor, String staff) {
}
