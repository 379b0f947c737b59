package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `device-handling`; its business key is that of the device's case. */
public final class DeviceHandlingProcess {
    public static final String KEY = "device-handling";

    public static final String SITE_VISITED = KEY + ".siteVisited";

    /** REMOVED, ABSENT or NOT_FOUND. */
    public static final Variable<String> VISIT_OUTCOME = new Variable<>("visitOutcome", String.class);
    public static final String INCIDENT_RECORDED = "incidentRecorded";

    private DeviceHandlingProcess() {
    }
}
