package ca.laval.mondossier.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A system that manages devices: its inventory, page by page, and its commands. Every call may be repeated: a command's key makes it one
 * effect. {@link ManagerUnreachable} means that nobody knows whether it happened. That a command was taken, or is said to be done, proves
 * nothing; a later inventory does.
 */
public interface DeviceManager {

    /** Kept with each device that it has: `INTUNE`, `JAMF` or `SIMULATED`. */
    String name();

    /**
     * One page of the inventory, and on which devices it found what is sought. No other application is asked for, nor kept.
     *
     * @param cursor null for the first page, otherwise what the page before said comes next
     */
    Page inventory(Sought sought, String cursor) throws ManagerBusy, ManagerUnreachable;

    /** Has a device do something, once per key. A refusal is a state, not an exception. */
    Answer command(Command command) throws ManagerBusy, ManagerUnreachable;

    /**
     * Has several devices do something, in this order. A system that has no more time answers for the first ones.
     *
     * @return one answer for each that was commanded; at least one, or it throws
     */
    default List<Answer> commands(List<Command> commands) throws ManagerBusy, ManagerUnreachable {
        var answers = new ArrayList<Answer>();
        for (Command command : commands) {
            try {
                answers.add(command(command));
            } catch (ManagerBusy | ManagerUnreachable e) {
                if (answers.isEmpty()) throw e;
                return answers;
            }
        }
        return answers;
    }

    /**
     * What an application is called where. Names may end with `*`.
     *
     * @param androidIds    e.g. `com.zhiliaoapp.musically`
     * @param iosIds        bundle ids
     * @param computerNames as programs on computers are called
     */
    record Sought(List<String> androidIds, List<String> iosIds, List<String> computerNames) {
        public Sought {
            androidIds = List.copyOf(androidIds);
            iosIds = List.copyOf(iosIds);
            computerNames = List.copyOf(computerNames);
        }

        /** By id first, then by name; systems that say one only leave the other null. */
        public boolean matches(String id, String name) {
            return androidIds.stream().anyMatch(sought -> isLike(sought, id)) || iosIds.stream().anyMatch(sought -> isLike(sought, id))
                    || computerNames.stream().anyMatch(sought -> isLike(sought, name));
        }

        private static boolean isLike(String sought, String found) {
            if (found == null) return false;
            String name = found.strip().toLowerCase(Locale.ROOT);
            String pattern = sought.toLowerCase(Locale.ROOT);
            return pattern.endsWith("*") ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : name.equals(pattern);
        }
    }

    /**
     * @param next cursor of the page after; null at the end
     */
    record Page(List<Seen> devices, List<Listed> listed, List<Outcome> outcomes, String next) {
    }

    /**
     * A device as the system knows it.
     *
     * @param serial      as it says it, may be blank: then it cannot be told from others
     * @param ownerType   COMPANY, PERSONAL or UNKNOWN
     * @param platform    IOS, ANDROID, WINDOWS, MACOS or OTHER
     * @param category    PHONE, TABLET, COMPUTER, PUBLIC_WORKSTATION or KIOSK
     * @param lastSync    when it last reported, by the system's clock; null when it never did
     * @param holderEmail whom to write to about it
     */
    record Seen(String managedId, String directoryId, String serial, String name, String ownerType, String platform, String category, boolean supervised,
                boolean jailBroken, String holderEmail, Instant lastSync) {
    }

    /** What is sought was found on this device, in this version. Several versions are several of these. */
    record Listed(String managedId, String version) {
    }

    /** What the system says became of a command. */
    record Outcome(String managedId, Kind kind, State state, Instant at) {
    }

    enum Kind { UNINSTALL, BLOCK, UNBLOCK, SYNC, LOCK }

    enum State { PENDING, DONE, FAILED, NOT_SUPPORTED }

    /** An application that a measure forbids, by the name that people know it by. */
    record Forbidden(String name, Sought ids) {
    }

    /**
     * @param key    idempotency key, e.g. `APP-2026-000001-8.1234.1.UNINSTALL.1`; nothing about a person
     * @param others what other measures keep away from the device, and goes on being kept away
     */
    record Command(String key, Kind kind, String managedId, String directoryId, String platform, Forbidden application, List<Forbidden> others) {
        public Command {
            others = List.copyOf(others);
        }
    }

    /** @param at by the system's clock where it says it */
    record Answer(State state, Instant at) {
    }

    /** It asks to be left alone for a while. */
    class ManagerBusy extends Exception {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public ManagerBusy(String manager, Duration retryAfter) {
            super("%s asks to wait %d seconds".formatted(manager, retryAfter.toSeconds()));
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** No answer, too late, or one that makes no sense: the page is read again, the command sent again with its key. */
    class ManagerUnreachable extends Exception {
        private static final long serialVersionUID = 1L;

        public ManagerUnreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
