package ca.laval.mondossier.catalogue;

import static ca.laval.mondossier.catalogue.Sample.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @Test
    void aServiceOverridesTheCommonWords() {
        assertThat(WORDS.common(Language.EN).get("form.yes")).isEqualTo("Yes");
        assertThat(WORDS.of("sample-service", Language.EN).get("form.yes")).isEqualTo("Yes indeed");
        assertThat(WORDS.of("sample-service", Language.FR).get("form.yes")).isEqualTo("Oui");
    }

    @Test
    void aMissingWordIsTheFrenchOneThenItsKey() {
        assertThat(WORDS.of("sample-service", Language.EN).get("sample-service.start.onlyFrench")).isEqualTo("Mot français");
        assertThat(WORDS.of("sample-service", Language.EN).find("sample-service.start.onlyFrench")).isEmpty();
        assertThat(WORDS.of("sample-service", Language.EN).get("nowhere")).isEqualTo("nowhere");
        assertThat(WORDS.of("no-such-service", Language.FR).get("form.no")).isEqualTo("Non");
    }

    @Test
    void anApostropheIsJustAnApostrophe() {
        assertThat(WordList.fill("L'avis d''{0} {1} {9} {x}", "un", "{0}")).isEqualTo("L'avis d''un {0} {9} {x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secrets", "a/b", "A", "a_b"})
    void aServiceIsNotAPath(String id) {
        assertThatThrownBy(() -> WORDS.of(id, Language.FR)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCommonWordsAreTheSameInBothLanguages() {
        assertThat(WORDS.common(Language.EN).commonKeys()).isEqualTo(WORDS.common(Language.FR).commonKeys()).isNotEmpty();
    }

    @Test
    void frenchIsTheDefaultLanguage() {
        assertThat(Language.of((String) null)).isEqualTo(Language.FR);
        assertThat(Language.of("de")).isEqualTo(Language.FR);
        assertThat(Language.of("en-CA")).isEqualTo(Language.EN);
    }
}
