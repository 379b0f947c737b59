package ca.laval.mondossier.staff;

import java.security.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** A member of the staff and their groups. An office sees and handles the cases of its services; an auditor reads all and changes none. */
public record StaffMember(String id, String fullName, Set<String> groups) implements Principal {
    private static final String AUDITOR = "auditor";
    private static final String ADMIN = "camunda-admin";

    public StaffMember {
        groups = Set.copyOf(groups);
    }

    /** Whether they may read the cases that belong to these offices. */
    public boolean reads(Collection<String> offices) {
        return groups.contains(AUDITOR) || changes(offices);
    }

    /** Whether they may also write in them and file new ones. */
    public boolean changes(Collection<String> offices) {
        return groups.contains(ADMIN) || !Collections.disjoint(groups, offices);
    }

    @Override
    public String getName() {
        return id;
    }
}
