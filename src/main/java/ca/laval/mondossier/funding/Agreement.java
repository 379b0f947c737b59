package ca.laval.mondossier.funding;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What an organisation gets and under which conditions; its number is a case's, whose file is the organisation's.
 *
 * @param neq          its business number, ten digits
 * @param grantedCents as amended
 * @param state        PROPOSED, ADOPTED, SIGNED (in force), DEFEATED, DEFAULTED, DISSOLVED, SETTLED or CLOSED
 * @param resolution   its number; null before it was adopted
 * @param signatory    whom the organisation's board named; null before
 * @param textEdition  from 1; which text is to be signed, or was
 */
public record Agreement(String number, String envelope, String neq, String name, String purpose, long grantedCents, String state, String resolution, LocalDate adoptedOn, String signatory,
                        Instant signedAt, Instant citySignedAt, int textEdition) {

    /** Not both have signed yet. */
    public boolean isToConclude() {
        return state.equals("PROPOSED") || state.equals("ADOPTED");
    }

    public boolean isInForce() {
        return state.equals("SIGNED");
    }
}
