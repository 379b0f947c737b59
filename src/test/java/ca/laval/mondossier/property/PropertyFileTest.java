package ca.laval.mondossier.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.SettingsProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** How people name a property, and what the city's file makes of it. */
class PropertyFileTest {
    private static final String HEAD = "matricule;lots;civic;street;postal;zone;use;landCents;buildingCents;taxYear;taxCents;taxPaidCents\n";
    private final PropertyRoll roll = of("854645973020000000;1234567 / 1234568;1333;boulevard Chomedey;H7V 3Z4;C-12;Bureaux;100;200;2026;30;10\n"
            + "854645973120000000;2234567;45;rue de l’Église;H7V 3Z4;H-1;Logement;100;200;2026;30;30\n854645973220000000;3234567;45A;rue de l’Église;H7V 3Z4;H-1;Logement;100;200;2026;30;30\n"
            + "854645973320000000;4234567;8;rue Double;H7V 3Z4;H-1;Logement;100;200;2026;30;30\n854645973420000000;4234568;8;rue Double;H7V 3Z4;H-1;Logement;100;200;2026;30;30\n"
            + "854645973520000000;5234567;;;;H-1;Terrain vague;100;0;2026;30;30\n");

    @ParameterizedTest
    @ValueSource(strings = {"854645973020000000", "8546-45-9730-2-000-0000", "8546 45 9730 2 000 0000", "1234567", "1 234 568", "lot 1 234 567", "1333, boulevard Chomedey", "1333 BOUL. CHOMEDEY",
            "1333, boul. Chomedey, Laval (Québec) H7V 3Z4", "1333 blvd Chomedey, app. 4", "1333, boulevard Chomedey H7V3Z4"})
    void isTheCityHall(String words) {
        assertThat(roll.find(words)).map(Property::matricule).contains("854645973020000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "////", "12", "1335, boulevard Chomedey", "854645973020000009", "8, rue Double", "boulevard Chomedey", "'; drop table x; --", "|||", "lot"})
    void isNoneOrSeveral(String words) {
        assertThat(roll.find(words)).isEmpty();
    }

    @Test
    void anApartmentOfItsOwnIsAPropertyOfItsOwn() {
        assertThat(roll.find("45, rue de l'Eglise")).map(Property::civic).contains("45");
        assertThat(roll.find("45A rue de l’Église")).map(Property::civic).contains("45A");
    }

    @Test
    void whatMayHaveBeenMeantIsSuggested() {
        assertThat(roll.suggest("8, rue Double")).hasSize(2);
        assertThat(roll.suggest("chom")).extracting(Property::civic).containsExactly("1333");
        assertThat(roll.suggest("45 egl")).hasSize(2);
        assertThat(roll.suggest("85464597")).hasSize(6);
        assertThat(roll.suggest("lot 5234567")).extracting(Property::address).containsExactly("lot 5234567");
        assertThat(roll.suggest("nulle part")).isEmpty();
        assertThat(roll.suggest("")).isEmpty();
    }

    @Test
    void aFileThatIsNoRollStopsTheStart() {
        for (String rows : new String[] {"12;1;1;rue A;H7V;H;x;1;1;2026;1;1\n", "854645973020000000;1;1\n", "854645973020000000;1;1;rue A;H7V;H;x;un;1;2026;1;1\n",
                "854645973020000000;1;1;rue A;H7V;H;x;1;1;2026;1;1\n".repeat(2)}) {
            assertThatThrownBy(() -> of(rows)).isInstanceOf(SettingsProblem.class).hasMessageContaining("MONDOSSIER_PROPERTY_FILE");
        }
        assertThatThrownBy(() -> new PropertyFile(new ClassPathResource("nothing.csv"))).isInstanceOf(SettingsProblem.class).hasMessageContaining("does not exist");
    }

    @Test
    void theDemonstrationHasARoll() {
        var demo = new PropertyFile(new ClassPathResource("demo/properties.csv"));
        assertThat(demo.find("1333, boul. Chomedey")).map(Property::shownMatricule).contains("8546-45-9730-2-000-0000");
        assertThat(demo.find("2304, avenue des Bois")).as("two matricules").isEmpty();
        assertThat(demo.suggest("2304, avenue des Bois")).hasSize(2);
    }

    private static PropertyRoll of(String rows) {
        return new PropertyFile(new ByteArrayResource((HEAD + rows).getBytes(StandardCharsets.UTF_8)));
    }
}
