package ca.laval.mondossier.device.adapter;

import ca.laval.mondossier.device.DeviceManager;
import ca.laval.mondossier.device.adapter.ManagerCalls.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Jamf Pro (domain.md, section 4.1). The inventory is a page of mobile devices, each read in detail. What is to be removed and blocked
 * stands in an extension attribute, by which smart groups give the restriction: the ids of every measure that holds for the device, so that
 * no measure undoes another. However often it is set, it is the same.
 */
class JamfManager implements DeviceManager {
    private static final int PAGE = 50;
    private static final Set<String> OF_PEOPLE = Set.of("PersonalDeviceProfile", "UserEnrollment", "AccountDrivenUserEnrollment");

    private final ManagerCalls calls;
    private final String attribute;
    private final Clock clock;

    /** @param attribute name of the extension attribute */
    JamfManager(ManagerCalls calls, String attribute, Clock clock) {
        this.calls = calls;
        this.attribute = attribute;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "JAMF";
    }

    @Override
    public Page inventory(Sought sought, String cursor) throws ManagerBusy, ManagerUnreachable {
        int number = cursor == null ? 0 : Integer.parseInt(cursor);
        Reply page = calls.get("/api/v2/mobile-devices?page=%d&page-size=%d&sort=id%%3Aasc".formatted(number, PAGE));
        if (page.status() != 200 || !page.body().path("results").isArray() || !page.body().path("totalCount").isInt()) {
            throw new ManagerUnreachable("JAMF answered %d, and no page".formatted(page.status()), null);
        }
        var devices = new ArrayList<Seen>();
        var listed = new ArrayList<Listed>();
        for (JsonNode device : page.body().path("results")) {
            String id = device.path("id").asText();
            Reply detail = calls.get("/api/v1/mobile-devices/%s/detail".formatted(encoded(id)));
            // Enrolled in another system since the page was made.
            if (!detail.isThere()) continue;
            if (detail.status() != 200) throw new ManagerUnreachable("JAMF answered %d for a device".formatted(detail.status()), null);
            devices.add(seen(id, device, detail.body()));
            detail.body().at("/ios/applications").forEach(application -> {
                if (sought.matches(application.path("identifier").asText(null), application.path("name").asText(null))) listed.add(new Listed(id, application.path("version").asText("")));
            });
        }
        boolean last = (number + 1L) * PAGE >= page.body().path("totalCount").asLong();
        return new Page(devices, listed, List.of(), last ? null : String.valueOf(number + 1));
    }

    private static Seen seen(String id, JsonNode device, JsonNode detail) {
        String ownership = detail.path("deviceOwnershipLevel").asText(device.path("deviceOwnershipType").asText("")).replace(" ", "");
        String owner = OF_PEOPLE.contains(ownership) ? "PERSONAL" : ownership.equals("Institutional") || ownership.equals("AccountDrivenDeviceEnrollment") ? "COMPANY" : "UNKNOWN";
        String model = device.path("model").asText("").toLowerCase(Locale.ROOT);
        String holder = detail.at("/location/emailAddress").asText("");
        return new Seen(id, null, detail.path("serialNumber").asText(device.path("serialNumber").asText("")), detail.path("name").asText(""), owner, "IOS", model.contains("ipad") ? "TABLET" : "PHONE",
                detail.at("/ios/supervised").asBoolean(), detail.at("/ios/security/jailBreakDetected").asBoolean(), holder.isBlank() ? null : holder, instant(detail.path("lastInventoryUpdateTimestamp").asText("")));
    }

    @Override
    public Answer command(Command command) throws ManagerBusy, ManagerUnreachable {
        return switch (command.kind()) {
            // One attribute stands for both: the smart group's profile removes, and keeps away.
            case UNINSTALL, BLOCK -> set(command, Stream.concat(Stream.of(command.application()), command.others().stream()));
            case UNBLOCK -> set(command, command.others().stream());
            // A device of Jamf's reports by itself; locks are sent by hand.
            case SYNC, LOCK -> new Answer(State.NOT_SUPPORTED, clock.instant());
        };
    }

    private Answer set(Command command, Stream<Forbidden> forbidden) throws ManagerBusy, ManagerUnreachable {
        List<String> values = forbidden.flatMap(one -> one.ids().iosIds().stream()).distinct().sorted().toList();
        Reply reply = calls.call("PATCH", "/api/v2/mobile-devices/" + encoded(command.managedId()),
                Map.of("updatedExtensionAttributes", List.of(Map.of("name", attribute, "type", "STRING", "value", values))));
        return new Answer(reply.status() == 200 ? State.PENDING : State.FAILED, clock.instant());
    }

    private static Instant instant(String text) {
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
