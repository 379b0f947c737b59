package ca.laval.mondossier.official;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.WordList;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a wording may use: each fact under its name, written for people. What ends in `Cents` is an amount, a day a date, an instant a date
 * and hour, what ends in `Word` also the word that it names (`labelWord` gives `{{label}}`), and a coded answer of the application form also
 * its label (`purpose` gives `{{purposeName}}`). Lists and rows of a table are written the same way; yes or no opens or closes a section.
 */
final class PaperFacts {
    private PaperFacts() {
    }

    static Map<String, Object> of(CaseFile file, Map<String, Object> facts, WordList words) {
        var written = row(facts, words);
        facts.forEach((name, value) -> words.find(file.service() + ".start." + name + ".option." + value).ifPresent(label -> written.put(name + "Name", label)));
        written.put("caseNumber", file.number());
        written.put("serviceName", words.get("service.name"));
        return written;
    }

    private static Map<String, Object> row(Map<?, ?> facts, WordList words) {
        var row = new HashMap<String, Object>();
        facts.forEach((key, value) -> {
            if (value == null) return;
            String name = key.toString();
            row.put(name, written(name, value, words));
            if (name.endsWith("Word")) row.put(name.substring(0, name.length() - "Word".length()), words.get(value.toString()));
        });
        return row;
    }

    private static Object written(String name, Object value, WordList words) {
        Language language = words.language();
        if (value instanceof Number cents && name.endsWith("Cents")) return Formats.money(cents.longValue(), language);
        if (value instanceof Boolean) return value;
        if (value instanceof Instant instant) return Formats.dateTime(instant, language);
        if (value instanceof LocalDate day) return Formats.date(day, language);
        if (value instanceof Map<?, ?> map) return row(map, words);
        if (value instanceof List<?> list) return list.stream().map(one -> written(name, one, words)).toList();
        String text = readable(value.toString());
        return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Formats.date(LocalDate.parse(text), language) : text;
    }

    /** Without the characters that XML forbids. */
    private static String readable(String text) {
        return text.replace("\r\n", "\n").replaceAll("[^\\x{9}\\x{A}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
    }
}
