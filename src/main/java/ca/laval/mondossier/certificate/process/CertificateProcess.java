package ca.laval.mondossier.certificate.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `certificate-request`: its key, variables, message and error code. */
public final class CertificateProcess {
    public static final String KEY = "certificate-request";

    public static final String APPLICATION_WITHDRAWN = "certificate-request.applicationWithdrawn";
    public static final String MONEY_OWED = "moneyOwed";

    /** The order to pay; none when it is free. */
    public static final Variable<String> PAYMENT_ORDER = new Variable<>("paymentOrder", String.class);
    public static final Variable<Long> TOTAL_CENTS = new Variable<>("totalCents", Long.class);
    /** Business days in which the slowest certificate is promised, and after which the order is late. */
    public static final Variable<Integer> STANDARD_DAYS = new Variable<>("standardDays", Integer.class);
    public static final Variable<Integer> LATE_AFTER_DAYS = new Variable<>("lateAfterDays", Integer.class);
    /** Whether lines wait for their refund, which one is decided now, why, and what came of it. */
    public static final Variable<Boolean> REFUND_DUE = new Variable<>("refundDue", Boolean.class);
    public static final Variable<String> REFUND_NUMBER = new Variable<>("refundNumber", String.class);
    public static final Variable<String> REFUND_SITUATION = new Variable<>("refundSituation", String.class);
    public static final Variable<String> REFUND_OUTCOME = new Variable<>("refundOutcome", String.class);

    private CertificateProcess() {
    }
}
