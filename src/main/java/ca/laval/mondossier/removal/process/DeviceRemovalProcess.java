package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `device-app-removal`; its business key is campaign and device, `APP-2026-000001-8.1234`. */
public final class DeviceRemovalProcess {
    public static final String KEY = "device-app-removal";

    /** The tables answered for devices alike that this one is to lose the application: begins a case. */
    public static final String REMOVAL_DECIDED = KEY + ".removalDecided";
    /** A later inventory has news of the device: brings {@link #NEWS} and, as {@link #ACTION}, what `device-verify` answered for all that report the same. */
    public static final String INVENTORY_READ = KEY + ".inventoryRead";
    public static final String APPLICATION_GONE = KEY + ".applicationGone";
    public static final String EXCEPTION_ENDED = KEY + ".exceptionEnded";
    /** A device that was chased has reported. */
    public static final String DEVICE_BACK = KEY + ".deviceBack";
    /** The measure is lifted, or the device has left the city. */
    public static final String NO_LONGER_CONCERNED = KEY + ".noLongerConcerned";

    /** The incident is analysed: the inventory has nothing to say any more. */
    public static final String INCIDENT_RECORDED = "incidentRecorded";

    /** Not to be commanded now: the campaign is paused, or the device has an exception. */
    public static final String HELD_BACK = "heldBack";

    /** Of the register; nothing else about the device, and nothing about who has it, is in the engine. */
    public static final Variable<Long> DEVICE_ID = new Variable<>("deviceId", Long.class);
    /** What the inventory says, as one JSON text: one row instead of one for each of its facts, which are laid before the table when it is asked. */
    public static final Variable<String> NEWS = new Variable<>("news", String.class);
    /** As the table `device-action` answers, then `device-verify`. */
    public static final Variable<String> ACTION = new Variable<>("action", String.class);
    /** Last day of an exception in force, `YYYY-MM-DD`. */
    public static final Variable<String> EXCEPTION_UNTIL = new Variable<>("exceptionUntil", String.class);

    private DeviceRemovalProcess() {
    }

    static String businessKey(String campaign, long device) {
        return campaign + "." + device;
    }
}
