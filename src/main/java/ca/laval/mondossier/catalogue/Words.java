package ca.laval.mondossier.catalogue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Every word that people read: one pair of files per service beside its model, pairs of common files. */
@Component
public class Words {

    private static final String NO_SERVICE = "";
    private static final List<String> COMMON = List.of("portal", "counter", "payment", "sandbox", "official", "certificate", "council", "permit", "removal", "funding", "agreement");

    private final ModelFiles models;
    private final Map<String, WordList> lists = new ConcurrentHashMap<>();

    Words(ModelFiles models) {
        this.models = models;
    }

    /** Words outside a Spring context, for tests and tools. */
    public static Words in(String models) {
        return new Words(ModelFiles.in(models));
    }

    /** The words of a service; a service without a word file still has the common words. */
    public WordList of(String service, Language language) {
        return lists.computeIfAbsent(service + "_" + language.code(), key -> new WordList(language,
                service.equals(NO_SERVICE) ? Map.of() : load(file(service, language)),
                everywhere(language),
                language == Language.FR ? null : french(service)));
    }

    /** The words of the portal itself. */
    public WordList common(Language language) {
        return of(NO_SERVICE, language);
    }

    private WordList french(String service) {
        return new WordList(Language.FR, service.equals(NO_SERVICE) ? Map.of() : load(file(service, Language.FR)),
                everywhere(Language.FR), null);
    }

    private Map<String, String> everywhere(Language language) {
        var words = new HashMap<String, String>();
        COMMON.forEach(file -> words.putAll(load(Optional.of(new ClassPathResource("words/" + file + "_" + language.code() + ".properties")))));
        return Map.copyOf(words);
    }

    private Optional<Resource> file(String service, Language language) {
        if (!service.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("Not the id of a service: " + service);
        }
        return models.find("processes/" + service + "/" + service + "_" + language.code() + ".properties");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> load(Optional<Resource> file) {
        if (file.isEmpty()) {
            return Map.of();
        }
        var words = new Properties();
        try (var reader = new InputStreamReader(file.get().getInputStream(), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The word file " + file.get().getDescription() + " cannot be read", e);
        }
        return Map.copyOf((Map) words);
    }
}
