package ca.laval.mondossier.address;

import ca.laval.mondossier.SettingsProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * The city's address file: the proof that an address lies in Laval; a postal code alone proves nothing (domain.md, section 6.4).
 * A CSV with the columns `civic;street;postal`, from MONDOSSIER_ADDRESS_FILE; the demonstration has a small plausible one.
 */
@Component
public class AddressFile {
    private static final Pattern CIVIC = Pattern.compile("(\\d+)([a-z]\\b|\\s*1/2)?");
    /** Kinds of street that people write in several ways. */
    private static final Map<String, String> KINDS = Map.ofEntries(Map.entry("boulevard", "boul"), Map.entry("bd", "boul"), Map.entry("blvd", "boul"),
            Map.entry("avenue", "av"), Map.entry("ave", "av"), Map.entry("montee", "mtee"), Map.entry("chemin", "ch"), Map.entry("place", "pl"),
            Map.entry("terrasse", "terr"), Map.entry("saint", "st"), Map.entry("sainte", "ste"));

    private final Set<String> addresses;

    @Autowired
    AddressFile(@Value("${mondossier.address-file}") String file, ResourceLoader resources) {
        this(required(file, resources));
    }

    public AddressFile(Resource file) {
        if (!file.exists()) throw new SettingsProblem("The address file %s does not exist: set MONDOSSIER_ADDRESS_FILE".formatted(file.getDescription()));
        try (var reader = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            this.addresses = reader.lines().skip(1).filter(line -> !line.isBlank()).map(line -> line.split(";", -1))
                    .map(row -> key(row[0] + " " + row[1], row[2])).collect(Collectors.toUnmodifiableSet());
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            throw new SettingsProblem("The address file %s cannot be read as civic;street;postal: set MONDOSSIER_ADDRESS_FILE".formatted(file.getDescription()));
        }
    }

    private static Resource required(String file, ResourceLoader resources) {
        if (file.isBlank()) throw new SettingsProblem("No address is known to lie in the city: set MONDOSSIER_ADDRESS_FILE to a CSV of civic;street;postal");
        return resources.getResource(file.contains(":") ? file : "file:" + file);
    }

    /** Whether the city knows this address. Accents, capitals, punctuation, an apartment and the way a kind of street is written do not matter. */
    public boolean knows(String address, String postalCode) {
        return address != null && postalCode != null && addresses.contains(key(address, postalCode));
    }

    /** The address as everybody writes it who means the same one; empty for none. */
    public static String normalized(String address, String postalCode) {
        return address == null || postalCode == null ? "" : key(address, postalCode);
    }

    private static String key(String address, String postalCode) {
        String plain = Normalizer.normalize(address, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replaceAll("(,|\\b)\\s*((app?|apt|appartement|apartment|bureau|suite|unite)\\b\\.?\\s*#?|#)\\s*[\\w-]+\\s*$", "")
                .replaceAll("[^a-z0-9/]+", " ").strip();
        var civic = CIVIC.matcher(plain);
        String rest = civic.lookingAt() ? plain.substring(civic.end()).strip() : plain;
        String number = civic.reset().lookingAt() ? civic.group(1) + (civic.group(2) == null ? "" : civic.group(2)) : "";
        String street = java.util.Arrays.stream(rest.split(" ")).map(word -> KINDS.getOrDefault(word, word))
                .filter(word -> !Set.of("de", "des", "du", "la", "le", "les", "l", "d", "rue").contains(word)).collect(Collectors.joining(" "));
        return number + "|" + street + "|" + postalCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
