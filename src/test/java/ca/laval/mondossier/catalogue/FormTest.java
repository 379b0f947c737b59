package ca.laval.mondossier.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @Test
    void topLevelGroupsAreThePages() {
        assertThat(Sample.FORM.steps()).extracting(FormGroup::key).containsExactly("request", "person");
        assertThat(Sample.REQUEST.components().get(0).key()).isEqualTo("intro");
        assertThat(Sample.PERSON.components().get(Sample.PERSON.components().size() - 1).key()).isEqualTo("consent");
        assertThat(Sample.FORM.stepOf("wantsNews")).contains(Sample.PERSON);
    }

    @Test
    void aFormWithoutGroupsIsOnePage() {
        var form = Sample.formOf("{\"type\":\"textfield\",\"key\":\"name\"}");
        assertThat(form.steps()).hasSize(1);
        assertThat(form.steps().get(0).key()).isEqualTo("sample-service.start");
    }

    @Test
    void readsTheRulesOfAField() {
        var amount = Sample.FORM.field("preTaxCents").orElseThrow();
        assertThat(amount.isMoney()).isTrue();
        assertThat(amount.isProcessVariable()).isTrue();
        assertThat(amount.required()).isTrue();
        assertThat(amount.max()).isEqualByComparingTo("5000");
        assertThat(Sample.FORM.field("email").orElseThrow().format()).contains("email");
        assertThat(Sample.FORM.field("program").orElseThrow().options()).extracting(FormOption::value).containsExactly("COUCHES", "ARBRE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamiclist", "filepicker", "iframe", "html", "image", "table", "taglist", "expression", "button", "separator", "spacer",
            "documentPreview", "hologram", ""})
    void anApplicationFormRefusesWhatThePortalDoesNotOffer(String type) {
        assertThatThrownBy(() -> Sample.formOf("{\"type\":\"" + type + "\",\"key\":\"thing\"}"))
                .isInstanceOf(UnsupportedComponentException.class)
                .hasMessageContainingAll("sample-service.start", type, "thing");
    }

    @Test
    void anApplicationFormRefusesHours() {
        assertThatThrownBy(() -> Sample.formOf("{\"type\":\"datetime\",\"subtype\":\"datetime\",\"key\":\"at\"}")).hasMessageContaining("subtype date");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"type\":\"textfield\",\"id\":\"f1\"}|needs a key",
            "{\"type\":\"textfield\",\"key\":\"_csrf\"}|needs a key",
            "{\"type\":\"textfield\",\"key\":\"a.b\"}|needs a key",
            "{\"type\":\"textfield\",\"key\":\"caseNumber\"}|portal itself",
            "{\"type\":\"textfield\",\"key\":\"a\"},{\"type\":\"number\",\"key\":\"a\"}|another field",
            "{\"type\":\"select\",\"key\":\"a\",\"valuesKey\":\"list\"}|static values",
            "{\"type\":\"textfield\",\"key\":\"a\",\"validate\":{\"pattern\":\"[\"}}|regular expression",
            "{\"type\":\"textfield\",\"key\":\"price\",\"properties\":{\"money\":\"true\"}}|Cents",
            "{\"type\":\"radio\",\"key\":\"priceCents\",\"values\":[{\"value\":\"1\"}],\"properties\":{\"money\":\"true\"}}|textfield or a number",
            "{\"type\":\"number\",\"key\":\"a\",\"validate\":{\"min\":\"=b\"}}|not a number",
            "{\"type\":\"datetime\",\"subtype\":\"date\",\"key\":\"a\",\"properties\":{\"maxDate\":\"tomorrow\"}}|maxDate",
            "{\"type\":\"textfield\",\"key\":\"a\",\"properties\":{\"eraseAfter\":\"30 days\"}}|eraseAfter",
            "{\"type\":\"group\",\"id\":\"g\",\"path\":\"p\",\"components\":[]}|path",
            "{\"type\":\"text\",\"text\":\"hello\"}|asks nothing"})
    void anApplicationFormThatCannotWorkIsRefusedInOneSentence(String components, String why) {
        assertThatThrownBy(() -> Sample.formOf(components)).isInstanceOf(FormSchemaException.class)
                .hasMessageContaining(why).hasMessageContaining("sample-service.start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"id\":\"x\"}", "null"})
    void whatIsNoFormIsRefused(String text) {
        assertThatThrownBy(() -> Form.start(text)).isInstanceOf(FormSchemaException.class);
    }

    @Test
    void aTaskFormMayUseWhateverTasklistRenders() {
        var form = Form.task("{\"id\":\"a.b\",\"components\":[{\"type\":\"html\",\"content\":\"x\"},{\"type\":\"table\",\"id\":\"t\"},{\"type\":\"spacer\"},"
                + "{\"type\":\"button\"},{\"type\":\"dynamiclist\",\"path\":\"rows\",\"id\":\"d\"},{\"type\":\"taglist\",\"key\":\"tags\",\"valuesKey\":\"v\"},"
                + "{\"type\":\"number\",\"key\":\"n\",\"validate\":{\"min\":\"=low\"}},{\"type\":\"expression\",\"key\":\"e\",\"expression\":\"=1\"}]}");
        assertThat(form.fields()).extracting(FormField::key).containsExactly("tags", "n", "e");
    }

    @Test
    void onlyTheMarkedAnswersGoToTheProcess() {
        var answers = new LinkedHashMap<String, Object>();
        answers.put("program", "COUCHES");
        answers.put("preTaxCents", 6499L);
        answers.put("area", new BigDecimal("12.50"));
        answers.put("proofs", List.of("INVOICE", "PHOTO"));
        answers.put("fullName", "Léa");
        var expected = new LinkedHashMap<String, Object>();
        expected.put("program", "COUCHES");
        expected.put("preTaxCents", 6499L);
        expected.put("children", null);
        expected.put("area", 12.5);
        expected.put("proofs", "INVOICE,PHOTO");
        expected.put("boughtOn", null);
        assertThat(Sample.FORM.processVariables(answers)).containsExactlyEntriesOf(expected);
        assertThat(Sample.FORM.applicant("name", answers)).contains("Léa");
        assertThat(Sample.FORM.applicant("email", Map.of())).isEmpty();
    }

    @Test
    void namesTheWordsItNeeds() {
        assertThat(Sample.FORM.wordKeys()).contains("sample-service.start.intro", "sample-service.start.request", "sample-service.start.program",
                "sample-service.start.program.option.ARBRE", "sample-service.start.fullName.help", "sample-service.start.matricule.error", "sample-service.start.news")
                .doesNotContain("sample-service.start", "sample-service.start.program.help");
        assertThat(Form.task("{\"id\":\"a.b\",\"components\":[{\"type\":\"spacer\",\"id\":\"s\"},{\"type\":\"number\",\"key\":\"n\"}]}").wordKeys()).containsExactly("a.b.n");
    }

    @Test
    void knowsWhichAnswersDecideWhatIsShown() {
        assertThat(Sample.FORM.decidingFields(Sample.REQUEST)).containsExactlyInAnyOrder("program", "treeKind");
        assertThat(Sample.FORM.decidingFields(Sample.PERSON)).containsExactly("truthful");
    }
}
