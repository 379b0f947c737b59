package ca.laval.mondossier.device;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line of the asset list, read as the register has it.
 *
 * @param rejected   why it does not count, one of FORMULA, TOO_LONG, SERIAL_MISSING, CATEGORY_UNKNOWN, OWNER_UNKNOWN, PLATFORM_UNKNOWN,
 *                   EMAIL_WRONG; null when it does
 * @param rejectedBy the column
 */
record AssetLine(int line, String serial, String name, String category, String ownerType, String platform, String site, String department,
                 String holderEmail, String chiefEmail, String rejected, String rejectedBy) {
    static final List<String> REQUIRED = List.of("serial", "category", "owner");
    private static final int LONGEST = 200;

    /** What a column is called, in either language, without accents and capitals. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(Map.entry("serial", "serial"), Map.entry("serie", "serial"), Map.entry("serial number", "serial"), Map.entry("numero de serie", "serial"),
            Map.entry("no de serie", "serial"), Map.entry("name", "name"), Map.entry("nom", "name"), Map.entry("category", "category"), Map.entry("categorie", "category"),
            Map.entry("owner", "owner"), Map.entry("proprietaire", "owner"), Map.entry("platform", "platform"), Map.entry("plateforme", "platform"), Map.entry("site", "site"),
            Map.entry("lieu", "site"), Map.entry("department", "department"), Map.entry("service", "department"), Map.entry("holder", "holder"), Map.entry("detenteur", "holder"),
            Map.entry("chief", "chief"), Map.entry("chef", "chief"));
    private static final Map<String, String> CATEGORIES = Map.ofEntries(Map.entry("phone", "PHONE"), Map.entry("telephone", "PHONE"), Map.entry("tablet", "TABLET"),
            Map.entry("tablette", "TABLET"), Map.entry("computer", "COMPUTER"), Map.entry("ordinateur", "COMPUTER"), Map.entry("public workstation", "PUBLIC_WORKSTATION"),
            Map.entry("poste public", "PUBLIC_WORKSTATION"), Map.entry("kiosk", "KIOSK"), Map.entry("borne", "KIOSK"));
    private static final Map<String, String> OWNERS = Map.of("city", "COMPANY", "ville", "COMPANY", "company", "COMPANY", "personal", "PERSONAL", "personnel", "PERSONAL",
            "unknown", "UNKNOWN", "inconnu", "UNKNOWN");
    private static final Set<String> PLATFORMS = Set.of("IOS", "ANDROID", "WINDOWS", "MACOS", "OTHER");

    /** Which of our columns stands where; a column that nobody knows is left out. */
    static Map<String, Integer> columns(List<String> header) {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < header.size(); i++) {
            String column = COLUMNS.get(plain(header.get(i)));
            if (column != null) places.putIfAbsent(column, i);
        }
        return places;
    }

    static AssetLine of(int line, List<String> fields, Map<String, Integer> columns) {
        Map<String, String> values = columns.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, place -> place.getValue() < fields.size() ? fields.get(place.getValue()).strip() : ""));
        for (var value : values.entrySet()) {
            // A spreadsheet would run it; nobody's serial number begins like that.
            if (value.getValue().matches("(?s)[=+@\\t\\r-].+")) return rejected(line, "FORMULA", value.getKey());
            if (value.getValue().length() > LONGEST || value.getValue().indexOf('\0') >= 0) return rejected(line, "TOO_LONG", value.getKey());
        }
        String serial = DeviceRegister.serial(values.get("serial"));
        if (serial.isEmpty()) return rejected(line, "SERIAL_MISSING", "serial");
        String category = CATEGORIES.get(plain(values.get("category")));
        if (category == null) return rejected(line, "CATEGORY_UNKNOWN", "category");
        String owner = OWNERS.get(plain(values.get("owner")));
        if (owner == null) return rejected(line, "OWNER_UNKNOWN", "owner");
        String platform = Optional.ofNullable(filled(values, "platform")).map(text -> text.toUpperCase(Locale.ROOT).replace(" ", "")).orElse("OTHER");
        if (!PLATFORMS.contains(platform)) return rejected(line, "PLATFORM_UNKNOWN", "platform");
        for (String column : List.of("holder", "chief")) {
            String email = filled(values, column);
            if (email != null && !email.matches("[^\\s@,;<>]+@[^\\s@,;<>]+\\.[^\\s@,;<>]+")) return rejected(line, "EMAIL_WRONG", column);
        }
        return new AssetLine(line, serial, filled(values, "name"), category, owner, platform, filled(values, "site"), filled(values, "department"), filled(values, "holder"),
                filled(values, "chief"), null, null);
    }

    static AssetLine rejected(int line, String reason, String column) {
        return new AssetLine(line, null, null, null, null, null, null, null, null, null, reason, column);
    }

    private static String filled(Map<String, String> values, String column) {
        String value = values.get(column);
        return value == null || value.isEmpty() ? null : value;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").strip().toLowerCase(Locale.ROOT).replaceAll("[_\\s\\u00A0]+", " ");
    }
}
