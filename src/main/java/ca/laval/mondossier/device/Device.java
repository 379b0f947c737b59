package ca.laval.mondossier.device;

import java.time.Duration;
import java.time.Instant;

/**
 * A device of the register.
 *
 * @param serial       in capital letters, without spaces; the same however often it is enrolled
 * @param manager      the system that has it; null for what stands on the asset list only
 * @param lastSync     when it last reported, by that system's clock; null when it never did
 * @param reportedLost when somebody said that it is lost or stolen
 */
public record Device(long id, String serial, String name, String category, String ownerType, String platform, boolean supervised, boolean jailBroken,
                     String site, String department, String manager, String managedId, String directoryId, Instant lastSync, Instant reportedLost) {

    public boolean isEnrolled() {
        return manager != null;
    }

    /** Whether the management system can remove an application: not from an iPhone or iPad that is not supervised. */
    public boolean isControllable() {
        return isEnrolled() && (!platform.equals("IOS") || supervised);
    }

    /** Whole days since it last reported; many when it never did. */
    public long daysSilent(Instant now) {
        return lastSync == null ? 10_000 : Math.max(0, Duration.between(lastSync, now).toDays());
    }
}
