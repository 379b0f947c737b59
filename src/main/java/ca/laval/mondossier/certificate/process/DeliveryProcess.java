package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `certificate-delivery`: its key, variables and error code. */
public final class DeliveryProcess {
    public static final String KEY = "certificate-delivery";

    public static final String DELIVERED_TOO_LATE = "deliveredTooLate";

    /** Whether the machine can issue another one now. */
    public static final Variable<Boolean> MORE_TO_ISSUE = new Variable<>("moreToIssue", Boolean.class);
    /** Whether lines need a person. */
    public static final Variable<Boolean> LEFT_TO_PREPARE = new Variable<>("leftToPrepare", Boolean.class);
    public static final Variable<Boolean> ANYTHING_TO_SIGN = new Variable<>("anythingToSign", Boolean.class);
    /** ALL, SOME or NONE of the order. */
    public static final Variable<String> ISSUED = new Variable<>("issued", String.class);

    private DeliveryProcess() {
    }
}
