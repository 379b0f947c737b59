package ca.laval.mondossier.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's web applications speak the city's two languages and wear its name, whatever version of them is on the class path. */
class WebAppWordsTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}|\\{}|</?(?:a|br|strong)\\b[^>]*>|&[a-z]+;");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Labels that read the same in both languages. */
    private static final Set<String> SAME_IN_BOTH = Set.of("Action", "Actions", "Annotation", "Application", "Applications",
            "Cockpit", "Configuration", "Date", "Description", "Documentation", "Exception", "Incidents", "ID", "ID*",
            "Instance", "instances", "Message", "Migration", "OK", " OK", "Optimize", "Permissions", "Source", "Total", "Type",
            "Types", "Variable", "Variables", "Version", "Active", "<", "<=", ">", ">=");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void everyShippedLabelHasItsFrench(String app) throws IOException {
        assertThat(labels(ours(app, "locales/fr.json"))).containsOnlyKeys(labels(shipped(app, "locales/en.json")).keySet());
    }

    @Test
    void everyLabelThatTheFreeCockpitShowsHasItsFrench() throws IOException {
        var shown = wordsOf(shipped("cockpit", "index.html"), shipped("cockpit", "camunda-cockpit-bootstrap.js"),
                resources("META-INF/resources/plugin/cockpit/app/plugin.js").get(0));
        var english = labels(shipped("cockpit", "locales/en.json")).keySet();

        assertThat(labels(ours("cockpit", "locales/fr.json"))).isNotEmpty()
                .containsOnlyKeys(english.stream().filter(shown::contains).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin", "cockpit"})
    void frenchKeepsThePlaceholdersAndIsFrench(String app) throws IOException {
        var english = labels(shipped(app, "locales/en.json"));
        var wrong = new ArrayList<String>();
        labels(ours(app, "locales/fr.json")).forEach((key, french) -> {
            var original = english.get(key);
            if (!placeholders(french).equals(placeholders(original))) {
                wrong.add(key + " lost or gained a placeholder: " + french);
            }
            if (french.isBlank() != original.isBlank()) {
                wrong.add(key + " is empty");
            }
            if (!original.isBlank() && french.equals(original) && !SAME_IN_BOTH.contains(french)) {
                wrong.add(key + " is still English: " + french);
            }
        });

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "admin", "cockpit"})
    void datesAreFrenchDownToTheLastWordOfTheCalendar(String app) throws IOException {
        var french = json(ours(app, "locales/fr.json")).get("dateLocales");
        var english = json(shipped(app, "locales/en.json")).get("dateLocales");

        assertThat(french.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> english.fieldNames());
        assertThat(french.get("months")).hasSize(12).extracting(JsonNode::asText).contains("février", "août");
        assertThat(french.get("weekdays")).hasSize(7).extracting(JsonNode::asText).startsWith("dimanche");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin", "cockpit"})
    void theApplicationOffersBothLanguagesUnderTheCitysName(String app) throws IOException {
        assertThat(text(ours(app, "scripts/config.js")))
                .contains("vendor: 'Ville de Laval")
                .contains("availableLocales: ['en', 'fr']");
    }

    @Test
    void tasklistKeepsEveryShippedShortcut() throws IOException {
        var ours = text(ours("tasklist", "scripts/config.js"));

        assertThat(Pattern.compile("key: '(.*?)'").matcher(text(shipped("tasklist", "scripts/config.js"))).results().map(MatchResult::group))
                .isNotEmpty().allSatisfy(shortcut -> assertThat(ours).contains(shortcut));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin", "cockpit"})
    void theVendorsNoticeIsHidden(String app) throws IOException {
        assertThat(text(ours(app, "styles/user-styles.css"))).contains("city.css\"");
        assertThat(text(ours("welcome", "styles/city.css"))).containsPattern("\\.ce-eol-banner \\{\\s+display: none;");
    }

    private static URL ours(String app, String file) throws IOException {
        return resources(APPS + app + "/" + file).stream().filter(url -> url.getProtocol().equals("file")).findFirst()
                .orElseThrow(() -> new AssertionError("the city has no " + file + " for " + app));
    }

    private static URL shipped(String app, String file) throws IOException {
        return resources(APPS + app + "/" + file).stream().filter(url -> url.getProtocol().equals("jar")).findFirst()
                .orElseThrow(() -> new AssertionError("the web application " + app + " ships no " + file));
    }

    private static List<URL> resources(String path) throws IOException {
        return Collections.list(WebAppWordsTest.class.getClassLoader().getResources(path));
    }

    private static Map<String, String> labels(URL locale) throws IOException {
        var labels = new LinkedHashMap<String, String>();
        json(locale).get("labels").fields().forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static JsonNode json(URL locale) throws IOException {
        return new ObjectMapper().readTree(text(locale));
    }

    /** Without the byte-order mark that the shipped files begin with. */
    private static String text(URL url) throws IOException {
        try (var in = url.openStream()) {
            return new String(in.readAllBytes(), UTF_8).replaceFirst("^\uFEFF", "");
        }
    }

    private static Set<String> wordsOf(URL... scripts) throws IOException {
        var words = new TreeSet<String>();
        for (var script : scripts) {
            WORD.matcher(text(script)).results().map(MatchResult::group).forEach(words::add);
        }
        return words;
    }

    private static String placeholders(String label) {
        return PLACEHOLDER.matcher(label).results().map(MatchResult::group).sorted().collect(joining(" "));
    }
}
