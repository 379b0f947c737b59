package ca.laval.mondossier.removal;

import ca.laval.mondossier.staff.StaffMember;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Who sees the devices and the measures, and who may do what there; for everybody else there is nothing. */
final class RemovalOffices {
    static final Set<String> READERS = Set.of("ti-mdm", "ti-soutien", "ti-chef", "securite", "comite-securite", "communications", "direction-generale");
    /** Keep the register and propose measures. */
    static final Set<String> MANAGEMENT = Set.of("ti-mdm");
    /** Work on devices, and hear who asks for an exception. */
    static final Set<String> SUPPORT = Set.of("ti-mdm", "ti-soutien", "securite");
    /** Suspend the account, and prove it. */
    static final Set<String> ACCOUNT = Set.of("communications", "securite");
    static final Set<String> DIRECTION = Set.of("ti-chef", "direction-generale");

    private RemovalOffices() {
    }

    static void reads(StaffMember staff) {
        if (!staff.reads(READERS)) throw notFound();
    }

    static void changes(StaffMember staff, Set<String> offices) {
        reads(staff);
        if (!staff.changes(offices)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
