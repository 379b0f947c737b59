package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `payment-reconciliation`. */
public final class ReconciliationProcess {
    public static final String KEY = "payment-reconciliation";

    /** New ones of this night. */
    public static final Variable<Integer> DIFFERENCES = new Variable<>("differences", Integer.class);

    private ReconciliationProcess() {
    }
}
