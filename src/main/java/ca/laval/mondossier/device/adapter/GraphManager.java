package ca.laval.mondossier.device.adapter;

import ca.laval.mondossier.device.DeviceManager;
import ca.laval.mondossier.device.adapter.ManagerCalls.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Microsoft Intune by Microsoft Graph v1.0 (domain.md, section 4.1). The inventory is all managed devices first, then the detected
 * applications that are sought, then the devices of each. Each application has two groups of its own: a device loses it by membership of
 * the one that the uninstallation is assigned to, and keeps it away by membership of the one of the block list; memberships are asked for
 * as often as wanted and are one.
 */
class GraphManager implements DeviceManager {
    private static final String DEVICES = "/deviceManagement/managedDevices?$top=200&$select=id,azureADDeviceId,serialNumber,deviceName,managedDeviceOwnerType,operatingSystem,"
            + "model,deviceCategoryDisplayName,isSupervised,jailBroken,userPrincipalName,lastSyncDateTime";
    private static final String APPLICATIONS = "/deviceManagement/detectedApps?$top=200&$select=id,displayName,version";

    /** Stands for the application's name in the name of a group. */
    static final String APPLICATION = "{application}";
    /** Characters that Graph allows in a name, and in the nickname that it asks for and nobody uses. */
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_NICKNAME = 50;

    private final ManagerCalls calls;
    private final String uninstallGroup;
    private final String blockGroup;
    private final Clock clock;
    private final Map<String, String> groups = new ConcurrentHashMap<>();

    /** @param uninstallGroup name of the group of devices that lose an application, with {@link #APPLICATION} in it; so is the other */
    GraphManager(ManagerCalls calls, String uninstallGroup, String blockGroup, Clock clock) {
        this.calls = calls;
        this.uninstallGroup = uninstallGroup;
        this.blockGroup = blockGroup;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "INTUNE";
    }

    /**
     * Where a reading stands: `DEVICES|next`, `APPLICATIONS|found|next` or `ON|found|next`, found being id:version of the applications
     * whose devices are still to be read.
     */
    private record Place(String stage, List<String> found, String next) {
        static Place of(String cursor) {
            if (cursor == null) return new Place("DEVICES", List.of(), DEVICES);
            String[] parts = cursor.split("\\|", 3);
            return new Place(parts[0], parts[1].isEmpty() ? List.of() : List.of(parts[1].split(",")), parts[2]);
        }

        String cursor() {
            return stage + "|" + String.join(",", found) + "|" + next;
        }
    }

    @Override
    public Page inventory(Sought sought, String cursor) throws ManagerBusy, ManagerUnreachable {
        Place place = Place.of(cursor);
        JsonNode page = page(place);
        String next = page.path("@odata.nextLink").asText(null);
        return switch (place.stage()) {
            case "DEVICES" -> new Page(devices(page), List.of(), List.of(), (next == null ? new Place("APPLICATIONS", List.of(), APPLICATIONS) : new Place("DEVICES", List.of(), next)).cursor());
            case "APPLICATIONS" -> new Page(List.of(), List.of(), List.of(), applications(place, page, sought, next));
            default -> new Page(List.of(), listed(place, page), List.of(), next == null ? on(place.found().subList(1, place.found().size())) : new Place("ON", place.found(), next).cursor());
        };
    }

    private JsonNode page(Place place) throws ManagerBusy, ManagerUnreachable {
        Reply reply = calls.get(place.next());
        // An application that has left its last device is deleted, also while it is being read.
        if (!reply.isThere() && place.stage().equals("ON")) return MissingNode.getInstance();
        if (reply.status() != 200 || !reply.body().path("value").isArray()) throw new ManagerUnreachable("INTUNE answered %d, and no page".formatted(reply.status()), null);
        return reply.body();
    }

    private static List<Seen> devices(JsonNode page) {
        var devices = new ArrayList<Seen>();
        for (JsonNode device : page.path("value")) {
            String platform = platform(device.path("operatingSystem").asText(""));
            devices.add(new Seen(device.path("id").asText(), text(device, "azureADDeviceId"), text(device, "serialNumber"), text(device, "deviceName"),
                    device.path("managedDeviceOwnerType").asText("unknown").toUpperCase(Locale.ROOT).replaceFirst("^(?!COMPANY$|PERSONAL$).*", "UNKNOWN"), platform,
                    category(text(device, "deviceCategoryDisplayName"), text(device, "model"), platform), device.path("isSupervised").asBoolean(), "True".equalsIgnoreCase(device.path("jailBroken").asText()),
                    text(device, "userPrincipalName"), instant(text(device, "lastSyncDateTime"))));
        }
        return devices;
    }

    private static String applications(Place place, JsonNode page, Sought sought, String next) {
        var found = new ArrayList<>(place.found());
        for (JsonNode application : page.path("value")) {
            String name = application.path("displayName").asText(null);
            // Graph says the bundle id as the name where a system gives no better one.
            if (sought.matches(name, name)) found.add(application.path("id").asText() + ":" + application.path("version").asText("").replaceAll("[,|:]", " "));
        }
        return next == null ? on(found) : new Place("APPLICATIONS", found, next).cursor();
    }

    /** The next application's devices; null when there is none left. */
    private static String on(List<String> found) {
        return found.isEmpty() ? null : new Place("ON", found, "/deviceManagement/detectedApps/%s/managedDevices?$top=200&$select=id".formatted(encoded(found.get(0).split(":", 2)[0]))).cursor();
    }

    private static List<Listed> listed(Place place, JsonNode page) {
        String[] application = place.found().get(0).split(":", 2);
        var listed = new ArrayList<Listed>();
        page.path("value").forEach(device -> listed.add(new Listed(device.path("id").asText(), application[1])));
        return listed;
    }

    @Override
    public Answer command(Command command) throws ManagerBusy, ManagerUnreachable {
        return switch (command.kind()) {
            case UNINSTALL -> join(name(uninstallGroup, command), command);
            case BLOCK -> join(name(blockGroup, command), command);
            case UNBLOCK -> unblock(command);
            case SYNC -> act(command, "syncDevice");
            case LOCK -> act(command, "remoteLock");
        };
    }

    private Answer act(Command command, String action) throws ManagerBusy, ManagerUnreachable {
        Reply reply = calls.call("POST", "/deviceManagement/managedDevices/%s/%s".formatted(encoded(command.managedId()), action), null);
        return answer(reply.status() == 204 || reply.status() == 200 ? State.PENDING : State.NOT_SUPPORTED);
    }

    private Answer join(String name, Command command) throws ManagerBusy, ManagerUnreachable {
        String id = directoryObject(command);
        if (id == null) return answer(State.NOT_SUPPORTED);
        Reply reply = calls.call("POST", "/groups/%s/members/$ref".formatted(encoded(group(name))), Map.of("@odata.id", "https://graph.microsoft.com/v1.0/directoryObjects/" + id));
        // The directory has the device, so it is the group that is deleted since, or made so lately that not every server knows it: the step is repeated.
        if (!reply.isThere()) {
            groups.remove(name);
            throw new ManagerUnreachable("INTUNE does not find the group \"%s\"".formatted(name), null);
        }
        boolean already = reply.status() == 400 && reply.body().at("/error/message").asText().contains("already exist");
        return answer(reply.status() == 204 || already ? State.PENDING : State.FAILED);
    }

    /** Out of both groups of the application: it may come back, and is not put back. Not when another measure is against the same one. */
    private Answer unblock(Command command) throws ManagerBusy, ManagerUnreachable {
        String id = directoryObject(command);
        boolean goesOn = command.others().stream().anyMatch(other -> other.name().equalsIgnoreCase(command.application().name()));
        if (id == null || goesOn) return answer(State.DONE);
        for (String pattern : List.of(blockGroup, uninstallGroup)) {
            List<String> there = named(name(pattern, command));
            // It was blocked by this group: one that was renamed since still blocks it, and a person must look.
            if (there.isEmpty() && pattern.equals(blockGroup)) return answer(State.FAILED);
            // Of every group of that name: another node may have made one at the same moment, and put the device there.
            for (String group : there) {
                Reply reply = calls.call("DELETE", "/groups/%s/members/%s/$ref".formatted(encoded(group), id), null);
                if (reply.status() != 204 && reply.isThere()) return answer(State.FAILED);
            }
        }
        return answer(State.DONE);
    }

    private static String name(String pattern, Command command) {
        String name = command.application().name();
        int room = Math.max(1, LONGEST_NAME - pattern.length() + APPLICATION.length());
        return pattern.replace(APPLICATION, name.substring(0, Math.min(room, name.length())));
    }

    /** Id of the group of that name; the oldest when there are several, so that everybody uses the same one. Made when there is none. */
    private String group(String name) throws ManagerBusy, ManagerUnreachable {
        String known = groups.get(name);
        if (known != null) return known;
        List<String> there = named(name);
        if (there.isEmpty()) {
            String made = make(name);
            // Somebody else may have made it meanwhile.
            there = named(name);
            if (there.isEmpty()) there = List.of(made);
        }
        groups.put(name, there.get(0));
        return there.get(0);
    }

    /** Ids of the groups of that name, the oldest first. */
    private List<String> named(String name) throws ManagerBusy, ManagerUnreachable {
        Reply reply = calls.get("/groups?$filter=displayName%%20eq%%20'%s'&$select=id,createdDateTime".formatted(encoded(name.replace("'", "''"))));
        if (reply.status() != 200 || !reply.body().path("value").isArray()) throw new ManagerUnreachable("INTUNE answered %d, and no groups".formatted(reply.status()), null);
        var found = new ArrayList<JsonNode>();
        reply.body().path("value").forEach(found::add);
        return found.stream().sorted(Comparator.comparing((JsonNode group) -> group.path("createdDateTime").asText()).thenComparing(group -> group.path("id").asText())).map(group -> group.path("id").asText()).toList();
    }

    private String make(String name) throws ManagerBusy, ManagerUnreachable {
        String nickname = name.replaceAll("[^A-Za-z0-9]", "");
        Reply reply = calls.call("POST", "/groups", Map.of("displayName", name, "description", "Mon dossier: devices of a measure", "mailEnabled", false, "securityEnabled", true,
                "mailNickname", "mondossier" + nickname.substring(0, Math.min(LONGEST_NICKNAME, nickname.length()))));
        String id = reply.body().path("id").asText();
        if (reply.status() != 201 || id.isEmpty()) throw new ManagerUnreachable("INTUNE answered %d, and made no group".formatted(reply.status()), null);
        return id;
    }

    /** Of the device in the directory; null when it is in none. */
    private String directoryObject(Command command) throws ManagerBusy, ManagerUnreachable {
        if (command.directoryId() == null) return null;
        Reply reply = calls.get("/devices(deviceId='%s')?$select=id".formatted(encoded(command.directoryId())));
        return reply.status() == 200 ? encoded(reply.body().path("id").asText()) : null;
    }

    private Answer answer(State state) {
        return new Answer(state, clock.instant());
    }

    private static String platform(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("ios") || name.startsWith("ipados")) return "IOS";
        if (name.startsWith("android")) return "ANDROID";
        if (name.startsWith("windows")) return "WINDOWS";
        return name.startsWith("mac") ? "MACOS" : "OTHER";
    }

    /** The category that the city gave it, otherwise what the model says. */
    private static String category(String given, String model, String platform) {
        String name = String.valueOf(given).toLowerCase(Locale.ROOT);
        if (name.contains("kiosk") || name.contains("borne")) return "KIOSK";
        if (name.contains("public")) return "PUBLIC_WORKSTATION";
        if (platform.equals("WINDOWS") || platform.equals("MACOS")) return "COMPUTER";
        return String.valueOf(model).toLowerCase(Locale.ROOT).matches(".*(ipad|tab|tablet).*") ? "TABLET" : "PHONE";
    }

    private static String text(JsonNode node, String name) {
        String text = node.path(name).asText("");
        return text.isBlank() || text.equals("null") ? null : text;
    }

    /** Graph writes year 1 for never. */
    private static Instant instant(String text) {
        if (text == null || text.startsWith("0001")) return null;
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
