package ca.laval.mondossier.staff;

import jakarta.servlet.http.HttpSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who the staff are; the engine's side implements it. */
public interface StaffIdentity {

    /** Who is signed in to Tasklist in this session, with their groups of this minute; empty for anyone else, also for a null session. */
    Optional<StaffMember> signedIn(HttpSession session);

    /** First and last names of these people by id; those who left the city are absent. */
    Map<String, String> names(Collection<String> people);

    /** Names of these offices by id, in the staff language. */
    Map<String, String> officeNames(Collection<String> offices);

    /** How a page names people and offices, by id; who has no name any more keeps the id. */
    record Names(Map<String, String> people, Map<String, String> offices) {

        public String person(String id) {
            return people.getOrDefault(id, id);
        }

        /** Who has a task: its assignee, or the offices that may claim it. @param assignee null while nobody claimed it */
        public String who(String assignee, List<String> of) {
            return assignee != null ? person(assignee) : of.stream().map(office -> offices.getOrDefault(office, office)).collect(Collectors.joining(", "));
        }
    }
}
