package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `app-removal-exception`; its business key is the exception's number. */
public final class RemovalExceptionProcess {
    public static final String KEY = "app-removal-exception";

    public static final String EXCEPTION_REVOKED = KEY + ".exceptionRevoked";

    /** Nothing is left to decide. */
    public static final String MEASURE_LIFTED = KEY + ".measureLifted";

    public static final String NOT_IN_SCOPE = "notInScope";

    /** grant or deny. */
    public static final Variable<String> EXCEPTION_DECISION = new Variable<>("exceptionDecision", String.class);
    /** Number of the committee's decision. */
    public static final Variable<String> EXCEPTION_RESOLUTION = new Variable<>("exceptionResolution", String.class);

    /** Why the measure does not reach the device: LIFTED, GONE, PERSONAL or CATEGORY. */
    public static final Variable<String> SCOPE_REASON = new Variable<>("scopeReason", String.class);

    private RemovalExceptionProcess() {
    }
}
