package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `funding-report`. */
public final class ReportProcess {
    public static final String KEY = "funding-report";

    public static final String REPORT_FILED = KEY + ".reportFiled";
    public static final String CLARIFICATION_GIVEN = KEY + ".clarificationGiven";

    /** Days as `YYYY-MM-DD`. */
    public static final Variable<String> DUE_ON = new Variable<>("dueOn", String.class);
    public static final Variable<String> REMIND_ON = new Variable<>("remindOn", String.class);
    public static final Variable<String> REMIND_AGAIN_ON = new Variable<>("remindAgainOn", String.class);
    public static final Variable<String> LATE_ON = new Variable<>("lateOn", String.class);
    public static final Variable<String> OVERDUE_ON = new Variable<>("overdueOn", String.class);
    /** How many days late the report is then. */
    public static final Variable<Integer> OVERDUE_DAYS = new Variable<>("overdueDays", Integer.class);
    /** What the table asks for, as the next. */
    public static final Variable<Boolean> OUTSIDE_PERIOD = new Variable<>("outsidePeriod", Boolean.class);
    public static final Variable<Integer> OVER_BUDGET_PERCENT = new Variable<>("overBudgetPercent", Integer.class);
    public static final Variable<Integer> PROOFS = new Variable<>("proofs", Integer.class);
    public static final Variable<Long> INELIGIBLE_CENTS = new Variable<>("ineligibleCents", Long.class);
    public static final Variable<Integer> ADMIN_PERCENT = new Variable<>("adminPercent", Integer.class);
    public static final Variable<Boolean> INDICATORS_GIVEN = new Variable<>("indicatorsGiven", Boolean.class);
    public static final Variable<Boolean> VISIBILITY_GIVEN = new Variable<>("visibilityGiven", Boolean.class);
    public static final Variable<Boolean> STATEMENTS_GIVEN = new Variable<>("statementsGiven", Boolean.class);
    public static final Variable<Long> UNSPENT_CENTS = new Variable<>("unspentCents", Long.class);
    public static final Variable<Boolean> ENGLISH_MISSING = new Variable<>("englishMissing", Boolean.class);
    /** As reported. */
    public static final Variable<Long> EXPENSES_CENTS = new Variable<>("expensesCents", Long.class);
    /** Without the ineligible costs. */
    public static final Variable<Long> ELIGIBLE_CENTS = new Variable<>("eligibleCents", Long.class);
    /** `accept`, `clarify` or `refuse`. */
    public static final Variable<String> REVIEW_DECISION = new Variable<>("reviewDecision", String.class);
    /** In dollars, as it was typed. */
    public static final Variable<String> ACCEPTED_AMOUNT = new Variable<>("acceptedAmount", String.class);
    public static final Variable<Long> ACCEPTED_CENTS = new Variable<>("acceptedCents", Long.class);

    private ReportProcess() {
    }
}
