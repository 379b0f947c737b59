package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-council`. */
public final class CommitteeProcess {
    public static final String KEY = "permit-council";

    public static final String COMMITTEE_MOVED = KEY + ".committeeMoved";

    public static final String NO_SITTING = "noSitting";

    /** Day of the meeting, `YYYY-MM-DD`. */
    public static final Variable<String> COMMITTEE_ON = new Variable<>("committeeOn", String.class);
    /** The committee postponed the case. */
    public static final Variable<Boolean> COMMITTEE_AGAIN = new Variable<>("committeeAgain", Boolean.class);
    /** ADOPTED, REFUSED or POSTPONED. */
    public static final Variable<String> RECOMMENDATION = new Variable<>("recommendation", String.class);
    /** As in the minutes. */
    public static final Variable<String> RECOMMENDATION_NUMBER = new Variable<>("recommendationNumber", String.class);

    private CommitteeProcess() {
    }
}
