package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `subsidy-budget`: its key and variables; the business key is the change's number. */
public final class BudgetProcess {
    public static final String KEY = "subsidy-budget";

    public static final Variable<String> PROGRAM = new Variable<>("program", String.class);
    public static final Variable<Number> ENVELOPE_YEAR = new Variable<>("envelopeYear", Number.class);
    /** TOP_UP, SUSPEND or RESUME. */
    public static final Variable<String> CHANGE = new Variable<>("change", String.class);
    /** With TOP_UP, in dollars as typed: `5000.00`. */
    public static final Variable<String> ADDED_AMOUNT = new Variable<>("addedAmount", String.class);
    /** Whether more people in line may fit. */
    public static final Variable<Boolean> MORE_TO_LET_IN = new Variable<>("moreToLetIn", Boolean.class);

    private BudgetProcess() {
    }
}
