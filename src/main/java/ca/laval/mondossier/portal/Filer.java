package ca.laval.mondossier.portal;

/**
 * Who fills in an application: a resident on the portal, or a member of the staff for someone at the counter or on the phone.
 *
 * @param channel `PORTAL`, `COUNTER` or `PHONE`
 */
public record Filer(Long residentId, String staff, String channel) {

    static Filer of(Resident resident) {
        return new Filer(resident.id(), null, "PORTAL");
    }

    public static Filer staff(String staff, String channel) {
        return new Filer(null, staff, channel);
    }
}
