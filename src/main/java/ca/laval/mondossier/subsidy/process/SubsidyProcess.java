package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;
import ca.laval.mondossier.subsidy.SubsidyClaims;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The one Java face of `subsidy-application`: its key, variables and messages. */
public final class SubsidyProcess {
    public static final String KEY = "subsidy-application";

    public static final String DOCUMENTS_RECEIVED = KEY + ".documentsReceived";
    public static final String APPLICATION_WITHDRAWN = KEY + ".applicationWithdrawn";

    public static final String BUDGET_RESERVED = KEY + ".budgetReserved";
    public static final String PAYOUT_SETTLED = KEY + ".payoutSettled";
    public static final String PAYOUT_RETURNED = KEY + ".payoutReturned";
    public static final String ANSWERS_CORRECTED = KEY + ".answersCorrected";
    public static final String REVIEW_ASKED = KEY + ".reviewAsked";

    /** Error: the amount does not fit into the envelope. */
    public static final String BUDGET_EXHAUSTED = "budgetExhausted";
    /** Error: the case is refused, wherever it is; `refusalReason` says why. */
    public static final String APPLICATION_REFUSED = "applicationRefused";

    public static final Variable<String> PROGRAM = new Variable<>("program", String.class);
    /** Items bought. */
    public static final Variable<Number> QUANTITY = new Variable<>("quantity", Number.class);
    /** Of the programme: granted once per what. */
    public static final Variable<String> UNIQUENESS = new Variable<>("uniqueness", String.class);
    /** Of the programme: units per address; absent when it counts none. */
    public static final Variable<Integer> MAX_UNITS = new Variable<>("maxUnits", Integer.class);
    /** Grant, in cents. */
    public static final Variable<Long> GRANT_CENTS = new Variable<>("grantCents", Long.class);
    /** Year whose envelope pays. */
    public static final Variable<Integer> ENVELOPE_YEAR = new Variable<>("envelopeYear", Integer.class);
    /** What the envelope holds on the first day of its year, in cents. */
    public static final Variable<Long> ENVELOPE_CENTS = new Variable<>("envelopeCents", Long.class);
    /** OPEN, EXHAUSTED, SUSPENDED or CLOSED. */
    public static final Variable<String> ENVELOPE_STATUS = new Variable<>("envelopeStatus", String.class);
    /** What the case could have set aside, in cents. */
    public static final Variable<Long> ENVELOPE_LEFT_CENTS = new Variable<>("envelopeLeftCents", Long.class);
    /** DEPOSIT or CHEQUE; cases without it are paid by cheque. */
    public static final Variable<String> PAYMENT_METHOD = new Variable<>("paymentMethod", String.class);
    /** 0 to 99, drawn once for the case. */
    public static final Variable<Integer> SAMPLE_NUMBER = new Variable<>("sampleNumber", Integer.class);
    /** Another case holds the right of this child, person or address. */
    public static final Variable<Boolean> DUPLICATE = new Variable<>("duplicate", Boolean.class);
    /** Units that other cases of the address hold. */
    public static final Variable<Integer> TREES_GRANTED_AT_ADDRESS = new Variable<>("treesGrantedAtAddress", Integer.class);
    /** Another case has the same store and invoice number. */
    public static final Variable<Boolean> INVOICE_SEEN = new Variable<>("invoiceSeen", Boolean.class);
    /** Other applicants with this bank account in twelve months. */
    public static final Variable<Integer> ACCOUNT_APPLICANTS = new Variable<>("accountApplicants", Integer.class);

    /** Day of the purchase, `YYYY-MM-DD`; the analyst may correct it. */
    public static final Variable<String> PURCHASE_DATE = new Variable<>("purchaseDate", String.class);
    /** Whether the city's address file knows the applicant's address. */
    public static final Variable<Boolean> ADDRESS_MATCHED = new Variable<>("addressMatched", Boolean.class);
    /** Day the application was received, in Laval, `YYYY-MM-DD`. */
    public static final Variable<String> APPLICATION_DATE = new Variable<>("applicationDate", String.class);
    /** Full months from birth to purchase; the birth date itself stays in the case file, until some time after its end. Absent without a child. */
    public static final Variable<Integer> CHILD_AGE_MONTHS = new Variable<>("childAgeMonths", Integer.class);
    /** Full months from the medical note to the application; absent without a note. */
    public static final Variable<Integer> MEDICAL_NOTE_MONTHS = new Variable<>("medicalNoteMonths", Integer.class);

    private SubsidyProcess() {
    }

    static void store(DelegateExecution task, SubsidyClaims.Claimed claimed) {
        DUPLICATE.set(task, claimed.duplicate());
        TREES_GRANTED_AT_ADDRESS.set(task, claimed.unitsOfOthers());
        INVOICE_SEEN.set(task, claimed.invoiceSeen());
        ACCOUNT_APPLICANTS.set(task, claimed.accountApplicants());
    }
}
