package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `community-funding` and of what it calls; their business key is the envelope's number. */
public final class EnvelopeProcess {
    public static final String KEY = "community-funding";

    public static final String FUNDER_REDUCED = KEY + ".funderReduced";

    /** Number of the envelope, that tasks link to. */
    public static final Variable<String> CASE_NUMBER = new Variable<>("caseNumber", String.class);
    /** Last day of the expenses that count, `YYYY-MM-DD`. */
    public static final Variable<String> FISCAL_YEAR_END = new Variable<>("fiscalYearEnd", String.class);
    /** What is missing of what was counted on. */
    public static final Variable<Long> SHORTFALL_CENTS = new Variable<>("shortfallCents", Long.class);
    /** `reduce`, `cover` or `abandon`. */
    public static final Variable<String> SHORTFALL_DECISION = new Variable<>("shortfallDecision", String.class);
    /** Code of the funder that answers, or takes something back. */
    public static final Variable<String> FUNDER = new Variable<>("funder", String.class);
    /** `commit`, `less` or `refuse`. */
    public static final Variable<String> COMMITMENT = new Variable<>("commitment", String.class);
    /** In dollars, as it was typed; only for less. */
    public static final Variable<String> COMMITTED_AMOUNT = new Variable<>("committedAmount", String.class);
    /** Of a reduction that was announced. */
    public static final Variable<String> REDUCED_FUNDER = new Variable<>("reducedFunder", String.class);
    public static final Variable<Number> REDUCTION_CENTS = new Variable<>("reductionCents", Number.class);
    /** `reduce`, `cover` or `reject`. */
    public static final Variable<String> AMENDMENT = new Variable<>("amendment", String.class);

    private EnvelopeProcess() {
    }
}
