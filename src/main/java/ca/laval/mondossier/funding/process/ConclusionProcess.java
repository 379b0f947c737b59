package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `funding-conclusion`. */
public final class ConclusionProcess {
    public static final String KEY = "funding-conclusion";

    public static final String AGREEMENT_SIGNED = KEY + ".agreementSigned";
    /** The amounts have changed: the organisation signs again. */
    public static final String SIGNATURE_LAPSED = KEY + ".signatureLapsed";
    public static final String SIGNATORY_CHANGED = KEY + ".signatoryChanged";
    public static final String AGREEMENT_NOT_CONCLUDED = "agreementNotConcluded";

    /** `adopted`, `postponed` or `defeated`. */
    public static final Variable<String> RESOLUTION_OUTCOME = new Variable<>("resolutionOutcome", String.class);
    public static final Variable<String> RESOLUTION_NUMBER = new Variable<>("resolutionNumber", String.class);
    /** `YYYY-MM-DD`, as the next. */
    public static final Variable<String> RESOLUTION_ON = new Variable<>("resolutionOn", String.class);
    public static final Variable<String> NEXT_SITTING_ON = new Variable<>("nextSittingOn", String.class);

    private ConclusionProcess() {
    }
}
