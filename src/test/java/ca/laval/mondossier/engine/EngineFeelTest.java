package ca.laval.mondossier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFeelTest {

    private final EngineFeel feel = new EngineFeel();
    private final Map<String, Object> facts = Map.of("program", "ARBRE", "amount", 6499L, "yes", true, "proofs", List.of("INVOICE"), "area", new java.math.BigDecimal("12.5"), "day", "2026-11-23");

    @ParameterizedTest
    @ValueSource(strings = {"=program = \"ARBRE\"", "program != \"X\"", "=missing = null", "=missing != \"X\"", "=amount > 6000 and yes", "=list contains(proofs, \"INVOICE\")",
            "=not(list contains(proofs, \"PHOTO\"))", "=area >= 12.5", "=date(day) < date(\"2027-01-01\")", "=yes"})
    void tells(String condition) {
        assertThat(feel.isTrue(condition, facts)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=program != \"ARBRE\"", "=missing = \"X\"", "=missing > 3", "=amount", "=\"true\"", "=program +", "=", "", "=unknown(1)", "=amount / 0 > 1"})
    void whatIsNotTrueIsNotHidden(String condition) {
        assertThat(feel.isTrue(condition, facts)).isFalse();
    }
}
