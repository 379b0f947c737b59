package ca.laval.mondossier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** A cell answers as it would without the cache, and is parsed once. */
class TableCellsTest {
    private final FeelEngine feel = TableCells.configuration().getFeelEngineFactory().createInstance();

    private static VariableContext with(String name, Object value) {
        return Variables.putValue(name, value).asVariableContext();
    }

    private int parsed(String what) {
        return ((Map<?, ?>) ReflectionTestUtils.getField(ReflectionTestUtils.getField(feel, "feelEngine"), what)).size();
    }

    @Test
    void theSameCellAnswersEachCaseForItself() {
        assertThat(feel.<Object>evaluateSimpleExpression("days + 1", with("days", 3))).hasToString("4");
        assertThat(feel.<Object>evaluateSimpleExpression("days + 1", with("days", 30))).hasToString("31");
        assertThat(feel.<Object>evaluateSimpleExpression("upper case(name)", with("name", "a"))).isEqualTo("A");
        assertThat(parsed("expressions")).isEqualTo(2);
    }

    @Test
    void aTestIsNotAnExpressionEvenWhenItReadsTheSame() {
        assertThat(feel.evaluateSimpleUnaryTests("3", "days", with("days", 3))).isTrue();
        assertThat(feel.evaluateSimpleUnaryTests("3", "days", with("days", 4))).isFalse();
        assertThat(feel.<Object>evaluateSimpleExpression("3", with("days", 4))).hasToString("3");
        assertThat(parsed("tests")).isEqualTo(1);
        assertThat(parsed("expressions")).isEqualTo(1);
    }

    @Test
    void whatCannotBeParsedIsSaidEachTime() {
        for (int time = 0; time < 2; time++) assertThatThrownBy(() -> feel.evaluateSimpleExpression("3 +", with("days", 3))).hasMessageContaining("3 +");
    }
}
