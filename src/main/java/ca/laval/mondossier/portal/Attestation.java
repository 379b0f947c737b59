package ca.laval.mondossier.portal;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * The declaration that an exception of the Charter of the French language covers someone, as a session carries it.
 *
 * @param arrivedOn in Québec, for people who arrived less than six months ago; otherwise null
 */
record Attestation(long id, Reason reason, LocalDate arrivedOn) implements Serializable {

    enum Reason { ELIGIBLE_ENGLISH, INDIGENOUS, IMMIGRANT_6M, SAFETY_HEALTH, NATURAL_JUSTICE, OUTSIDE_QC, TOURIST }

    /** For people newly arrived, English ends after their first six months here. */
    boolean holdsOn(LocalDate day) {
        return arrivedOn == null || day.isBefore(arrivedOn.plusMonths(6));
    }
}
