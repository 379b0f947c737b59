package ca.laval.mondossier.official;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"K7QP-M3XD-9410", "k7qpm3xd9410", " K7QP M3XD 9410 ", "k7qp–m3xd–94lo", "K7QP-M3XD-94IO", "K7QP\u00A0M3XD\u00A09410"})
    void aCodeIsReadHoweverItIsTyped(String typed) {
        assertThat(DocumentCode.parse(typed)).contains("K7QP-M3XD-9410");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K7QP-M3XD-94T", "K7QP-M3XD-94TWX", "K7QP-M3XD-94T!", "K7QP-M3XD-94TU", "<script>aaaa", "' or 1=1 --", "é7QP-M3XD-94TW"})
    void whatIsNoCodeIsNone(String typed) {
        assertThat(DocumentCode.parse(typed)).isEmpty();
        assertThat(DocumentCode.parse(null)).isEmpty();
    }

    @Test
    void codesAreRandom() {
        var codes = Stream.generate(DocumentCode::random).limit(2_000).collect(Collectors.toSet());
        assertThat(codes).hasSize(2_000).allSatisfy(code -> assertThat(DocumentCode.parse(code)).contains(code));
        assertThat(codes.stream().map(code -> code.substring(0, 2)).distinct().count()).isGreaterThan(700);
    }
}
