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
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * A document as XHTML: the wording that its owners keep in `processes/<folder>/documents/<template>_fr.html`, inside the city's one layout.
 * French is the original; after it, for who declared that they may have it, `_en.html` as a courtesy translation. `{{>_piece}}` in a wording
 * stands for `_piece_fr.html` beside it.
 */
@Component
class Paper {
    private static final String LAYOUT_WORDS = "official.paper.";
    /** A placeholder without a value is an error, not a hole in a document; what it is filled with is text, never mark-up. */
    private static final Mustache.Compiler MUSTACHE = Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true);

    private final ModelFiles models;
    private final Words words;
    private final String baseUrl;
    private final Template layout = MUSTACHE.compile(text(new ClassPathResource("official/layout.html")));
    private final String style = text(new ClassPathResource("official/style.css"));
    private final Map<String, Template> wordings = new ConcurrentHashMap<>();

    Paper(ModelFiles models, Words words, @Value("${mondossier.base-url}") String baseUrl) {
        this.models = models;
        this.words = words;
        if (baseUrl.isBlank()) throw new SettingsProblem("Documents carry the address where they are verified: set MONDOSSIER_BASE_URL to the address where people reach the application");
        this.baseUrl = baseUrl;
    }

    String write(CaseFile file, OfficialDocuments.Issue issue, VerificationCode code, Instant issuedAt) {
        var parts = new ArrayList<Map<String, Object>>();
        parts.add(part(file, issue, code, issuedAt, Language.FR));
        if (Language.of(file.language()) == Language.EN) parts.add(part(file, issue, code, issuedAt, Language.EN));
        return layout.execute(Map.of("parts", parts, "title", words.of(file.service(), Language.FR).get(issue.title()), "caseNumber", file.number(), "code", code.toString(),
                "style", style, "word", layoutWords(words.common(Language.FR))));
    }

    private Map<String, Object> part(CaseFile file, OfficialDocuments.Issue issue, VerificationCode code, Instant issuedAt, Language language) {
        WordList list = words.of(file.service(), language);
        String address = baseUrl + "/verify/" + code;
        var part = new HashMap<String, Object>();
        part.put("language", language.code() + "-CA");
        part.put("translation", language == Language.EN);
        part.put("word", layoutWords(list));
        part.put("title", list.get(issue.title()));
        part.put("issuedOn", Formats.date(issuedAt, language));
        part.put("body", wording(file, issue.template(), language).execute(PaperFacts.of(file, issue.facts(), list)));
        part.put("qr", QrCode.of(address));
        part.put("address", address);
        part.put("shownAddress", address.replaceFirst("^https?://", ""));
        return part;
    }

    private static Map<String, String> layoutWords(WordList list) {
        var own = new HashMap<String, String>();
        list.commonKeys().stream().filter(key -> key.startsWith(LAYOUT_WORDS)).forEach(key -> own.put(key.substring(LAYOUT_WORDS.length()), list.get(key)));
        return own;
    }

    private Template wording(CaseFile file, String name, Language language) {
        String[] folderAndName = name.contains("/") ? name.split("/", 2) : new String[] {models.folderOf(file.service()), name};
        String folder = "processes/" + folderAndName[0] + "/documents/";
        String end = "_" + language.code() + ".html";
        return wordings.computeIfAbsent(folder + folderAndName[1] + end, path -> MUSTACHE.withLoader(piece -> new StringReader(text(folder + piece + end))).compile(text(path)));
    }

    private String text(String path) {
        return text(models.find(path).orElseThrow(() -> new IllegalStateException("The wording " + path + " is missing")));
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
