package ca.laval.mondossier.letters;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.ModelFiles;
import ca.laval.mondossier.catalogue.WordList;
import ca.laval.mondossier.catalogue.Words;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The wording of letters: `letters/<letter>_fr.mustache` and `_en` beside the process that sends them. The first line is the subject. French always;
 * English below it when the resident's attestation is recorded.
 */
@Component
class LetterWording {
    private final ModelFiles models;
    private final Words words;
    private final Clock clock;
    private final List<LetterFacts> parts;
    private final String baseUrl;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    LetterWording(ModelFiles models, Words words, Clock clock, List<LetterFacts> parts, @Value("${mondossier.base-url}") String baseUrl) {
        this.models = models;
        this.words = words;
        this.clock = clock;
        this.parts = List.copyOf(parts);
        if (baseUrl.isBlank()) throw new SettingsProblem("Letters carry links: set MONDOSSIER_BASE_URL to the address where people reach the application");
        this.baseUrl = baseUrl;
    }

    record Text(String subject, String body) {
    }

    Text write(CaseFile file, String process, String letter, Map<String, Object> facts) {
        Text french = write(file, process, letter, facts, Language.FR);
        if (Language.of(file.language()) == Language.FR) return french;
        Text english = write(file, process, letter, facts, Language.EN);
        return new Text(french.subject() + " / " + english.subject(),
                french.body() + "\n\n----------------------------------------\n\n" + english.body());
    }

    private Text write(CaseFile file, String process, String letter, Map<String, Object> facts, Language language) {
        String text = template(models.folderOf(process), letter, language).execute(context(file, facts, language));
        String[] parts = text.split("\\R\\R", 2);
        return new Text(parts[0].replaceFirst("^Subject: ?", "").strip(), parts[1].strip() + "\n");
    }

    /**
     * What a wording may use: `{{caseNumber}}`, `{{serviceName}}`, `{{link}}`, `{{date}}` (today unless the task gives one), and each fact:
     * `amount` and what ends in `Cents` as an amount, a day as a date, `{{#documents}}` and `{{#reasons}}` one by one in words, and with `Name` after
     * it the label that the application form has for a coded answer (`{{programName}}`). Parts of the city hall add what they know.
     */
    private Map<String, Object> context(CaseFile file, Map<String, Object> facts, Language language) {
        WordList list = words.of(file.service(), language);
        var context = new HashMap<String, Object>();
        context.put("date", Formats.date(clock.instant(), language));
        facts.forEach((name, value) -> {
            if (value == null) return;
            context.put(name, written(name, value, language));
            list.find(file.service() + ".start." + name + ".option." + value).ifPresent(label -> context.put(name + "Name", label));
        });
        parts.forEach(part -> context.putAll(part.of(file, facts, language)));
        context.put("reasons", inWords(facts.get("reasons"), "reason.", list));
        context.put("documents", inWords(facts.get("documents"), "document.", list));
        context.put("caseNumber", file.number());
        context.put("serviceName", list.get("service.name"));
        context.put("link", baseUrl + "/files/" + file.number());
        return context;
    }

    private static String written(String name, Object fact, Language language) {
        if (fact instanceof Long cents && (name.equals("amount") || name.endsWith("Cents"))) return Formats.money(cents, language);
        if (fact instanceof Date day) return Formats.date(day.toInstant(), language);
        String text = fact.toString();
        return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Formats.date(LocalDate.parse(text), language) : text;
    }

    private static List<String> inWords(Object codes, String prefix, WordList list) {
        return codes == null ? List.of() : Arrays.stream(codes.toString().split(",")).map(String::strip).filter(code -> !code.isEmpty())
                .map(code -> list.get(prefix + code)).toList();
    }

    private Template template(String folder, String letter, Language language) {
        String path = "processes/" + folder + "/letters/" + letter + "_" + language.code() + ".mustache";
        return templates.computeIfAbsent(path, key -> {
            try {
                String wording = models.find(path).orElseThrow(() -> new IllegalStateException("The wording " + path + " is missing"))
                        .getContentAsString(StandardCharsets.UTF_8);
                // Plain text: nothing to escape; a placeholder without a value is an error, not a hole in a letter.
                return Mustache.compiler().escapeHTML(false).compile(wording);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
