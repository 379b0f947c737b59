package ca.laval.mondossier.catalogue;

import static ca.laval.mondossier.catalogue.Sample.CHECK;
import static ca.laval.mondossier.catalogue.Sample.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

class FormTemplateTest {

    private static final FormViews VIEWS = new FormViews(CHECK, Sample.WORDS);
    private static final String HOSTILE = "\"><script>alert(1)</script>'&amp;</textarea>";
    private final SpringTemplateEngine thymeleaf = thymeleaf();

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyControlHasALabelAndEveryReferenceATarget(Language language) {
        for (var step : Sample.FORM.steps()) {
            var submitted = Map.of("program", List.of("ARBRE"), "treeKind", List.of("OAK"), "email", List.of("x"), "children", List.of("0"));
            var checked = CHECK.step(Sample.FORM, step, submitted, Map.of("program", "ARBRE"));
            var page = page(VIEWS.page(SERVICE, step, submitted, checked, true, language));
            assertThat(page.select("input, select, textarea")).isNotEmpty().allSatisfy(control ->
                    assertThat(page.select("label[for=" + control.id() + "]")).as(control.outerHtml()).hasSize(1));
            assertThat(page.select("[aria-describedby]")).isNotEmpty().allSatisfy(control ->
                    assertThat(control.attr("aria-describedby").split(" ")).allSatisfy(id -> assertThat(page.getElementById(id)).isNotNull()));
            assertThat(page.select(".error-summary a")).hasSameSizeAs(checked.problems()).allSatisfy(link ->
                    assertThat(page.getElementById(link.attr("href").substring(1)).tagName()).isIn("input", "select", "textarea"));
            assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
            assertThat(page.select("fieldset > legend")).hasSameSizeAs(page.select("fieldset"));
            assertThat(page.select(".field-error")).hasSameSizeAs(checked.problems());
        }
    }

    @Test
    void anErrorIsTiedToItsField() {
        var checked = CHECK.step(Sample.FORM, Sample.PERSON, Map.of("fullName", List.of(" ")), Map.of());
        var page = page(VIEWS.page(SERVICE, Sample.PERSON, Map.of("fullName", List.of(" ")), checked, true, Language.EN));
        var name = page.getElementById("field-fullName");
        assertThat(name.attr("aria-invalid")).isEqualTo("true");
        assertThat(name.attr("aria-describedby")).isEqualTo("help-fullName error-fullName");
        assertThat(name.attr("autocomplete")).isEqualTo("name");
        assertThat(name.attr("maxlength")).isEqualTo("100");
        assertThat(page.getElementById("error-fullName").text()).isEqualTo("Error: Full name: enter an answer.");
        assertThat(page.getElementById("error-summary").attr("role")).isEqualTo("alert");
        assertThat(page.select("#error-summary h2").text()).isEqualTo("There are 2 answers to correct");
        assertThat(page.select("label[for=field-fullName]").text()).isEqualTo("Full name (required)");
    }

    @Test
    void theServicesWordsAreUsed() {
        var submitted = Map.of("matricule", List.of("12345"), "fullName", List.of("Léa"), "truthful", List.of("true"));
        var checked = CHECK.step(Sample.FORM, Sample.PERSON, submitted, Map.of());
        var page = page(VIEWS.page(SERVICE, Sample.PERSON, submitted, checked, true, Language.FR));
        assertThat(page.getElementById("error-matricule").text()).endsWith("Matricule : écrivez les 18 chiffres de votre compte de taxes.");
        assertThat(page.select("h2.step-title").text()).isEqualTo("Vous");
        var first = page(VIEWS.page(SERVICE, Sample.REQUEST, Map.of(), Language.FR));
        assertThat(first.select("option").eachText()).containsExactly("Choisissez une réponse", "Couches lavables", "Arbre");
        assertThat(first.select(".form-text").text()).isEqualTo("Bienvenue à l’essai");
        assertThat(first.select(".error-summary, .error")).isEmpty();
    }

    @Test
    void nothingTypedComesOutAsMarkup() {
        var submitted = new LinkedHashMap<String, List<String>>();
        Sample.FORM.fields().forEach(field -> submitted.put(field.key(), List.of(HOSTILE)));
        for (var step : Sample.FORM.steps()) {
            var page = page(VIEWS.page(SERVICE, step, submitted, CHECK.step(Sample.FORM, step, submitted, Map.of()), true, Language.FR));
            assertThat(page.select("script, [onerror], [onclick]")).isEmpty();
        }
        var page = page(VIEWS.page(SERVICE, Sample.PERSON, submitted, CHECK.step(Sample.FORM, Sample.PERSON, submitted, Map.of()), true, Language.FR));
        assertThat(page.getElementById("field-fullName").attr("value")).isEqualTo(HOSTILE);
        assertThat(page.getElementById("field-remarks").wholeText()).isEqualTo(HOSTILE);
        assertThat(page.select(".form-text li")).extracting(org.jsoup.nodes.Element::text).containsExactly("Your rights", "<script>alert(1)</script>", "[bad](javascript:alert(1))");
        assertThat(page.select(".form-text a").eachAttr("href")).containsExactly("https://www.laval.ca/droits");
        var answers = answers(Map.of("fullName", HOSTILE, "gone", HOSTILE), null, Language.FR);
        assertThat(answers.select("script")).isEmpty();
        assertThat(answers.select("dd").eachText()).containsExactly(HOSTILE, HOSTILE);
    }

    @Test
    void onlyTheFieldsThatAnswersLeaveAreShown() {
        var fresh = page(VIEWS.page(SERVICE, Sample.REQUEST, Map.of("program", "COUCHES", "preTaxCents", 123450L), Language.FR));
        assertThat(fresh.select("[name=treeKind], [name=oakPlace]")).isEmpty();
        assertThat(fresh.getElementById("field-preTaxCents").attr("value")).isEqualTo("1234,50");
        assertThat(fresh.getElementById("field-preTaxCents").attr("inputmode")).isEqualTo("decimal");
        assertThat(fresh.select(".affix").text()).isEqualTo("$");
        assertThat(fresh.getElementById("field-program").attr("data-refresh")).isEqualTo("true");
        assertThat(fresh.select("#field-program option[selected]").val()).isEqualTo("COUCHES");
        assertThat(fresh.select("[data-refresh]").eachAttr("name")).containsExactly("program");
        assertThat(fresh.select("noscript button[name=_refresh]")).hasSize(1);
        var tree = page(VIEWS.page(SERVICE, Sample.REQUEST, Map.of("program", "ARBRE", "treeKind", "MAPLE"), Language.FR));
        assertThat(tree.select("[name=treeKind][checked]").val()).isEqualTo("MAPLE");
        assertThat(tree.select("[name=preTaxCents]")).isEmpty();
    }

    @Test
    void aDateIsPickedWithinItsLimits() {
        var date = page(VIEWS.page(SERVICE, Sample.REQUEST, Map.of("boughtOn", "2026-11-01"), Language.FR)).getElementById("field-boughtOn");
        assertThat(date.attr("type")).isEqualTo("date");
        assertThat(date.attr("min")).isEqualTo("2024-11-23");
        assertThat(date.attr("max")).isEqualTo("2026-11-23");
        assertThat(date.attr("value")).isEqualTo("2026-11-01");
    }

    @Test
    void aDefaultIsOfferedOnceAndNotAgainstAnAnswer() {
        var form = Sample.formOf("{\"type\":\"checkbox\",\"key\":\"news\",\"defaultValue\":true}");
        var words = new FormWords(form, Sample.WORDS.of("sample-service", Language.FR));
        assertThat(VIEWS.page(form, form.steps().get(0), Map.of(), words).parts().get(0).choices().get(0).checked()).isTrue();
        assertThat(VIEWS.page(form, form.steps().get(0), Map.of("news", false), words).parts().get(0).choices().get(0).checked()).isFalse();
    }

    @Test
    void answersAreReadAgainInWords() {
        var answers = new LinkedHashMap<String, Object>();
        answers.put("program", "COUCHES");
        answers.put("preTaxCents", 6499L);
        answers.put("boughtOn", "2026-11-23");
        answers.put("area", new java.math.BigDecimal("12.50"));
        answers.put("proofs", List.of("INVOICE", "PHOTO"));
        answers.put("remarks", "a\nb");
        answers.put("truthful", true);
        var french = answers(answers, "/demandes/1/", Language.FR);
        assertThat(french.select("dd").eachText()).containsExactly("Couches lavables", "64,99 $", "12,50", "Invoice Photo", "23 novembre 2026", "a b", "Oui");
        assertThat(french.select("h3").eachText()).containsExactly("Votre demande", "Vous");
        assertThat(french.select("a").eachAttr("href")).containsExactly("/demandes/1/request", "/demandes/1/person");
        assertThat(french.select("a").eachText()).containsExactly("Modifier Votre demande", "Modifier Vous");
        assertThat(answers(answers, null, Language.FR).select("a")).isEmpty();
    }

    @Test
    void moneyIsReadAgainInDollars() {
        assertThat(VIEWS.answer(SERVICE, "preTaxCents", 6499L, Language.FR)).isEqualTo("64,99\u00A0$");
        assertThat(VIEWS.answer(SERVICE, "preTaxCents", 6499L, Language.EN)).isEqualTo("$64.99");
        assertThat(VIEWS.answer(SERVICE, "boughtOn", "2026-11-23", Language.EN)).isEqualTo("November 23, 2026");
        assertThat(VIEWS.answer(SERVICE, "proofs", List.of("INVOICE", "PHOTO"), Language.EN)).isEqualTo("Invoice, Photo");
        assertThat(VIEWS.answer(SERVICE, "truthful", false, Language.EN)).isEqualTo("No");
        assertThat(VIEWS.answer(SERVICE, "remarks", null, Language.FR)).isEqualTo("Sans réponse");
    }

    private Document answers(Map<String, Object> answers, String changeBase, Language language) {
        var context = new Context(language.locale(), new LinkedHashMap<>(Map.of("view", VIEWS.answers(SERVICE, answers, language))));
        context.setVariable("base", changeBase);
        return Jsoup.parse(thymeleaf.process("<th:block th:replace=\"~{fragments/form :: answers(${view}, ${base})}\"></th:block>", context));
    }

    private Document page(FormView view) {
        return Jsoup.parse(thymeleaf.process("<th:block th:replace=\"~{fragments/form :: errors(${view})}\"></th:block>"
                + "<form><th:block th:replace=\"~{fragments/form :: page(${view})}\"></th:block></form>", new Context(Locale.FRENCH, Map.of("view", view))));
    }

    private static SpringTemplateEngine thymeleaf() {
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setResolvablePatterns(java.util.Set.of("fragments/*"));
        files.setOrder(1);
        var texts = new StringTemplateResolver();
        texts.setOrder(2);
        var engine = new SpringTemplateEngine();
        engine.addTemplateResolver(files);
        engine.addTemplateResolver(texts);
        return engine;
    }
}
