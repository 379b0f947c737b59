package ca.laval.mondossier.removal.process;

/** The one Java face of `account-suspension`; its business key is the campaign's number. */
public final class SuspensionProcess {
    public static final String KEY = "account-suspension";

    public static final String MEASURE_LIFTED = KEY + ".measureLifted";

    private SuspensionProcess() {
    }
}
