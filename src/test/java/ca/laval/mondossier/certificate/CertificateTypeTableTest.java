package ca.laval.mondossier.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.DecisionTable;
import ca.laval.mondossier.catalogue.DecisionTables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue, its taxes, and the prices that the form announces. */
class CertificateTypeTableTest {
    private static final String FOLDER = "processes/certificate-request/";
    private static final DecisionTable TYPES = DecisionTable.read(FOLDER + "certificate-type.dmn", "certificate-type");
    private static final DecisionTable TAXES = DecisionTable.read(FOLDER + "certificate-tax.dmn", "certificate-tax");
    private static final DecisionTable STANDARDS = DecisionTable.read(FOLDER + "certificate-standard.dmn", "certificate-standard");
    private static final Map<String, DecisionTable> BY_ID = Map.of("certificate-type", TYPES, "certificate-tax", TAXES, "certificate-standard", STANDARDS);
    private static final DecisionTables TABLES = (decision, facts) -> BY_ID.get(decision).evaluate(facts).results();
    private static final CertificateCatalogue CATALOGUE = new CertificateCatalogue(TABLES);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/tables/certificate-type.csv", numLinesToSkip = 1)
    void everyCertificateHasItsPriceAndItsWay(String code, long feeCents, String tax, String delivery, int standardDays, String template, boolean offered, long gstCents, long qstCents, String rule) {
        assertThat(TYPES.evaluate(Map.of("type", code)).rules()).containsExactly(rule);
        var type = CATALOGUE.type(code);
        assertThat(type).isEqualTo(new CertificateType(code, feeCents, tax, delivery, standardDays, template, offered));
        assertThat(CATALOGUE.price(type)).isEqualTo(new CertificateCatalogue.Price(feeCents, gstCents, qstCents));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/tables/certificate-tax.csv", numLinesToSkip = 1)
    void everyKindOfTaxHasItsRates(String tax, double gst, double qst, String rule) {
        var answer = TAXES.evaluate(Map.of("tax", tax));
        assertThat(answer.rules()).containsExactly(rule);
        assertThat(((Number) answer.single().get("gstPercent")).doubleValue()).isEqualTo(gst);
        assertThat(((Number) answer.single().get("qstPercent")).doubleValue()).isEqualTo(qst);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvFileSource(resources = "/tables/certificate-standard.csv", numLinesToSkip = 1)
    void theSlowestCertificateOfAnOrderIsItsPromise(String certificates, int standardDays, String rules) {
        var answer = STANDARDS.evaluate(Map.of("certificates", certificates));
        assertThat(answer.rules()).containsExactly(rules.split(" "));
        assertThat(((Number) answer.single().get("standardDays")).intValue()).isEqualTo(standardDays);
    }

    /** 150.00 + 7.50 + 14.96 = 172.46 (domain.md, section 3.2): QST on the price before GST, each rounded by itself, half a cent up. */
    @ParameterizedTest(name = "{0} -> {1} + {2}")
    @CsvSource({"15000, 750, 1496", "1, 0, 0", "10, 1, 1", "30, 2, 3", "2005, 100, 200", "0, 0, 0", "99999999, 5000000, 9975000"})
    void eachTaxIsRoundedByItself(long feeCents, long gstCents, long qstCents) {
        var price = CATALOGUE.price(new CertificateType("X", feeCents, "TAXABLE", "PREPARE", 1, "x", true));
        assertThat(price.gstCents()).isEqualTo(gstCents);
        assertThat(price.qstCents()).isEqualTo(qstCents);
    }

    @Test
    void anInspectionCosts17246() {
        var price = CATALOGUE.price(CATALOGUE.type("INSPECTION_SUPP"));
        assertThat(price.feeCents() + price.gstCents() + price.qstCents()).isEqualTo(17_246L);
    }

    @Test
    void whatTheCityDoesNotSellHasNoPrice() {
        assertThatThrownBy(() -> CATALOGUE.type("PASSEPORT")).isInstanceOf(IllegalStateException.class).hasMessageContaining("0 rows");
    }

    /** An owner who changes a fee changes it in one more place: this says where. */
    @Test
    void theFormOffersWhatTheTableSellsAtItsPrice() throws IOException {
        var offered = new TreeMap<String, String>();
        for (JsonNode component : new ObjectMapper().readTree(Path.of("forms/certificate-request/certificate-request.start.form").toFile()).path("components").path(0).path("components")) {
            if (component.path("key").asText().equals("certificates")) component.path("values").forEach(option -> offered.put(option.path("value").asText(), option.path("label").asText()));
        }
        assertThat(offered).hasSize(TYPES.ruleIds().size());
        offered.forEach((code, label) -> {
            var type = CATALOGUE.type(code);
            assertThat(type.offered()).as(code).isTrue();
            assertThat(label).contains("$" + BigDecimal.valueOf(type.feeCents(), 2).toPlainString());
            assertThat(label.contains("plus taxes")).as(code).isEqualTo(type.tax().equals("TAXABLE"));
        });
    }
}
