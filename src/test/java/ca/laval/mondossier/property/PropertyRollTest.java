package ca.laval.mondossier.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.SettingsProblem;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class PropertyRollTest {
    private static final String COLUMNS = "matricule;lots;civic;street;postal;zone;use;piia;constraint;land;building;year;tax;paid\n";
    private static final PropertyRoll ROLL = roll("""
            854645973020000000;1234567,1234568;570;avenue Marc-Aurèle-Fortin;H7R 5K3;T3-020;HOUSE;;;210000;340000;2026;4081.00;2040.50
            854645973110000000;1234570;12A;boulevard Sainte-Rose;H7L 1M4;T4-118;SHOP;X;;500000;700000;2026;8904.00;8904.00
            854645973110010000;1234571;12A;boulevard Sainte-Rose;H7L 1M4;T4-118;SHOP;X;;1;1;2026;0;0
            854645973220000000;1090123;;;;AG-009;VACANT;;FLOOD;84000;0;2026;623.28;0.00
            854645973330000000;1234580;12;rue Principale;H7X 1C4;T3-077;HOUSE;;;1;1;2026;0;0
            854645973440000000;1234581;12;rue Principale;H7C 1A1;T3-078;HOUSE;;;1;1;2026;0;0
            """);

    private static PropertyRoll roll(String rows) {
        return new PropertyRoll(new ByteArrayResource((COLUMNS + rows).getBytes(StandardCharsets.UTF_8), "the roll of the test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"854645973020000000", "8546-45-9730-2-000-0000", " 8546 45 9730 2 000 0000 ", "matricule 8546-45-9730-2-000-0000", "1234567", "1 234 568", "lot 1\u00A0234\u00A0567",
            "570 avenue Marc-Aurèle-Fortin", "570, av. Marc-Aurele-Fortin", "570 AVENUE MARC AURELE FORTIN, Laval (Québec)  H7R 5K3", "570 avenue Marc-Aurèle-Fortin, Laval, QC, Canada"})
    void aPropertyIsFoundHoweverItIsWritten(String words) {
        assertThat(ROLL.find(words)).map(Property::shownMatricule).contains("8546-45-9730-2-000-0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "570", "571 avenue Marc-Aurèle-Fortin", "570 avenue Marc-Aurèle-Fortin H7A 1A1", "8546-45-9730-2-000-0001", "9546-45-9730-2-000-0000", "12345678", "<script>", "'; drop table property", "lot", "Laval"})
    void whatFitsNoPropertyFindsNone(String words) {
        assertThat(ROLL.find(words)).isEmpty();
    }

    /** Persona C7: one address, two matricules. A person has to choose. */
    @Test
    void anAddressWithTwoMatriculesIsSuggestedNotGuessed() {
        assertThat(ROLL.find("12A boulevard Sainte-Rose")).isEmpty();
        assertThat(ROLL.suggest("12A boul. Sainte-Rose")).hasSize(2);
    }

    @Test
    void thePostalCodeTellsTwoStreetsOfOneNameApart() {
        assertThat(ROLL.find("12 rue Principale")).isEmpty();
        assertThat(ROLL.find("12 rue Principale, H7C1A1")).map(Property::zone).contains("T3-078");
    }

    @Test
    void aPropertyWithoutCivicNumberIsNamedByItsLot() {
        Property lot = ROLL.find("1090123").orElseThrow();
        assertThat(lot.address()).isEqualTo("lot 1\u00A0090\u00A0123");
        assertThat(lot.constraint()).isEqualTo("FLOOD");
        assertThat(lot.taxCents()).isEqualTo(62_328);
    }

    @Test
    void theBeginningOfAnAddressSuggests() {
        assertThat(ROLL.suggest("570 avenue Marc")).map(Property::civic).containsExactly("570");
        assertThat(ROLL.suggest("rue Principale")).hasSize(2);
        assertThat(ROLL.suggest("")).isEmpty();
        assertThat(ROLL.suggest(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "85464597302000000;1234567;1;rue A;H7A 1A1;Z;HOUSE;;;1;1;2026;1;1 | line 2: a matricule has 18 digits",
        "854645973020000000;123456;1;rue A;H7A 1A1;Z;HOUSE;;;1;1;2026;1;1 | line 2: a lot has 7 digits",
        "854645973020000000;1234567;1;rue A;H7A 1A1;Z | line 2: 6 columns instead of 14",
        "854645973020000000;1234567;1;rue A;H7A 1A1;Z;HOUSE;;;a lot;1;2026;1;1 | line 2",
        "854645973020000000;1234567;1;rue A;H7A 1A1;Z;HOUSE;;;1.005;1;2026;1;1 | line 2"})
    void aRollThatCannotBeReadStopsTheStartWithItsLine(String row, String said) {
        assertThatThrownBy(() -> roll(row)).isInstanceOf(SettingsProblem.class).hasMessageContaining(said).hasMessageContaining("MONDOSSIER_PROPERTY_FILE");
    }

    @Test
    void aMatriculeStandsThereOnce() {
        String row = "854645973020000000;1234567;1;rue A;H7A 1A1;Z;HOUSE;;;1;1;2026;1;1\n";
        assertThatThrownBy(() -> roll(row + row)).hasMessageContaining("twice");
        assertThatThrownBy(() -> new PropertyRoll(new ByteArrayResource("a;b\n".getBytes()))).hasMessageContaining("the columns must be");
    }

    @Test
    void theDemonstrationsRollAndItsAddressesFit() throws Exception {
        var roll = new PropertyRoll(new ClassPathResource("demo/properties.csv"));
        assertThat(roll.find("8546-45-9730-2-000-0000")).isPresent();
        String addresses = new ClassPathResource("demo/addresses.csv").getContentAsString(StandardCharsets.UTF_8);
        String properties = new ClassPathResource("demo/properties.csv").getContentAsString(StandardCharsets.UTF_8);
        assertThat(properties.lines().skip(1).map(line -> line.split(";", -1)).filter(row -> !row[2].isEmpty())).allMatch(row -> addresses.contains(row[2] + ";" + row[3] + ";" + row[4]));
    }

    @Test
    void aWholeCitysRollIsReadAndAnswered() {
        String rows = IntStream.range(0, 150_000).mapToObj(i -> "%018d;%07d;%d;rue %s;H7A 1A1;T3;HOUSE;;;1;1;2026;1;1".formatted(i + 1, i, i % 5000 + 1, "Longue " + i / 5000)).collect(Collectors.joining("\n"));
        PropertyRoll city = roll(rows);
        assertThat(city.find("4321, rue Longue 17")).isPresent();
        assertThat(city.suggest("rue Longue 17")).hasSize(10);
    }
}
