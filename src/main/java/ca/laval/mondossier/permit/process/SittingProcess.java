package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-sitting`. */
public final class SittingProcess {
    public static final String KEY = "permit-sitting";

    public static final String SITTING_MOVED = KEY + ".sittingMoved";

    public static final String NO_SITTING = "noSitting";
    public static final String NOTICE_TOO_LATE = "noticeTooLate";

    /** COUNCIL or EXECUTIVE; in. */
    public static final Variable<String> DECIDING_BODY = new Variable<>("decidingBody", String.class);
    /** A public notice is needed; in. */
    public static final Variable<Boolean> NOTICE_NEEDED = new Variable<>("noticeNeeded", Boolean.class);
    /** Day of the sitting, `YYYY-MM-DD`. */
    public static final Variable<String> SITTING_ON = new Variable<>("sittingOn", String.class);
    /** Last lawful day of the notice; absent without one. */
    public static final Variable<String> NOTICE_BY = new Variable<>("noticeBy", String.class);
    /** published or tooLate. */
    public static final Variable<String> NOTICE_OUTCOME = new Variable<>("noticeOutcome", String.class);
    /** Day the notice was published. */
    public static final Variable<String> PUBLISHED_ON = new Variable<>("publishedOn", String.class);
    /** WEB, NEWSPAPER or BOTH. */
    public static final Variable<String> NOTICE_PLACE = new Variable<>("noticePlace", String.class);
    /** ADOPTED, REFUSED or POSTPONED. */
    public static final Variable<String> RESOLUTION_OUTCOME = new Variable<>("resolutionOutcome", String.class);
    /** As in the minutes. */
    public static final Variable<String> RESOLUTION_NUMBER = new Variable<>("resolutionNumber", String.class);
    /** ADOPTED or REFUSED; out. */
    public static final Variable<String> COUNCIL_OUTCOME = new Variable<>("councilOutcome", String.class);

    private SittingProcess() {
    }
}
