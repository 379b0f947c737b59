package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInThrottleTest {
    private static final String RIGHT = "right";

    private final SignInThrottle throttle = new SignInThrottle(new SignInLimits(3, 6, Duration.ofHours(1)));

    @Test
    void onlyWrongPasswordsCount() {
        IntStream.range(0, 50).forEach(i -> assertThat(answer("198.51.100.1", "anne", RIGHT).getStatus()).isEqualTo(200));
        assertThat(answer("198.51.100.1", "anne", "wrong").getStatus()).isEqualTo(401);
    }

    @Test
    void aPersonsAllowanceIsTheirsAtThisAddress() {
        IntStream.range(0, 3).forEach(i -> assertThat(answer("198.51.100.1", "anne", "wrong").getStatus()).isEqualTo(401));
        var refused = answer("198.51.100.1", "anne", RIGHT);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1100, 1201);
        assertThat(answer("198.51.100.1", "benoit", RIGHT).getStatus()).isEqualTo(200);
        assertThat(answer("198.51.100.2", "anne", RIGHT).getStatus()).isEqualTo(200);
    }

    @Test
    void oneAddressCannotTryEverybody() {
        IntStream.range(0, 6).forEach(i -> assertThat(answer("198.51.100.1", "person" + i, "wrong").getStatus()).isEqualTo(401));
        assertThat(answer("198.51.100.1", "person9", RIGHT).getStatus()).isEqualTo(429);
        assertThat(answer("198.51.100.2", "person9", RIGHT).getStatus()).isEqualTo(200);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        IntStream.range(0, 3).forEach(i -> answer("2001:db8:1:1::" + i, "anne", "wrong"));
        assertThat(answer("2001:db8:1:1::99", "anne", RIGHT).getStatus()).isEqualTo(429);
        assertThat(answer("2001:db8:1:2::99", "anne", RIGHT).getStatus()).isEqualTo(200);
    }

    @Test
    void guessesSentTogetherAreAllPaidBack() throws Exception {
        MockHttpServletRequest outer = request("198.51.100.1", "anne");
        var response = new MockHttpServletResponse();
        // Ten more guesses get past the look while the first one is being checked.
        throttle.doFilter(outer, response, (req, res) -> {
            together(10);
            ((MockHttpServletResponse) res).setStatus(401);
        });
        var refused = answer("198.51.100.1", "anne", RIGHT);
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).as("three allowed, eleven tried: nine twenty-minute waits")
                .isBetween(9 * 1200 - 60, 9 * 1200 + 60);
    }

    private void together(int more) {
        if (more == 0) return;
        try {
            throttle.doFilter(request("198.51.100.1", "anne"), new MockHttpServletResponse(), (req, res) -> {
                together(more - 1);
                ((MockHttpServletResponse) res).setStatus(401);
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private MockHttpServletResponse answer(String from, String person, String password) {
        var response = new MockHttpServletResponse();
        try {
            throttle.doFilter(request(from, person), response, (req, res) -> ((MockHttpServletResponse) res).setStatus(password.equals(RIGHT) ? 200 : 401));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    private static MockHttpServletRequest request(String from, String person) {
        var request = new MockHttpServletRequest("GET", "/engine-rest/task");
        request.setServletPath("/engine-rest/task");
        request.setRemoteAddr(from);
        request.addHeader("Authorization", EngineSecurityTest.basic(person, "any"));
        return request;
    }
}
