package ca.laval.mondossier.official;

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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * A document as XHTML: the wording that its owners keep in `processes/<folder>/documents/<template>_fr.html`, inside the city's one layout.
 * French is the original; below it, for who declared that they may have it, `_en.html` as a courtesy translation.
 */
@Component
class Paper {
    private static final String LAYOUT_WORDS = "official.paper.";

    private final ModelFiles models;
    private final Words words;
    private final String baseUrl;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    Paper(ModelFiles models, Words words, @Value("${mondossier.base-url}") String baseUrl) {
        this.models = models;
        this.words = words;
        if (baseUrl.isBlank()) throw new SettingsProblem("Documents carry the address where they are verified: set MONDOSSIER_BASE_URL to the address where people reach the application");
        this.baseUrl = baseUrl;
    }

    String write(CaseFile file, OfficialDocuments.Issue issue, VerificationCode code, Instant issuedAt) {
        var document = new HashMap<String, Object>();
        document.put("part", part(file, issue, code, issuedAt, Language.FR));
        document.put("translation", Language.of(file.language()) == Language.EN ? List.of(part(file, issue, code, issuedAt, Language.EN)) : List.of());
        document.put("title", words.of(file.service(), Language.FR).get(issue.title()));
        document.put("caseNumber", file.number());
        document.put("code", code.toString());
        document.put("style", text(new ClassPathResource("official/style.css")));
        document.put("word", layoutWords(words.of(file.service(), Language.FR)));
        return template("official/layout.html", new ClassPathResource("official/layout.html")).execute(document);
    }

    private Map<String, Object> part(CaseFile file, OfficialDocuments.Issue issue, VerificationCode code, Instant issuedAt, Language language) {
        WordList list = words.of(file.service(), language);
        String address = baseUrl + "/verify/" + code;
        var part = new HashMap<String, Object>();
        part.put("language", language.code() + "-CA");
        part.put("body", wording(file, issue.template(), language).execute(PaperFacts.of(file, issue.facts(), list)));
        part.put("title", list.get(issue.title()));
        part.put("caseNumber", file.number());
        part.put("issuedOn", Formats.date(issuedAt, language));
        part.put("code", code.toString());
        part.put("address", address);
        // A line may break after a slash, not inside the code.
        part.put("shownAddress", List.of(baseUrl.replaceFirst("^https?://", "") + "/verify/", code.toString()));
        part.put("qr", QrCode.of(address));
        part.put("word", layoutWords(list));
        return part;
    }

    private static Map<String, String> layoutWords(WordList list) {
        var own = new HashMap<String, String>();
        list.commonKeys().stream().filter(key -> key.startsWith(LAYOUT_WORDS)).forEach(key -> own.put(key.substring(LAYOUT_WORDS.length()), list.get(key)));
        return own;
    }

    private Template wording(CaseFile file, String name, Language language) {
        String[] folderAndName = name.contains("/") ? name.split("/", 2) : new String[] {models.folderOf(file.service()), name};
        String path = "processes/%s/documents/%s_%s.html".formatted(folderAndName[0], folderAndName[1], language.code());
        return template(path, models.find(path).orElseThrow(() -> new IllegalStateException("The wording " + path + " is missing")));
    }

    /** A placeholder without a value is an error, not a hole in a document; what it is filled with is text, never mark-up. */
    private Template template(String path, Resource file) {
        return templates.computeIfAbsent(path, key -> Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(text(file)));
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
