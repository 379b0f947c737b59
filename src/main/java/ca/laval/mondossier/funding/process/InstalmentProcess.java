package ca.laval.mondossier.funding.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `funding-instalment`; its bank messages are those that the payout batches send. */
public final class InstalmentProcess {
    public static final String KEY = "funding-instalment";

    public static final String SITUATION_CHANGED = KEY + ".situationChanged";
    public static final String ACCOUNT_CORRECTED = KEY + ".accountCorrected";
    public static final String PAYOUT_SETTLED = KEY + ".payoutSettled";
    public static final String PAYOUT_RETURNED = KEY + ".payoutReturned";
    public static final String AGREEMENT_DEFAULTED = "agreementDefaulted";

    /** `ACCEPTED`, `LATE` or `DEFAULT`; absent before any report. */
    public static final Variable<String> REPORT_STATE = new Variable<>("reportState", String.class);
    /** Code of the words `funding.held.*`. */
    public static final Variable<String> HELD_FOR = new Variable<>("heldFor", String.class);
    /** What the table asks for, as the next. */
    public static final Variable<Boolean> ACCOUNT_CONFIRMED = new Variable<>("accountConfirmed", Boolean.class);
    public static final Variable<Long> DUE_CENTS = new Variable<>("dueCents", Long.class);
    public static final Variable<Boolean> RESOLUTION_ADOPTED = new Variable<>("resolutionAdopted", Boolean.class);
    public static final Variable<Boolean> SIGNED = new Variable<>("signed", Boolean.class);
    public static final Variable<Boolean> ALL_COMMITTED = new Variable<>("allCommitted", Boolean.class);
    public static final Variable<Boolean> FUNDS_RECEIVED = new Variable<>("fundsReceived", Boolean.class);
    public static final Variable<Integer> DAYS_LATE = new Variable<>("daysLate", Integer.class);

    private InstalmentProcess() {
    }
}
