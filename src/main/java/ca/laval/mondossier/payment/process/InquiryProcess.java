package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `payment-inquiry`; its order is `paymentOrder`. The business key is the case number, or the provider's reference where no case is known. */
public final class InquiryProcess {
    public static final String KEY = "payment-inquiry";

    /** Number of the attempt within its order; absent for a difference that belongs to none. */
    public static final Variable<Integer> PAYMENT_ATTEMPT = new Variable<>("paymentAttempt", Integer.class);
    /** Whether a difference brought it, which only a person settles. */
    public static final Variable<Boolean> REPORTED = new Variable<>("reported", Boolean.class);
    /** The row of that difference. */
    public static final Variable<Long> PAYMENT_DIFFERENCE = new Variable<>("paymentDifference", Long.class);
    /** How often the provider was asked. */
    public static final Variable<Integer> TIMES_ASKED = new Variable<>("timesAsked", Integer.class);
    /** Whether the ledger knows how the attempt ended. */
    public static final Variable<Boolean> OUTCOME_KNOWN = new Variable<>("outcomeKnown", Boolean.class);
    /** What the person found: captured, notPaid, settled or wait. */
    public static final Variable<String> RECONCILIATION = new Variable<>("reconciliation", String.class);
    /** The provider's reference of the payment that the person found. */
    public static final Variable<String> PROVIDER_REFERENCE = new Variable<>("providerReference", String.class);

    private InquiryProcess() {
    }
}
