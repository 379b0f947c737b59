package ca.laval.mondossier.staff;

import jakarta.servlet.http.HttpSession;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Who the staff are; the engine's side implements it. */
public interface StaffIdentity {

    /** Who is signed in to Tasklist in this session, with their groups of this minute; empty for anyone else, also for a null session. */
    Optional<StaffMember> signedIn(HttpSession session);

    /** First and last names of these people by id; those who left the city are absent. */
    Map<String, String> names(Collection<String> people);

    /** Names of these offices by id, in the staff language. */
    Map<String, String> officeNames(Collection<String> offices);
}
