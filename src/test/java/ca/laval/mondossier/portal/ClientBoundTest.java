package ca.laval.mondossier.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientBoundTest {

    @Test
    void oneAddressThatAsksTooOftenIsStoppedAndOthersAreNot() {
        var bound = new ClientBound(3);
        for (int i = 0; i < 3; i++) assertThat(bound.allows("203.0.113.7")).isTrue();
        assertThat(bound.allows("203.0.113.7")).isFalse();
        assertThat(bound.allows("203.0.113.8")).isTrue();
    }
}
