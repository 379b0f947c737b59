package ca.laval.mondossier;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.Status;
import ca.laval.mondossier.rules.Labels;
import ca.laval.mondossier.rules.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two languages are two files of words: both complete, in step with the models, and nothing left over. */
class WordsInStepTest {
    /** Written alike in both languages. */
    private static final Set<String> ALIKE = Set.of("Document", "Documents", "Programme", "Service", "Services", "Tasklist", "version {0}, {1}",
            "Mon dossier", "Ville de Laval", "Visa", "Mastercard", "American Express", "Microsoft Intune", "Jamf Pro");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{?[^{}]*}?}");
    /** Names that are not words of a language. */
    private static final Set<String> NAMES = Set.of("Mon dossier", "Ville de Laval", "Français", "English");

    static Stream<Arguments> services() {
        return Stream.of(Models.CITY, Models.SIXTH).flatMap(models -> models.services().stream().map(service -> Arguments.of(service, models)));
    }

    static Stream<String> commonFiles() {
        return Models.CITY.files("src/main/resources/words", "_fr.properties").stream().map(file -> file.substring(0, file.length() - "_fr.properties".length()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void bothLanguagesHaveEveryWord(String service, Models models) {
        assertThat(pairTrouble(models.words(service, "fr"), models.words(service, "en"))).isEmpty();
        assertThat(repeated(models.text("processes/%1$s/%1$s_fr.properties".formatted(service)))).isEmpty();
        assertThat(repeated(models.text("processes/%1$s/%1$s_en.properties".formatted(service)))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void theEnglishWordsAreThoseOfTheModels(String service, Models models) {
        assertThat(stepTrouble(Labels.of(models, service), models.words(service, "en"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void noWordIsLeftOver(String service, Models models) {
        var own = new java.util.TreeSet<>(models.words(service, "fr").keySet());
        // A service may say a common word its own way: its declaration, its statuses.
        own.removeAll(ca.laval.mondossier.catalogue.Words.in("classpath:/").common(ca.laval.mondossier.catalogue.Language.FR).commonKeys());
        assertThat(leftOver(own, Labels.of(models, service).keySet(), Labels.codes(models, service))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void codesForPeopleHaveWords(String service, Models models) {
        var words = models.words(service, "fr");
        assertThat(words).containsKeys("service.name", "service.description", "service.intro");
        String actions = models.propertyOfService(service, "residentActions");
        if (actions != null) {
            Stream.of(actions.split(",")).map(action -> action.strip().replaceFirst(".*\\.", "action."))
                    .forEach(action -> assertThat(words).containsKeys(action, action + ".help", action + ".done"));
        }
        for (String file : models.tables()) {
            if (!Models.service(file).equals(service)) continue;
            for (var output : models.dmn(file).getModelElementsByType(org.camunda.bpm.model.dmn.instance.Output.class)) {
                if (!Set.of("document", "reason").contains(output.getName())) continue;
                var table = (org.camunda.bpm.model.dmn.instance.DecisionTable) output.getParentElement();
                int column = new ArrayList<>(table.getOutputs()).indexOf(output);
                table.getRules().stream().map(rule -> new ArrayList<>(rule.getOutputEntries()).get(column).getTextContent().strip().replace("\"", ""))
                        .forEach(code -> assertThat(words).as(file).containsKey(output.getName() + "." + code));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aLetterSaysTheSameInBothLanguages(String service, Models models) {
        assertThat(models.letters(service, "fr")).isEqualTo(models.letters(service, "en"));
        // A service that residents ask for writes to them.
        if (models.form(service, service + ".start").isPresent()) assertThat(models.letters(service, "fr")).isNotEmpty();
        for (String letter : models.letters(service, "fr")) {
            String french = models.text("processes/%s/letters/%s_fr.mustache".formatted(service, letter));
            String english = models.text("processes/%s/letters/%s_en.mustache".formatted(service, letter));
            assertThat(placeholders(french)).as(letter).isEqualTo(placeholders(english));
            assertThat(typography(french)).as(letter).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commonFiles")
    void theCommonWordsAreInStep(String file) {
        String french = Models.CITY.text(file + "_fr.properties");
        String english = Models.CITY.text(file + "_en.properties");
        assertThat(pairTrouble(Models.properties(french), Models.properties(english))).isEmpty();
        assertThat(repeated(french)).isEmpty();
        assertThat(repeated(english)).isEmpty();
    }

    @Test
    void everyStatusAndEveryCommonWordIsUsed() {
        var keys = commonFiles().flatMap(file -> Models.properties(Models.CITY.text(file + "_fr.properties")).keySet().stream()).collect(Collectors.toSet());
        assertThat(keys).containsAll(Arrays.stream(Status.values()).map(status -> "status." + status).toList());
        assertThat(unused(keys, sources())).isEmpty();
    }

    @Test
    void pagesHaveNoWordsOfTheirOwn() {
        var pages = Models.CITY.files("src/main/resources/templates", ".html");
        assertThat(pages).isNotEmpty().allSatisfy(page -> assertThat(bareText(Models.CITY.text(page))).as(page).isEmpty());
    }

    // Each rule broken once.

    @Test
    void aMissingOrEmptyOrUntranslatedWordIsFound() {
        assertThat(pairTrouble(Map.of("a", "Oui", "b", "Non"), Map.of("a", "Yes"))).containsExactly("b is missing in English");
        assertThat(pairTrouble(Map.of("a", "Oui"), Map.of("a", "Yes", "b", "No"))).containsExactly("b is missing in French");
        assertThat(pairTrouble(Map.of("a", " "), Map.of("a", "Yes"))).containsExactly("a is empty in French");
        assertThat(pairTrouble(Map.of("a", "Approve"), Map.of("a", "Approve"))).containsExactly("a is the same in both languages: Approve");
        assertThat(pairTrouble(Map.of("a", "Le {0}"), Map.of("a", "On {1}"))).containsExactly("a has other placeholders in French than in English");
        assertThat(pairTrouble(Map.of("a", "À savoir : rien"), Map.of("a", "Note: nothing"))).containsExactly("a needs a no-break space in French: À savoir : rien");
        assertThat(repeated("a=1\nb=2\na=3\n")).containsExactly("a");
    }

    @Test
    void aLabelOutOfStepIsFound() {
        assertThat(stepTrouble(Map.of("userTask_x", "Check"), Map.of())).containsExactly("userTask_x has no word: Check");
        assertThat(stepTrouble(Map.of("userTask_x", "Check"), Map.of("userTask_x", "Verify"))).containsExactly("userTask_x is \"Check\" in the model and \"Verify\" in the words");
        assertThat(leftOver(Set.of("userTask_x", "userTask_gone", "reason.GONE", "status.GONE", "status.PAID.next"), Set.of("userTask_x"), Set.of()))
                .containsExactly("reason.GONE", "status.GONE", "userTask_gone");
        assertThat(unused(Set.of("form.gone", "form.yes", "form.error.max"), "say(\"form.yes\"); say(\"form.error.\" + code)")).containsExactly("form.gone");
    }

    @Test
    void bareTextOfAPageIsFound() {
        assertThat(bareText("<p th:text=\"#{x}\">Sample</p><p>[[${y}]] · 10 %</p><script>let a;</script><p>Mon dossier</p>")).isEmpty();
        assertThat(bareText("<p>Bonjour</p>")).containsExactly("Bonjour");
        assertThat(bareText("<img alt=\"Logo\"><input th:placeholder=\"x\" placeholder=\"y\"><a title=\"Go\">1</a>")).containsExactly("alt=Logo", "title=Go");
    }

    private static List<String> pairTrouble(Map<String, String> french, Map<String, String> english) {
        var trouble = new ArrayList<String>();
        english.keySet().stream().filter(key -> !french.containsKey(key)).sorted().forEach(key -> trouble.add(key + " is missing in French"));
        french.keySet().stream().filter(key -> !english.containsKey(key)).sorted().forEach(key -> trouble.add(key + " is missing in English"));
        for (String key : new TreeSet<>(french.keySet())) {
            if (!english.containsKey(key)) continue;
            String fr = french.get(key);
            String en = english.get(key);
            if (fr.isBlank()) trouble.add(key + " is empty in French");
            else if (en.isBlank()) trouble.add(key + " is empty in English");
            else {
                // A sentence for someone whose language is not known yet is said in both.
                if (fr.equals(en) && !fr.contains(" / ") && PLACEHOLDER.matcher(fr).replaceAll("").matches(".*\\p{L}{3}.*") && !ALIKE.contains(fr)) {
                    trouble.add("%s is the same in both languages: %s".formatted(key, fr));
                }
                if (!placeholders(fr).equals(placeholders(en))) trouble.add(key + " has other placeholders in French than in English");
                typography(fr).forEach(where -> trouble.add("%s needs a no-break space in French: %s".formatted(key, where)));
            }
        }
        return trouble;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group()).filter(found -> !found.contains("\""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Québec: before a colon and a percent or dollar sign, and inside guillemets. */
    private static List<String> typography(String french) {
        return french.lines().filter(line -> line.matches(".*( :(\\s|$)|« | »|\\d [$%](\\W|$)).*")).toList();
    }

    private static List<String> stepTrouble(Map<String, String> labels, Map<String, String> words) {
        var trouble = new ArrayList<String>();
        new TreeMap<>(labels).forEach((key, label) -> {
            String word = words.get(key);
            if (word == null) trouble.add("%s has no word: %s".formatted(key, label));
            else if (!word.strip().equals(label)) trouble.add("%s is \"%s\" in the model and \"%s\" in the words".formatted(key, label, word));
        });
        return trouble;
    }

    private static List<String> leftOver(Set<String> words, Set<String> labels, Set<String> codes) {
        var statuses = Arrays.stream(Status.values()).map(Enum::name).collect(Collectors.toSet());
        return words.stream().filter(key -> !labels.contains(key)).filter(key -> {
            String[] parts = key.split("\\.");
            return switch (parts[0]) {
                case "service" -> !Set.of("service.name", "service.description", "service.intro", "service.askFirst").contains(key);
                case "document", "reason", "value", "action" -> !codes.contains(parts[1]);
                case "status" -> !statuses.contains(parts[1]);
                default -> !labels.contains(key.replaceFirst("\\.error$", ""));
            };
        }).sorted().toList();
    }

    private static List<String> repeated(String properties) {
        var seen = new TreeSet<String>();
        return properties.lines().filter(line -> !line.startsWith("#") && line.contains("=")).map(line -> line.substring(0, line.indexOf('=')).strip())
                .filter(key -> !seen.add(key)).toList();
    }

    /** A key is used when a page or a class writes it, or writes what it begins with up to a point. */
    private static List<String> unused(Set<String> keys, String sources) {
        return keys.stream().filter(key -> !sources.contains(key)).filter(key -> {
            for (int point = key.indexOf('.'); point > 0; point = key.indexOf('.', point + 1)) {
                String start = key.substring(0, point + 1);
                if (sources.contains("\"" + start + "\"") || sources.contains("'" + start + "'") || sources.contains(start + "${") || sources.contains(start + "'")) return false;
            }
            return true;
        }).sorted().toList();
    }

    private static String sources() {
        return Stream.of(Models.CITY.files("src/main/java", ".java"), Models.CITY.files("src/main/resources/templates", ".html"),
                Models.CITY.files("src/main/resources/static", ".js")).flatMap(List::stream).map(Models.CITY::text).collect(Collectors.joining("\n"));
    }

    private static List<String> bareText(String page) {
        var bare = new ArrayList<String>();
        for (Element element : Jsoup.parse(page).getAllElements()) {
            if (element.normalName().matches("script|style")) continue;
            for (Attribute attribute : element.attributes()) {
                if (attribute.getKey().matches("alt|title|placeholder|aria-label|aria-description") && isWord(attribute.getValue())
                        && !element.hasAttr("th:" + attribute.getKey()) && !element.attr("th:attr").contains(attribute.getKey())) {
                    bare.add(attribute.getKey() + "=" + attribute.getValue());
                }
            }
            if (isReplaced(element)) continue;
            for (TextNode text : element.textNodes()) {
                String said = text.getWholeText().replaceAll("(?s)\\[\\[.*?]]|\\[\\(.*?\\)]", "").strip();
                if (isWord(said)) bare.add(said);
            }
        }
        return bare;
    }

    private static boolean isReplaced(Element element) {
        return Stream.iterate(element, java.util.Objects::nonNull, Element::parent)
                .anyMatch(at -> Stream.of("th:text", "th:utext", "th:replace", "th:remove").anyMatch(at::hasAttr));
    }

    private static boolean isWord(String text) {
        return text.matches("(?s).*\\p{L}.*") && !NAMES.contains(text) && !text.startsWith("${") && !text.startsWith("#{");
    }
}
