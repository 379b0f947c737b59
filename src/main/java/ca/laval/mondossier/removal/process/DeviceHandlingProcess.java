package ca.laval.mondossier.removal.process;

/** The one Java face of `device-handling`; its business key is that of the device's case. */
public final class DeviceHandlingProcess {
    public static final String KEY = "device-handling";

    public static final String SITE_VISITED = KEY + ".siteVisited";

    public static final String INCIDENT_RECORDED = "incidentRecorded";

    private DeviceHandlingProcess() {
    }
}
