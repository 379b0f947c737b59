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
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The wording of official documents: `documents/<template>_fr.html` and `_en` beside the process that issues them, in the frame that all
 * share. French is the document; the English translation follows it when the resident's declaration is recorded.
 */
@Component
class DocumentWording {
    private static final Pattern HEADING = Pattern.compile("<h1>(.*?)</h1>", Pattern.DOTALL);
    /** What XML cannot hold. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}&&[^\\n\\t]]");

    private static final String DRAFT = "PROJET / DRAFT";

    private final ModelFiles models;
    private final Words words;
    private final String baseUrl;
    private final String mark;
    private final Template layout;
    private final Map<String, Template> templates = new ConcurrentHashMap<>();

    DocumentWording(ModelFiles models, Words words, @Value("${mondossier.base-url}") String baseUrl) throws IOException {
        if (baseUrl.isBlank()) throw new SettingsProblem("Documents say where they are verified: set MONDOSSIER_BASE_URL to the address where people reach the application");
        this.models = models;
        this.words = words;
        this.baseUrl = baseUrl;
        this.mark = image(new ClassPathResource("official/mark.png").getContentAsByteArray());
        this.layout = compiled(new ClassPathResource("official/layout.html"));
    }

    /** The document as XHTML with everything in it, ready to be printed. */
    String write(CaseFile file, OfficialDocuments.Issue issue, String code, Instant at) {
        return write(file, issue, code, at, false);
    }

    /** What it would say, without anything by which it could be taken for the document. */
    String draft(CaseFile file, OfficialDocuments.Issue issue, Instant at) {
        return write(file, issue, DRAFT, at, true);
    }

    private String write(CaseFile file, OfficialDocuments.Issue issue, String code, Instant at, boolean draft) {
        String french = part(file, issue, at, Language.FR);
        var page = new HashMap<String, Object>();
        page.put("french", french);
        page.put("english", Language.of(file.language()) == Language.EN ? part(file, issue, at, Language.EN) : "");
        page.put("draft", draft);
        page.put("title", (draft ? DRAFT + " – " : "") + heading(french, issue));
        page.put("caseNumber", file.number());
        page.put("code", code);
        page.put("date", Formats.date(at, Language.FR));
        page.put("verify", baseUrl + "/verify/" + code);
        page.put("verifyPage", baseUrl + "/verify");
        page.put("verifyShort", (baseUrl + "/verify").replaceFirst("^https?://", ""));
        page.put("mark", mark);
        page.put("qr", image(QrCode.png(baseUrl + "/verify/" + code)));
        return layout.execute(page);
    }

    /** The first heading is the title; it is escaped already, and escaped again by the frame. */
    private static String heading(String part, OfficialDocuments.Issue issue) {
        var heading = HEADING.matcher(part);
        if (!heading.find()) throw new IllegalStateException("The document %s has no heading <h1>".formatted(issue.template()));
        return heading.group(1).replaceAll("<[^>]*>", "").replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip();
    }

    private String part(CaseFile file, OfficialDocuments.Issue issue, Instant at, Language language) {
        WordList list = words.of(file.service(), language);
        var context = new HashMap<String, Object>();
        context.put("date", Formats.date(at, language));
        issue.facts().forEach((name, fact) -> put(context, name, fact, file.service(), list));
        context.put("caseNumber", file.number());
        context.put("serviceName", list.get("service.name"));
        return template(file.service(), issue.template(), language).execute(context);
    }

    /**
     * A fact as the wording gets it: what ends in `Cents` as an amount, a day as a date, an instant with its hour, a word in its language, a list one by
     * one; and with `Name` after it the label that the application form has for a coded answer.
     */
    private static void put(Map<String, Object> context, String name, Object fact, String service, WordList list) {
        if (fact == null) return;
        context.put(name, written(name, fact, service, list));
        list.find(service + ".start." + name + ".option." + fact).ifPresent(label -> context.put(name + "Name", label));
    }

    private static Object written(String name, Object fact, String service, WordList list) {
        if (fact instanceof Boolean) return fact;
        if (fact instanceof Number cents && name.endsWith("Cents")) return Formats.money(cents.longValue(), list.language());
        if (fact instanceof Instant at) return Formats.dateTime(at, list.language());
        if (fact instanceof OfficialDocuments.Word word) return list.get(word.key());
        if (fact instanceof Collection<?> all) return all.stream().map(one -> written("", one, service, list)).toList();
        if (fact instanceof Map<?, ?> facts) {
            var inner = new HashMap<String, Object>();
            facts.forEach((key, value) -> put(inner, key.toString(), value, service, list));
            return inner;
        }
        String text = UNPRINTABLE.matcher(fact.toString().replace("\r\n", "\n")).replaceAll("").strip();
        return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Formats.date(LocalDate.parse(text), list.language()) : text;
    }

    private Template template(String service, String template, Language language) {
        String[] name = template.contains("/") ? template.split("/", 2) : new String[] {service, template};
        String path = "processes/" + models.folderOf(name[0]) + "/documents/" + name[1] + "_" + language.code() + ".html";
        return templates.computeIfAbsent(path, key -> compiled(models.find(path).orElseThrow(() -> new IllegalStateException("The wording " + path + " is missing"))));
    }

    private static Template compiled(Resource wording) {
        try {
            // A placeholder without a value is an error, not a hole in a certificate.
            return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(wording.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String image(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
