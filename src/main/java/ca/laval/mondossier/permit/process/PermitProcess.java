package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-application`. */
public final class PermitProcess {
    public static final String KEY = "permit-application";

    public static final String APPLICATION_WITHDRAWN = KEY + ".applicationWithdrawn";

    public static final String PERMIT_NOT_NEEDED = "permitNotNeeded";
    public static final String APPLICATION_INCOMPLETE = "applicationIncomplete";
    public static final String PAYMENT_LAPSED = "paymentLapsed";
    public static final String APPLICATION_REFUSED = "applicationRefused";

    /** Code of the application form. */
    public static final Variable<String> TYPE = new Variable<>("type", String.class);
    /** Last good day of the permit, `YYYY-MM-DD`; absent without end. */
    public static final Variable<String> EXPIRES_ON = new Variable<>("expiresOn", String.class);
    /** Day of the reminder, `YYYY-MM-DD`. */
    public static final Variable<String> REMINDER_ON = new Variable<>("reminderOn", String.class);
    /** CERTIFICATE, PERMIT, OCCUPANCY or RESOLUTION. */
    public static final Variable<String> INSTRUMENT = new Variable<>("instrument", String.class);
    /** 0 for no end. */
    public static final Variable<Number> VALIDITY_MONTHS = new Variable<>("validityMonths", Number.class);
    /** Of the body that decided; absent without one. */
    public static final Variable<String> RESOLUTION_NUMBER = new Variable<>("resolutionNumber", String.class);

    private PermitProcess() {
    }
}
