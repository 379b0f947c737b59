package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `funding-recovery`. */
public final class RecoveryProcess {
    public static final String KEY = "funding-recovery";

    /** In dollars, as it was typed. */
    public static final Variable<String> RETURNED_AMOUNT = new Variable<>("returnedAmount", String.class);
    /** Its reference at the bank: the same one counts once. */
    public static final Variable<String> RETURN_REFERENCE = new Variable<>("returnReference", String.class);

    /** In dollars, as it was typed: what came while legal affairs decides; nothing when nothing did. */
    public static final Variable<String> ARRIVED_AMOUNT = new Variable<>("arrivedAmount", String.class);
    /** Its reference at the bank. */
    public static final Variable<String> ARRIVED_REFERENCE = new Variable<>("arrivedReference", String.class);

    /** `wait` or `takeOver`. */
    public static final Variable<String> DEBT_DECISION = new Variable<>("debtDecision", String.class);
    /** Code of the words `funding.debt.*`. */
    public static final Variable<String> DEBT_REASON = new Variable<>("debtReason", String.class);
    /** Number of legal affairs' own file. */
    public static final Variable<String> CLAIM_NUMBER = new Variable<>("claimNumber", String.class);

    private RecoveryProcess() {
    }
}
