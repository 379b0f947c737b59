package ca.laval.mondossier.catalogue;

import static ca.laval.mondossier.catalogue.Sample.CHECK;
import static ca.laval.mondossier.catalogue.Sample.FORM;
import static ca.laval.mondossier.catalogue.Sample.checkOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormCheckTest {

    private static final String TEXT = "{'type':'textfield','key':'a'}";
    private static final String REQUIRED = "{'type':'textfield','key':'a','validate':{'required':true}}";
    private static final String SHORT = "{'type':'textfield','key':'a','validate':{'minLength':2,'maxLength':5}}";
    private static final String PATTERN = "{'type':'textfield','key':'a','validate':{'pattern':'^[0-9]{4}$'}}";
    private static final String LOOSE = "{'type':'textfield','key':'a','validate':{'pattern':'[0-9]'}}";
    private static final String AREA = "{'type':'textarea','key':'a'}";
    private static final String LINES = "{'type':'textarea','key':'a','properties':{'lines':'3'}}";
    private static final String WHOLE = "{'type':'number','key':'a','validate':{'min':1,'max':12}}";
    private static final String ANY = "{'type':'number','key':'a'}";
    private static final String DECIMAL = "{'type':'number','key':'a','decimalDigits':2}";
    private static final String MONEY = "{'type':'textfield','key':'aCents','properties':{'money':'true','min':'1','max':'5000'}}";
    private static final String PRICE = "{'type':'number','key':'aCents','decimalDigits':2,'validate':{'min':0.5},'properties':{'money':'true'}}";
    private static final String SELECT = "{'type':'select','key':'a','values':[{'value':'X','label':'x'},{'value':'7','label':'seven'}],'validate':{'required':true}}";
    private static final String RADIO = SELECT.replace("select", "radio");
    private static final String LIST = SELECT.replace("select", "checklist");
    private static final String BOX = "{'type':'checkbox','key':'a','validate':{'required':true}}";
    private static final String FREE_BOX = "{'type':'checkbox','key':'a'}";
    private static final String DATE = "{'type':'datetime','subtype':'date','key':'a','properties':{'maxDate':'today','minDate':'today-P2Y'}}";
    private static final String ANY_DATE = "{'type':'datetime','subtype':'date','key':'a'}";
    private static final String FUTURE = "{'type':'datetime','subtype':'date','key':'a','disallowPassedDates':true}";
    private static final String EMAIL = "{'type':'textfield','key':'a','validate':{'validationType':'email'}}";
    private static final String DOLLARS = "{'type':'textfield','key':'a','properties':{'format':'money'}}";

    static Stream<Arguments> goodAnswers() {
        return Stream.of(
                Arguments.of(TEXT, " Léa\u0000 ", "Léa"), Arguments.of(TEXT, "<script>alert(1)</script>", "<script>alert(1)</script>"),
                Arguments.of(TEXT, "'; DROP TABLE case_file; --", "'; DROP TABLE case_file; --"), Arguments.of(TEXT, 7.0, "7"),
                Arguments.of(TEXT, 12L, "12"), Arguments.of(TEXT, true, "true"), Arguments.of(TEXT, "e\u0301", "é"), Arguments.of(TEXT, "   ", null),
                Arguments.of(TEXT, "x".repeat(200), "x".repeat(200)), Arguments.of(TEXT, List.of("one"), "one"),
                Arguments.of(AREA, "a\r\n\r\nb\u202E", "a\n\nb"), Arguments.of(AREA, "x".repeat(4000), "x".repeat(4000)),
                Arguments.of(LINES, " one \r\n\r\n\t\ntwo\rTHREE\n", "one\ntwo\nTHREE"), Arguments.of(LINES, "12, rue A\n12,  RUE a\n\n1\n2", "12, rue A\n1\n2"),
                Arguments.of(LINES, "\n \n", null),
                Arguments.of(SHORT, "  ab  ", "ab"), Arguments.of(PATTERN, "1234", "1234"), Arguments.of(PATTERN, 1234, "1234"), Arguments.of(LOOSE, "a1b", "a1b"),
                Arguments.of(WHOLE, "3", 3L), Arguments.of(WHOLE, " 3,0 ", 3L), Arguments.of(WHOLE, 3, 3L), Arguments.of(WHOLE, 3.0, 3L),
                Arguments.of(WHOLE, "3.00", 3L), Arguments.of(WHOLE, new BigDecimal("3.0"), 3L), Arguments.of(WHOLE, BigInteger.TEN, 10L), Arguments.of(WHOLE, "", null),
                Arguments.of(ANY, "1 234", 1234L), Arguments.of(ANY, "1\u00A0234", 1234L), Arguments.of(ANY, "-5", -5L), Arguments.of(ANY, "0", 0L), Arguments.of(ANY, 1e3, 1000L),
                Arguments.of(DECIMAL, "12,5", new BigDecimal("12.5")), Arguments.of(DECIMAL, "1 012.50", new BigDecimal("1012.5")), Arguments.of(DECIMAL, 12.25, new BigDecimal("12.25")), Arguments.of(DECIMAL, "100", new BigDecimal("100")),
                Arguments.of(MONEY, "64,99", 6499L), Arguments.of(MONEY, "$1,234.50", 123450L), Arguments.of(MONEY, 6499L, 6499L), Arguments.of(MONEY, 6499, 6499L), Arguments.of(MONEY, "5000", 500000L),
                Arguments.of(PRICE, "0,5", 50L), Arguments.of(PRICE, 50.0, 50L),
                Arguments.of(SELECT, "X", "X"), Arguments.of(SELECT, 7, "7"), Arguments.of(SELECT, 7.0, "7"), Arguments.of(RADIO, "X", "X"),
                Arguments.of(LIST, List.of("7", "X", "X"), List.of("X", "7")), Arguments.of(LIST, "X,7", List.of("X", "7")), Arguments.of(LIST, "[\"7\"]", List.of("7")),
                Arguments.of(LIST, List.of(7), List.of("7")), Arguments.of(LIST, new String[] {"X"}, List.of("X")),
                Arguments.of(BOX, "true", true), Arguments.of(BOX, "on", true), Arguments.of(BOX, true, true), Arguments.of(FREE_BOX, null, false),
                Arguments.of(FREE_BOX, "false", false), Arguments.of(FREE_BOX, List.of("false", "true"), true),
                Arguments.of(DATE, "2026-11-23", "2026-11-23"), Arguments.of(DATE, "2024-11-23", "2024-11-23"), Arguments.of(ANY_DATE, "2028-02-29", "2028-02-29"),
                Arguments.of(ANY_DATE, "2026-01-31T00:00:00", "2026-01-31"), Arguments.of(ANY_DATE, java.time.LocalDate.of(2026, 1, 31), "2026-01-31"), Arguments.of(FUTURE, "2026-11-23", "2026-11-23"),
                Arguments.of(EMAIL, " lea@Laval.CA ", "lea@laval.ca"),
                Arguments.of(DOLLARS, "1 234,5 $", "1234.50"), Arguments.of(DOLLARS, 64.99, "64.99"), Arguments.of(DOLLARS, 64, "64.00"));
    }

    @ParameterizedTest(name = "{0} : {1} -> {2}")
    @MethodSource("goodAnswers")
    void aGoodAnswerIsTypedAndNormalised(String field, Object submitted, Object answer) {
        var checked = checkOne(json(field), submitted);
        assertThat(checked.problems()).isEmpty();
        if (answer == null) {
            assertThat(checked.answers()).isEmpty();
        } else {
            assertThat(checked.answers().values()).containsExactly(answer);
            assertThat(CHECK.answers(Sample.formOf(json(field)), checked.answers()).answers()).as("checked again").isEqualTo(checked.answers());
        }
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of(LINES, "1\n2\n3\n4", "lines"), Arguments.of(LINES, "1\n" + "x".repeat(201), "lineLength"),
                Arguments.of(REQUIRED, "", "required"), Arguments.of(REQUIRED, " \u00A0\u200B\u0000 ", "required"), Arguments.of(REQUIRED, null, "required"),
                Arguments.of(REQUIRED, List.of(), "required"),
                Arguments.of(TEXT, "x".repeat(201), "maxLength"), Arguments.of(TEXT, "x".repeat(1_000_000), "maxLength"), Arguments.of(TEXT, "e\u0301".repeat(500_000), "maxLength"),
                Arguments.of(TEXT, List.of("one", "two"), "single"), Arguments.of(TEXT, Map.of("a", 1), "type"), Arguments.of(TEXT, List.of(List.of("x")), "type"),
                Arguments.of(AREA, "x".repeat(4001), "maxLength"), Arguments.of(SHORT, "a", "minLength"), Arguments.of(SHORT, "abcdef", "maxLength"),
                Arguments.of(PATTERN, "12345", "pattern"), Arguments.of(PATTERN, "123", "pattern"), Arguments.of(PATTERN, "１２３４", "pattern"),
                Arguments.of(WHOLE, "0", "min"), Arguments.of(WHOLE, 0, "min"), Arguments.of(WHOLE, "13", "max"), Arguments.of(WHOLE, "3,5", "integer"), Arguments.of(WHOLE, 3.5, "integer"),
                Arguments.of(ANY, "trois", "number"), Arguments.of(ANY, "1e3", "number"), Arguments.of(ANY, "99999999999999999999", "number"), Arguments.of(ANY, Double.NaN, "number"),
                Arguments.of(ANY, Double.POSITIVE_INFINITY, "number"), Arguments.of(ANY, 1e300, "number"), Arguments.of(ANY, Long.MAX_VALUE, "number"), Arguments.of(ANY, new BigInteger("9".repeat(50)), "number"),
                Arguments.of(ANY, new BigDecimal("1E+1000000"), "number"), Arguments.of(ANY, "9".repeat(1_000_000), "number"), Arguments.of(ANY, true, "number"), Arguments.of(ANY, "1,234,567", "number"),
                Arguments.of(ANY, "12 34", "number"), Arguments.of(ANY, "--5", "number"), Arguments.of(ANY, Arrays.asList(1, 2), "single"),
                Arguments.of(DECIMAL, "1,234", "decimals"), Arguments.of(DECIMAL, 1.234, "decimals"),
                Arguments.of(MONEY, "-5", "money"), Arguments.of(MONEY, "cent dollars", "money"), Arguments.of(MONEY, "64,999", "money"), Arguments.of(MONEY, "0,99", "minMoney"),
                Arguments.of(MONEY, "5000,01", "maxMoney"), Arguments.of(MONEY, "10 000 000", "maxMoney"), Arguments.of(MONEY, -1L, "money"), Arguments.of(MONEY, 64.99, "money"),
                Arguments.of(MONEY, Long.MAX_VALUE, "money"), Arguments.of(MONEY, "1".repeat(1_000_000), "money"), Arguments.of(MONEY, true, "money"),
                Arguments.of(SELECT, "", "requiredChoice"), Arguments.of(SELECT, "Z", "option"), Arguments.of(SELECT, "x", "option"), Arguments.of(RADIO, "X,7", "option"), Arguments.of(RADIO, List.of("X", "7"), "single"),
                Arguments.of(SELECT, Map.of(), "type"), Arguments.of(SELECT, "X".repeat(1_000_000), "option"),
                Arguments.of(LIST, List.of(), "requiredChecklist"), Arguments.of(LIST, "", "requiredChecklist"), Arguments.of(LIST, List.of("X", "Z"), "option"), Arguments.of(LIST, "[1", "type"),
                Arguments.of(LIST, "[{\"a\":1}]", "type"), Arguments.of(LIST, Map.of("X", true), "type"), Arguments.of(LIST, new ArrayList<>(java.util.Collections.nCopies(100_000, "X")), "type"),
                Arguments.of(BOX, null, "requiredCheckbox"), Arguments.of(BOX, "false", "requiredCheckbox"), Arguments.of(BOX, false, "requiredCheckbox"), Arguments.of(BOX, "yes please", "type"), Arguments.of(BOX, 1, "type"),
                Arguments.of(DATE, "2026-11-24", "maxDate"), Arguments.of(DATE, "2024-11-22", "minDate"), Arguments.of(FUTURE, "2026-11-22", "minDate"),
                Arguments.of(ANY_DATE, "2027-02-29", "date"), Arguments.of(ANY_DATE, "1900-02-29", "date"), Arguments.of(ANY_DATE, "2026-13-01", "date"), Arguments.of(ANY_DATE, "23/11/2026", "date"),
                Arguments.of(ANY_DATE, "+12345-01-01", "date"), Arguments.of(ANY_DATE, "0001-01-01", "date"), Arguments.of(ANY_DATE, 20261123, "date"), Arguments.of(ANY_DATE, "２０２６-11-23", "date"),
                Arguments.of(EMAIL, "lea", "email"), Arguments.of(EMAIL, "lea@laval.ca\r\nBcc: x@y.ca", "email"), Arguments.of(EMAIL, "a".repeat(190) + "@x.ca", "email"),
                Arguments.of(DOLLARS, "beaucoup", "money"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("badAnswers")
    void aBadAnswerIsOneProblem(String field, Object submitted, String code) {
        var checked = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> checkOne(json(field), submitted));
        assertThat(checked.problems()).extracting(FieldProblem::code).containsExactly(code);
        assertThat(checked.answers()).isIn(Map.of(), Map.of("a", false));
        for (var language : Language.values()) {
            var form = Sample.formOf(json(field));
            var message = new FormWords(form, Sample.WORDS.of("sample-service", language)).message(checked.problems().get(0));
            assertThat(message).startsWith("sample-service.start.").contains(":").doesNotContain("form.error", "{");
        }
    }

    @Test
    void aPatternThatWouldTryForHoursGivesUp() {
        var field = json("{'type':'textarea','key':'a','validate':{'pattern':'^(([a-z])+.)+[A-Z]([a-z])+$'}}");
        var checked = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> checkOne(field, "a".repeat(3000)));
        assertThat(checked.problems()).extracting(FieldProblem::code).containsExactly("pattern");
    }

    @Test
    void aPageKeepsTheOtherPagesAnswersAndReportsOnlyItsOwnProblems() {
        var checked = CHECK.step(FORM, Sample.REQUEST, Map.of("program", List.of("COUCHES"), "preTaxCents", List.of("64,99"), "intruder", List.of("x")),
                Map.of("fullName", "Léa", "children", 2L));
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.answers()).containsExactly(Map.entry("program", "COUCHES"), Map.entry("preTaxCents", 6499L), Map.entry("fullName", "Léa"));
    }

    @Test
    void problemsComeInTheOrderOfThePage() {
        var checked = CHECK.step(FORM, Sample.PERSON, Map.of("email", List.of("x"), "postalCode", List.of("H2X 1Y4")), Map.of());
        assertThat(checked.problems()).extracting(FieldProblem::key).containsExactly("fullName", "email", "postalCode", "truthful");
    }

    @Test
    void aHiddenFieldIsNeitherAskedNorKept() {
        var checked = CHECK.step(FORM, Sample.REQUEST, Map.of("program", List.of("ARBRE"), "preTaxCents", List.of("not money"), "treeKind", List.of("MAPLE"),
                "oakPlace", List.of("Rue du Chêne")), Map.of());
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.answers()).containsOnly(Map.entry("program", "ARBRE"), Map.entry("treeKind", "MAPLE"));
        assertThat(checked.hidden()).contains("preTaxCents", "oakPlace").doesNotContain("treeKind");
    }

    @Test
    void whatDependsOnAHiddenAnswerIsHiddenToo() {
        var checked = CHECK.step(FORM, Sample.REQUEST, Map.of("program", List.of("COUCHES"), "preTaxCents", List.of("5"), "treeKind", List.of("OAK"),
                "oakPlace", List.of("Rue du Chêne")), Map.of());
        assertThat(checked.answers()).containsOnlyKeys("program", "preTaxCents");
        assertThat(checked.hidden()).contains("treeKind", "oakPlace");
    }

    @Test
    void aHiddenGroupHidesItsFields() {
        var checked = CHECK.step(FORM, Sample.PERSON, Map.of("fullName", List.of("Léa"), "wantsNews", List.of("true")), Map.of());
        assertThat(checked.hidden()).contains("news", "wantsNews");
        assertThat(checked.answers()).doesNotContainKey("wantsNews");
    }

    @Test
    void aChangedAnswerTakesItsDependentsOfOtherPagesAlong() {
        var form = Form.start(json("{'id':'x.start','components':[{'type':'group','id':'one','components':[{'type':'checkbox','key':'owner'}]},"
                + "{'type':'group','id':'two','conditional':{'hide':'=owner != true'},'components':[{'type':'textfield','key':'lot','validate':{'required':true}}]}]}"));
        var yes = CHECK.step(form, form.steps().get(0), Map.of("owner", List.of("true")), Map.of("lot", "1 234 567"));
        assertThat(yes.answers()).containsEntry("lot", "1 234 567");
        assertThat(CHECK.steps(form, yes.answers())).extracting(FormGroup::key).containsExactly("one", "two");
        var no = CHECK.step(form, form.steps().get(0), Map.of(), yes.answers());
        assertThat(no.answers()).containsExactly(Map.entry("owner", false));
        assertThat(CHECK.steps(form, no.answers())).extracting(FormGroup::key).containsExactly("one");
        assertThat(CHECK.answers(form, Map.of("owner", true)).problems()).extracting(FieldProblem::key).containsExactly("lot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=nonsense(", "=1 + ", "=missing > 3", "=\\\"text\\\"", "=a + 1", "true-ish"})
    void aConditionThatCannotBeToldHidesNothing(String condition) {
        var field = json("{'type':'textfield','key':'a','validate':{'required':true},'conditional':{'hide':'" + condition + "'}}");
        assertThat(checkOne(field, "x").answers()).containsEntry("a", "x");
    }

    @Test
    void conditionsThatContradictEachOtherEnd() {
        var form = Form.start(json("{'id':'x.start','components':[{'type':'textfield','key':'a','conditional':{'hide':'=b != null'}},"
                + "{'type':'textfield','key':'b','conditional':{'hide':'=a != null'}},{'type':'textfield','key':'c','conditional':{'hide':'=c != null'}}]}"));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> CHECK.answers(form, Map.of("a", "1", "b", "2", "c", "3")));
    }

    @Test
    void aTaskIsCheckedLikeAPageAndRefusesStrangers() {
        var form = Form.task(json("{'id':'s.review','components':[{'type':'text','text':'x'},{'type':'radio','key':'decision','values':[{'value':'YES'},{'value':'NO'}],'validate':{'required':true}},"
                + "{'type':'textarea','key':'reason','validate':{'required':true},'conditional':{'hide':'=decision = \\\"YES\\\" or level = 2'}},"
                + "{'type':'textfield','key':'shown','disabled':true,'validate':{'required':true}},{'type':'taglist','key':'tags','valuesKey':'v'},{'type':'expression','key':'sum'}]}"));
        var submitted = new HashMap<String, Object>();
        submitted.put("decision", "NO");
        submitted.put("reason", null);
        submitted.put("tags", List.of("free"));
        submitted.put("sum", 5);
        submitted.put("approved", true);
        submitted.put("shown", "forged");
        submitted.put("caseNumber", "SUB-1");
        var checked = CHECK.task(form, submitted, Map.of("level", 1), Set.of("caseNumber"));
        assertThat(checked.problems()).extracting(FieldProblem::key, FieldProblem::code).containsExactly(
                org.assertj.core.groups.Tuple.tuple("reason", "required"), org.assertj.core.groups.Tuple.tuple("approved", "unknown"),
                org.assertj.core.groups.Tuple.tuple("shown", "unknown"));
        assertThat(checked.answers()).containsOnly(Map.entry("decision", "NO"), Map.entry("tags", List.of("free")), Map.entry("sum", 5));
        assertThat(CHECK.task(form, Map.of("decision", "NO"), Map.of("level", 2), Set.of()).problems()).isEmpty();
        assertThat(CHECK.task(form, Map.of("decision", "YES"), Map.of(), Set.of()).problems()).isEmpty();
        assertThat(CHECK.task(form, Map.of(), Map.of(), Set.of()).problems()).extracting(FieldProblem::key).contains("decision");
    }

    @Test
    void aJsonNodeOfTheEngineIsAList() {
        var node = new Object() {
            @Override
            public String toString() {
                return "[\"X\"]";
            }
        };
        assertThat(checkOne(json(LIST), node).answers()).containsEntry("a", List.of("X"));
    }

    @Test
    void whatWasFiledIsAcceptedAgain() {
        var answers = new LinkedHashMap<String, Object>();
        answers.put("program", "COUCHES");
        answers.put("preTaxCents", 6499L);
        answers.put("children", 2L);
        answers.put("area", new BigDecimal("12.5"));
        answers.put("proofs", List.of("INVOICE"));
        answers.put("boughtOn", "2026-11-01");
        answers.put("fullName", "Léa Côté");
        answers.put("email", "lea@laval.ca");
        answers.put("phone", "450 978-8000");
        answers.put("postalCode", "H7V 3Z4");
        answers.put("matricule", "854645973020000000");
        answers.put("remarks", "a\nb");
        answers.put("truthful", true);
        answers.put("wantsNews", false);
        var checked = CHECK.answers(FORM, answers);
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.answers()).containsExactlyEntriesOf(answers);
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
