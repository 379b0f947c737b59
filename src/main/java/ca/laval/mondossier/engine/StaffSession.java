package ca.laval.mondossier.engine;

import ca.laval.mondossier.staff.StaffIdentity;
import ca.laval.mondossier.staff.StaffMember;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.stereotype.Component;

/**
 * The sign-in of the engine's web applications, for the counter's pages. The session says who it is; the identity service says, at most
 * a few seconds ago, that they still work here and for which offices.
 */
@Component
class StaffSession implements StaffIdentity {
    private static final long FRESH_NANOS = Duration.ofSeconds(15).toNanos();

    private final ProcessEngine engine;
    private final IdentityService identity;
    private final Unchecked unchecked;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    StaffSession(ProcessEngine engine, Unchecked unchecked) {
        this.engine = engine;
        this.identity = engine.getIdentityService();
        this.unchecked = unchecked;
    }

    private record Known(Optional<StaffMember> member, long readAt) {
    }

    @Override
    public Optional<StaffMember> signedIn(HttpSession session) {
        if (session == null) return Optional.empty();
        var authentications = AuthenticationUtil.getAuthsFromSession(session);
        Authentication authentication = authentications == null ? null : authentications.getAuthenticationForProcessEngine(engine.getName());
        return authentication == null ? Optional.empty() : member(authentication.getIdentityId());
    }

    @Override
    public Map<String, String> names(Collection<String> people) {
        if (people.isEmpty()) return Map.of();
        return unchecked.call(() -> identity.createUserQuery().userIdIn(people.toArray(String[]::new)).list().stream()
                .collect(Collectors.toMap(User::getId, StaffSession::name)));
    }

    @Override
    public Map<String, String> officeNames(Collection<String> offices) {
        if (offices.isEmpty()) return Map.of();
        return unchecked.call(() -> identity.createGroupQuery().groupIdIn(offices.toArray(String[]::new)).list().stream()
                .filter(group -> group.getName() != null).collect(Collectors.toMap(Group::getId, Group::getName)));
    }

    private Optional<StaffMember> member(String id) {
        long now = System.nanoTime();
        Known earlier = known.get(id);
        if (earlier != null && now - earlier.readAt() < FRESH_NANOS) return earlier.member();
        known.values().removeIf(old -> now - old.readAt() >= FRESH_NANOS);
        var read = new Known(unchecked.call(() -> read(id)), now);
        known.put(id, read);
        return read.member();
    }

    private Optional<StaffMember> read(String id) {
        return Optional.ofNullable(identity.createUserQuery().userId(id).singleResult()).map(user -> {
            Set<String> groups = identity.createGroupQuery().groupMember(id).list().stream().map(Group::getId).collect(Collectors.toSet());
            return new StaffMember(id, name(user), groups);
        });
    }

    private static String name(User user) {
        String name = Stream.of(user.getFirstName(), user.getLastName()).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
        return name.isEmpty() ? user.getId() : name;
    }
}
