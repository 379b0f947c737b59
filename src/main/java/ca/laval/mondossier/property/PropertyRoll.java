package ca.laval.mondossier.property;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.address.AddressFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * The city's assessment roll: who asks for a certificate or a permit names a property by matricule, lot or address. A CSV from
 * MONDOSSIER_PROPERTY_FILE, read once at the start; the demonstration has a small plausible one. It names no owner.
 */
@Component
public class PropertyRoll {
    private static final String COLUMNS = "matricule;lots;civic;street;postal;zone;use;piia;constraint;land;building;year;tax;paid";
    private static final Pattern POSTAL = Pattern.compile("(?i)\\b[a-z]\\d[a-z][ -]?\\d[a-z]\\d\\b");
    private static final int SUGGESTED = 10;

    private final Map<String, Property> byMatricule = new HashMap<>();
    private final Map<String, List<Property>> byLot = new HashMap<>();
    /** Civic number and street as everybody writes them; the postal code tells apart what is left. */
    private final TreeMap<String, List<Property>> byAddress = new TreeMap<>();

    @Autowired
    PropertyRoll(@Value("${mondossier.property-file}") String file, ResourceLoader resources) {
        this(required(file, resources));
    }

    public PropertyRoll(Resource file) {
        if (!file.exists()) throw new SettingsProblem("The property file %s does not exist: set MONDOSSIER_PROPERTY_FILE".formatted(file.getDescription()));
        int line = 1;
        try (var reader = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            if (!COLUMNS.equals(reader.readLine())) throw new IllegalArgumentException("the columns must be " + COLUMNS);
            for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                line++;
                if (!row.isBlank()) add(property(row.split(";", -1)));
            }
        } catch (IOException | RuntimeException e) {
            throw new SettingsProblem("The property file %s cannot be read, line %d: %s. Correct it or set MONDOSSIER_PROPERTY_FILE".formatted(file.getDescription(), line, e.getMessage()));
        }
    }

    private static Resource required(String file, ResourceLoader resources) {
        if (file.isBlank()) throw new SettingsProblem("No property is known to lie in the city: set MONDOSSIER_PROPERTY_FILE to a CSV of " + COLUMNS);
        return resources.getResource(file.contains(":") ? file : "file:" + file);
    }

    private static Property property(String[] row) {
        if (row.length != 14) throw new IllegalArgumentException("%d columns instead of 14".formatted(row.length));
        if (!row[0].matches("\\d{18}")) throw new IllegalArgumentException("a matricule has 18 digits");
        List<String> lots = Stream.of(row[1].split(",")).map(String::strip).toList();
        if (!lots.stream().allMatch(lot -> lot.matches("\\d{7}"))) throw new IllegalArgumentException("a lot has 7 digits");
        return new Property(row[0], lots, row[2].strip(), row[3].strip(), row[4].strip(), row[5].strip(), row[6].strip(), !row[7].isBlank(), row[8].strip(),
                cents(row[9]), cents(row[10]), Integer.parseInt(row[11].strip()), cents(row[12]), cents(row[13]));
    }

    private static long cents(String dollars) {
        return new BigDecimal(dollars.strip()).movePointRight(2).longValueExact();
    }

    private void add(Property property) {
        if (byMatricule.put(property.matricule(), property) != null) throw new IllegalArgumentException("the matricule %s is there twice".formatted(property.matricule()));
        property.lots().forEach(lot -> byLot.computeIfAbsent(lot, key -> new ArrayList<>()).add(property));
        if (!property.civic().isEmpty()) byAddress.computeIfAbsent(key(property.civic() + " " + property.street()), key -> new ArrayList<>()).add(property);
    }

    /** The property that these words mean: a matricule, a lot or an address, however they are written; empty when none or several fit. */
    public Optional<Property> find(String words) {
        List<Property> meant = meant(words);
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    /** By its 18 digits, with or without hyphens. */
    public Optional<Property> byMatricule(String matricule) {
        return Optional.ofNullable(matricule).map(text -> byMatricule.get(digits(text)));
    }

    /** What these words, or their beginning, may have meant: ten properties at most. */
    public List<Property> suggest(String words) {
        Set<Property> all = new LinkedHashSet<>(meant(words));
        // A civic number alone may be the beginning of a longer one.
        String key = words == null || words.isBlank() ? "" : key(words).replaceFirst("\\|$", "");
        // A street alone begins with the bar that follows the civic number.
        if (!key.isEmpty()) (key.startsWith("|") ? byAddress.entrySet().stream().filter(entry -> entry.getKey().contains(key)) : byAddress.tailMap(key).entrySet().stream().takeWhile(entry -> entry.getKey().startsWith(key)))
                .limit(SUGGESTED).forEach(entry -> all.addAll(entry.getValue()));
        return all.stream().limit(SUGGESTED).toList();
    }

    private List<Property> meant(String words) {
        if (words == null || words.isBlank()) return List.of();
        String digits = digits(words);
        if (words.matches("(?i)(matricule|lot)?[\\s\u00A0\u202F:#\\d-]*")) {
            if (digits.length() == 18) return byMatricule(digits).stream().toList();
            return digits.length() == 7 ? byLot.getOrDefault(digits, List.of()) : List.of();
        }
        List<Property> there = byAddress.getOrDefault(key(words), List.of());
        var postal = POSTAL.matcher(words);
        if (!postal.find()) return there;
        String code = postal.group().replaceAll("[ -]", "");
        return there.stream().filter(property -> property.postal().replace(" ", "").equalsIgnoreCase(code)).toList();
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    /** `570|marc aurele fortin`: without the postal code, the city and the province that people add. */
    private static String key(String address) {
        String street = POSTAL.matcher(address).replaceAll(" ").replaceAll("(?i)[,(\\s]+(laval|qc|québec|quebec|canada|\\(|\\)|,|\\s)+$", "");
        String key = AddressFile.normalized(street, "");
        return key.substring(0, key.length() - 1);
    }
}
