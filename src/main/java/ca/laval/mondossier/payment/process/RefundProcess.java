package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `payment-refund`; its order is `paymentOrder`, the business key the case number. Other processes call it. */
public final class RefundProcess {
    public static final String KEY = "payment-refund";

    public static final String REFUND_CONFIRMED = KEY + ".refundConfirmed";
    public static final String REFUND_REFUSED = KEY + ".refundRefused";

    /** Why, in: a {@link ca.laval.mondossier.payment.Situation}. */
    public static final Variable<String> REFUND_SITUATION = new Variable<>("refundSituation", String.class);
    /** Lines of the order, in: `3` or `1,3`; absent for all that were not given back. */
    public static final Variable<String> REFUND_LINES = new Variable<>("refundLines", String.class);
    /** Who asks, in: a member of the staff; absent when no person does. */
    public static final Variable<String> REFUND_ASKED_BY = new Variable<>("refundAskedBy", String.class);
    /** Number of the refund, e.g. `CER-2026-000123-7.1-R2`; a caller leaves it to the process. */
    public static final Variable<String> REFUND_NUMBER = new Variable<>("refundNumber", String.class);
    /** Of the table, in percent of the fee. */
    public static final Variable<Number> REFUND_PERCENT = new Variable<>("refundPercent", Number.class);
    /** Of the table, for each line. */
    public static final Variable<Number> DEDUCTION_CENTS = new Variable<>("deductionCents", Number.class);
    /** AUTOMATIC or FINANCE by the table; NOTHING when nothing is due. */
    public static final Variable<String> REFUND_APPROVAL = new Variable<>("refundApproval", String.class);
    /** What goes back, in cents. */
    public static final Variable<Long> REFUND_CENTS = new Variable<>("refundCents", Long.class);
    /** What can still be given back of the payment, this refund included, in cents. */
    public static final Variable<Long> BALANCE_CENTS = new Variable<>("balanceCents", Long.class);
    /** SENT, CONFIRMED or REFUSED. */
    public static final Variable<String> REFUND_STATE = new Variable<>("refundState", String.class);
    /** Whether the provider was asked after ten days without an answer. */
    public static final Variable<Boolean> REFUND_CHASED = new Variable<>("refundChased", Boolean.class);
    /** approve or refuse. */
    public static final Variable<String> REFUND_DECISION = new Variable<>("refundDecision", String.class);
    /** again, otherwise or wait. */
    public static final Variable<String> FOLLOW_UP = new Variable<>("followUp", String.class);
    /** What became of it, out: refunded, nothing or refusedByFinance; pending until then. */
    public static final Variable<String> REFUND_OUTCOME = new Variable<>("refundOutcome", String.class);

    private RefundProcess() {
    }
}
