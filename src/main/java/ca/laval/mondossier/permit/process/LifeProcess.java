package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-life`. */
public final class LifeProcess {
    public static final String KEY = "permit-life";

    public static final String WORK_FINISHED = KEY + ".workFinished";
    public static final String RENEWAL_ASKED_MESSAGE = KEY + ".renewalAsked";

    public static final String RENEWAL_ASKED = "renewalAsked";
    public static final String PAYMENT_LAPSED = "paymentLapsed";
    public static final String PERMIT_REVOKED = "permitRevoked";

    /** The permit was renewed before. */
    public static final Variable<Boolean> RENEWED = new Variable<>("renewed", Boolean.class);
    /** resume or revoke. */
    public static final Variable<String> STOP_WORK_DECISION = new Variable<>("stopWorkDecision", String.class);

    private LifeProcess() {
    }
}
