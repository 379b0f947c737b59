package ca.laval.mondossier.property;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.address.AddressFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * The assessment roll as a CSV with the columns `matricule;lots;civic;street;postal;zone;use;landCents;buildingCents;taxYear;taxCents;taxPaidCents`,
 * several lots with ` / ` between them, from MONDOSSIER_PROPERTY_FILE; the demonstration has a small plausible one.
 */
@Component
class PropertyFile implements PropertyRoll {
    private static final int MOST = 10;

    private final List<Property> all;
    private final Map<String, Property> byMatricule;
    private final Map<String, List<Property>> byAddress;
    private final Map<String, List<Property>> byLot;

    @Autowired
    PropertyFile(@Value("${mondossier.property-file}") String file, ResourceLoader resources) {
        this(required(file, resources));
    }

    PropertyFile(Resource file) {
        if (!file.exists()) throw new SettingsProblem("The property file %s does not exist: set MONDOSSIER_PROPERTY_FILE".formatted(file.getDescription()));
        try (var reader = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            this.all = reader.lines().skip(1).filter(line -> !line.isBlank()).map(PropertyFile::property).toList();
            this.byMatricule = all.stream().collect(Collectors.toUnmodifiableMap(Property::matricule, Function.identity()));
        } catch (IOException | ArrayIndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            throw new SettingsProblem("The property file %s cannot be read, each matricule once with its lots, address, zone, use, values and taxes: set MONDOSSIER_PROPERTY_FILE"
                    .formatted(file.getDescription()));
        }
        this.byAddress = all.stream().filter(one -> !one.civic().isEmpty()).collect(Collectors.groupingBy(one -> key(one.address())));
        this.byLot = all.stream().flatMap(one -> one.lots().stream().map(lot -> Map.entry(lot, one))).collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Resource required(String file, ResourceLoader resources) {
        if (file.isBlank()) throw new SettingsProblem("No property is known: set MONDOSSIER_PROPERTY_FILE to the assessment roll as CSV");
        return resources.getResource(file.contains(":") ? file : "file:" + file);
    }

    private static Property property(String line) {
        String[] row = line.split(";", -1);
        if (!row[0].matches("\\d{18}")) throw new IllegalArgumentException("A matricule has 18 digits");
        return new Property(row[0], List.of(row[1].split(" / ")), row[2], row[3], row[4], row[5], row[6], Long.parseLong(row[7]), Long.parseLong(row[8]), Integer.parseInt(row[9]),
                Long.parseLong(row[10]), Long.parseLong(row[11]));
    }

    @Override
    public Optional<Property> find(String words) {
        List<Property> fit = fit(words);
        return fit.size() == 1 ? Optional.of(fit.get(0)) : Optional.empty();
    }

    private List<Property> fit(String words) {
        String digits = words.replaceAll("[\\s\\u00A0-]", "");
        if (digits.matches("\\d{18}")) return byMatricule(digits).stream().toList();
        String lot = digits.replaceFirst("(?i)^lot", "");
        if (lot.matches("\\d{7}")) return byLot.getOrDefault(lot, List.of());
        return byAddress.getOrDefault(key(words), List.of());
    }

    @Override
    public Optional<Property> byMatricule(String matricule) {
        return Optional.ofNullable(byMatricule.get(matricule));
    }

    @Override
    public List<Property> suggest(String words) {
        List<Property> fit = fit(words);
        if (!fit.isEmpty()) return fit.stream().limit(MOST).toList();
        String digits = words.replaceAll("[\\s\\u00A0-]", "");
        String[] sought = key(words).replace('|', ' ').strip().split("\\s+");
        return all.stream().filter(one -> {
            if (digits.matches("\\d{4,}") && (one.matricule().startsWith(digits) || one.lots().stream().anyMatch(lot -> lot.startsWith(digits)))) return true;
            List<String> parts = List.of(key(one.address()).replace('|', ' ').strip().split("\\s+"));
            return Stream.of(sought).allMatch(word -> !word.isEmpty() && parts.stream().anyMatch(part -> part.startsWith(word)));
        }).limit(MOST).toList();
    }

    /** As everybody writes it who means the same address, whatever stands behind the street. */
    private static String key(String address) {
        return AddressFile.normalized(address.replaceFirst("(?i),\\s*laval\\b.*$", "").replaceFirst("(?i),?\\s*[a-z]\\d[a-z]\\s?\\d[a-z]\\d\\s*$", ""), "");
    }
}
