package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `payment-dispute`; its order is `paymentOrder`, the business key the case number. */
public final class DisputeProcess {
    public static final String KEY = "payment-dispute";

    public static final String DISPUTE_WON = KEY + ".disputeWon";
    public static final String DISPUTE_LOST = KEY + ".disputeLost";

    /** The provider's reference of the dispute. */
    public static final Variable<String> PAYMENT_DISPUTE = new Variable<>("paymentDispute", String.class);
    /** What is contested, in cents. */
    public static final Variable<Long> DISPUTE_CENTS = new Variable<>("disputeCents", Long.class);
    /** contested or accepted. */
    public static final Variable<String> DISPUTE_ANSWER = new Variable<>("disputeAnswer", String.class);

    private DisputeProcess() {
    }
}
