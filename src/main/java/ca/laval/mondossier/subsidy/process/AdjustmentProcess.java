package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;
import ca.laval.mondossier.subsidy.Adjustment;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The one Java face of `subsidy-adjustment`: its key, variables and error; the business key is the adjustment's number. */
public final class AdjustmentProcess {
    public static final String KEY = "subsidy-adjustment";

    /** Error: the differences do not fit into the envelope. */
    public static final String BUDGET_EXHAUSTED = "budgetExhausted";

    public static final Variable<String> PROGRAM = new Variable<>("program", String.class);
    /** First day of purchase that the raise covers, `YYYY-MM-DD`. */
    public static final Variable<String> PURCHASED_FROM = new Variable<>("purchasedFrom", String.class);
    /** Whose envelope pays. */
    public static final Variable<Number> ENVELOPE_YEAR = new Variable<>("envelopeYear", Number.class);
    /** How many paid cases get a difference. */
    public static final Variable<Integer> CASES = new Variable<>("adjustmentCases", Integer.class);
    /** All differences, in cents. */
    public static final Variable<Long> TOTAL_CENTS = new Variable<>("adjustmentCents", Long.class);
    /** Paid cases whose amount a person set. */
    public static final Variable<Integer> SET_BY_PERSONS = new Variable<>("setByPersons", Integer.class);
    /** Whether payments have not begun yet. */
    public static final Variable<Boolean> MORE_TO_PAY = new Variable<>("moreToPay", Boolean.class);

    private AdjustmentProcess() {
    }

    static void store(DelegateExecution task, Adjustment adjustment) {
        CASES.set(task, adjustment.cases());
        TOTAL_CENTS.set(task, adjustment.totalCents());
        SET_BY_PERSONS.set(task, adjustment.setByPersons());
    }
}
