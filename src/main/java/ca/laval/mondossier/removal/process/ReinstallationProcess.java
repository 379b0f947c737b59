package ca.laval.mondossier.removal.process;

/** The one Java face of `device-reinstallation`; its business key is that of the device's case. */
public final class ReinstallationProcess {
    public static final String KEY = "device-reinstallation";

    private ReinstallationProcess() {
    }
}
