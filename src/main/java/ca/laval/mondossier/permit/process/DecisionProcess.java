package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-decision`. */
public final class DecisionProcess {
    public static final String KEY = "permit-decision";

    public static final String APPLICATION_REFUSED = "applicationRefused";

    /** STANDARD, PIIA, VARIANCE, CONDITIONAL_USE or REFUSE; in. */
    public static final Variable<String> PATH = new Variable<>("path", String.class);
    /** What the body decided; absent when none had to. */
    public static final Variable<String> COUNCIL_OUTCOME = new Variable<>("councilOutcome", String.class);
    /** grant or refuse. */
    public static final Variable<String> CONCLUSION = new Variable<>("conclusion", String.class);

    private DecisionProcess() {
    }
}
