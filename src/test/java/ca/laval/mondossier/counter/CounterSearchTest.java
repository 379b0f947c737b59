package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseNumber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterSearchTest extends CounterTest {
    private CaseNumber helene;
    private CaseNumber discount;

    @BeforeEach
    void twoClosures() {
        helene = streetClosure("Hélène L’Écuyer-Côté", "1333, boulevard Chomedey, Laval H7V 3Z4", "PARTY");
        discount = streetClosure("100% Soldes_Inc", "5, rue Étroite", "PARTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hélène", "HELENE", "helene cote", "Côté, Hélène", "L'Ecuyer", "écuyer-côté", "1333 chomedey", "1333, boulevard Chomedey", "H7V 3Z4", "h7v3z4", "  hélène   chomedey "})
    void isFoundHoweverItIsWritten(String text) {
        assertThat(found("julie", text)).contains(helene.value()).doesNotContain(discount.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "soldes_inc", "%", "_", "100% soldes"})
    void percentAndUnderscoreMeanThemselves(String text) {
        assertThat(found("julie", text)).contains(discount.value()).doesNotContain(helene.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "'", "' or 1=1 --", "\"; drop table case_file; --", "{1}", "::text", "[[${1+1}]]", "<script>alert(1)</script>", "\u202E", "😀", "a\u0007b"})
    void hostileTextFindsNothingAndHarmsNothing(String text) {
        var answer = as("julie").get("/counter?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("<script>alert");
        assertThat(found("julie", "hélène")).contains(helene.value());
    }

    @Test
    void veryLongTextIsCut() {
        assertThat(as("julie").get("/counter?q=" + "x".repeat(6000)).statusCode()).isEqualTo(200);
    }

    @Test
    void aWholeNumberLeadsToItsCase() {
        var answer = as("julie").get("/counter?q=" + helene.value().toLowerCase());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/counter/cases/" + helene);
    }

    @Test
    void partOfANumberFindsIt() {
        assertThat(found("julie", helene.value().substring(9, 15))).contains(helene.value());
    }

    @Test
    void aMistypedNumberIsTold() {
        String number = helene.value();
        char last = number.charAt(number.length() - 1);
        String wrong = number.substring(0, number.length() - 1) + (char) ('0' + (last - '0' + 1) % 10);
        var page = as("julie").page("/counter?q=" + wrong);

        assertThat(page.select(".notice--warn").text()).contains(wrong).contains("last digit");
        assertThat(page.select("tbody tr")).isEmpty();
    }

    @Test
    void anotherOfficesCaseIsNotFoundEvenByItsNumber() {
        assertThat(found("amelie", "hélène")).doesNotContain(helene.value());
        assertThat(as("amelie").page("/counter?q=" + helene).select(".notice").text()).contains("No case file of your offices");
        assertThat(found("manon", "hélène")).contains(helene.value());
        assertThat(found("marc", "")).isEmpty();
    }

    @Test
    void withoutTextTheNewestComeFirst() {
        assertThat(found("julie", "").subList(0, 2)).containsExactly(discount.value(), helene.value());
    }

    private List<String> found(String person, String text) {
        return as(person).page("/counter?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).select("tbody td .number").eachText();
    }
}
