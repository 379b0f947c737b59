package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `app-removal`; its business key is the campaign's number. */
public final class RemovalProcess {
    public static final String KEY = "app-removal";

    public static final String FAILURE_RATE_PASSED = KEY + ".failureRatePassed";
    public static final String REVIEW_ASKED = KEY + ".reviewAsked";

    public static final String ALREADY_FORBIDDEN = "alreadyForbidden";

    /** Number of the campaign, in every process of a measure: what their tasks link to. */
    public static final Variable<String> CASE_NUMBER = new Variable<>("caseNumber", String.class);
    public static final Variable<String> APPLICATION_NAME = new Variable<>("applicationName", String.class);
    /** Separated by commas, as the two that follow; absent where nothing was typed. */
    public static final Variable<String> ANDROID_IDS = new Variable<>("androidIds", String.class);
    public static final Variable<String> IOS_IDS = new Variable<>("iosIds", String.class);
    public static final Variable<String> COMPUTER_NAMES = new Variable<>("computerNames", String.class);
    public static final Variable<String> LEGAL_BASIS = new Variable<>("legalBasis", String.class);
    /** PHONE, TABLET, COMPUTER, PUBLIC_WORKSTATION and KIOSK, separated by commas. */
    public static final Variable<String> CATEGORIES = new Variable<>("categories", String.class);
    /** `YYYY-MM-DD`. */
    public static final Variable<String> STARTS_ON = new Variable<>("startsOn", String.class);
    /** Day of the next review, `YYYY-MM-DD`. */
    public static final Variable<String> REVIEW_ON = new Variable<>("reviewOn", String.class);
    /** renew or lift. */
    public static final Variable<String> REVIEW_DECISION = new Variable<>("reviewDecision", String.class);
    /** The campaign pauses itself when more of the commanded devices fail. */
    public static final Variable<Number> FAILURE_PERCENT = new Variable<>("failurePercent", Number.class);
    /** For Cockpit: devices with an open case, those that never had the application and are blocked, and those whose case is closed. */
    public static final Variable<Integer> DEVICES_OPEN = new Variable<>("devicesOpen", Integer.class);
    public static final Variable<Integer> DEVICES_KEPT_AWAY = new Variable<>("devicesKeptAway", Integer.class);
    public static final Variable<Integer> DEVICES_CLOSED = new Variable<>("devicesClosed", Integer.class);

    private RemovalProcess() {
    }
}
