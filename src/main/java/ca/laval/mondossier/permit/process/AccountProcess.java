package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-account`. */
public final class AccountProcess {
    public static final String KEY = "permit-account";

    public static final String PAYMENT_LAPSED = "paymentLapsed";

    /** APPLICATION, VARIANCE or RENEWAL; in. */
    public static final Variable<String> FEE_FOR = new Variable<>("feeFor", String.class);
    /** Of the table: `STUDY,NOTICE`. */
    public static final Variable<String> FEE_LINES = new Variable<>("feeLines", String.class);
    /** Of the table, in cents: `76500,32800`. */
    public static final Variable<String> FEE_AMOUNTS = new Variable<>("feeAmounts", String.class);

    private AccountProcess() {
    }
}
