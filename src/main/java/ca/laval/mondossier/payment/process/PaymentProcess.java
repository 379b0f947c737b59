package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `payment`: its key, variables and messages; the business key is the case number of the caller. */
public final class PaymentProcess {
    public static final String KEY = "payment";

    public static final String PAYMENT_CONFIRMED = KEY + ".paymentConfirmed";
    public static final String PAYMENT_CANCELLED = KEY + ".paymentCancelled";

    /** The order to pay, in: `CER-2026-000123-7.1`. */
    public static final Variable<String> PAYMENT_ORDER = new Variable<>("paymentOrder", String.class);
    /** What became of it, out: paid, lapsed or cancelled. */
    public static final Variable<String> PAYMENT_OUTCOME = new Variable<>("paymentOutcome", String.class);

    private PaymentProcess() {
    }
}
