package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `funding-account`. */
public final class AccountProcess {
    public static final String KEY = "funding-account";

    /** `asked`, `denied` or `unreached`. */
    public static final Variable<String> CALL_BACK_OUTCOME = new Variable<>("callBackOutcome", String.class);
    /** `confirm` or `refuse`. */
    public static final Variable<String> ACCOUNT_DECISION = new Variable<>("accountDecision", String.class);

    private AccountProcess() {
    }
}
