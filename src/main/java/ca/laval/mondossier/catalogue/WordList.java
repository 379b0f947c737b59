package ca.laval.mondossier.catalogue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The words of one service in one language, with the common words behind them. */
public final class WordList {

    private final Language language;
    private final Map<String, String> own;
    private final Map<String, String> common;
    private final WordList french;

    WordList(Language language, Map<String, String> own, Map<String, String> common, WordList french) {
        this.language = language;
        this.own = own;
        this.common = common;
        this.french = french;
    }

    public Language language() {
        return language;
    }

    /** The word; failing that the French one; failing that the key, so that a page never breaks for a word. */
    public String get(String key) {
        return lookup(key).orElse(key);
    }

    /** The word with {@code {0}}, {@code {1}}… replaced; an apostrophe is just an apostrophe. Dates and hours are written as this language writes them. */
    public String get(String key, Object... args) {
        return fill(get(key), Stream.of(args).map(this::written).toArray());
    }

    private Object written(Object argument) {
        if (argument instanceof LocalDate date) return Formats.date(date, language);
        return argument instanceof LocalTime time ? Formats.time(time, language) : argument;
    }

    /** The word in this very language, without falling back to French. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(own.getOrDefault(key, common.get(key)));
    }

    /** The word, in French if need be. */
    Optional<String> lookup(String key) {
        return find(key).or(() -> french == null ? Optional.empty() : french.lookup(key));
    }

    /** The first of several keys that has a word, for words that may be given or left to a default. */
    public Optional<String> first(String... keys) {
        for (var key : keys) {
            var word = find(key);
            if (word.isPresent()) {
                return word;
            }
        }
        return Optional.empty();
    }

    /** The keys of the service's own file: what the completeness test compares between the languages. */
    public Set<String> keys() {
        return new TreeSet<>(own.keySet());
    }

    /** The keys of the common file. */
    public Set<String> commonKeys() {
        return new TreeSet<>(common.keySet());
    }

    static String fill(String text, Object... args) {
        if (args.length == 0 || text.indexOf('{') < 0) {
            return text;
        }
        var filled = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}'
                    && Character.isDigit(text.charAt(at + 1)) && text.charAt(at + 1) - '0' < args.length) {
                filled.append(args[text.charAt(at + 1) - '0']);
                at += 2;
            } else {
                filled.append(text.charAt(at));
            }
        }
        return filled.toString();
    }
}
