package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `subsidy-difference`: its key, variables and messages; the business key is the paid case's number. */
public final class DifferenceProcess {
    public static final String KEY = "subsidy-difference";

    public static final String PAYOUT_SETTLED = KEY + PayoutProcess.SETTLED;
    public static final String PAYOUT_RETURNED = KEY + PayoutProcess.RETURNED;

    /** The adjustment that pays. */
    public static final Variable<String> ADJUSTMENT = new Variable<>("adjustment", String.class);
    public static final Variable<String> PROGRAM = new Variable<>("program", String.class);
    /** In cents. */
    public static final Variable<Long> DIFFERENCE_CENTS = new Variable<>("differenceCents", Long.class);

    private DifferenceProcess() {
    }
}
