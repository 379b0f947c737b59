package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `permit-assessment`. */
public final class AssessmentProcess {
    public static final String KEY = "permit-assessment";

    /** Whose opinion is asked. */
    public static final Variable<String> OFFICE = new Variable<>("office", String.class);
    /** favourable, conditions or unfavourable. */
    public static final Variable<String> OPINION = new Variable<>("opinion", String.class);

    private AssessmentProcess() {
    }
}
