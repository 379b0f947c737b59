package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `device-site-visit`; its business key is the visit's number. */
public final class SiteVisitProcess {
    public static final String KEY = "device-site-visit";

    public static final String MEASURE_LIFTED = KEY + ".measureLifted";

    /** Number of the visit. */
    public static final Variable<String> VISIT = new Variable<>("visit", String.class);
    public static final Variable<Boolean> MORE_TO_TELL = new Variable<>("moreToTell", Boolean.class);
    public static final Variable<Boolean> ALL_SEEN = new Variable<>("allSeen", Boolean.class);

    private SiteVisitProcess() {
    }
}
