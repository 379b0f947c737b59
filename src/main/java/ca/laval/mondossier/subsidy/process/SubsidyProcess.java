package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `subsidy-application`: its key, variables and messages. */
public final class SubsidyProcess {
    public static final String KEY = "subsidy-application";

    public static final String DOCUMENTS_RECEIVED = KEY + ".documentsReceived";
    public static final String APPLICATION_WITHDRAWN = KEY + ".applicationWithdrawn";

    /** Day of the purchase, `YYYY-MM-DD`; the analyst may correct it. */
    public static final Variable<String> PURCHASE_DATE = new Variable<>("purchaseDate", String.class);
    /** Whether the city's address file knows the applicant's address. */
    public static final Variable<Boolean> ADDRESS_MATCHED = new Variable<>("addressMatched", Boolean.class);
    /** Day the application was received, in Laval, `YYYY-MM-DD`. */
    public static final Variable<String> APPLICATION_DATE = new Variable<>("applicationDate", String.class);
    /** Full months from birth to purchase; the birth date itself stays in the case file. Absent without a child. */
    public static final Variable<Integer> CHILD_AGE_MONTHS = new Variable<>("childAgeMonths", Integer.class);
    /** Full months from the medical note to the application; absent without a note. */
    public static final Variable<Integer> MEDICAL_NOTE_MONTHS = new Variable<>("medicalNoteMonths", Integer.class);

    private SubsidyProcess() {
    }
}
