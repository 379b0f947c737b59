package ca.laval.mondossier.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class OperatorSecurityTest extends ApplicationTest {

    @Test
    void healthIsOpenAndSaysNoMoreThanUp() {
        var health = visitor().get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metricsAreForAdministratorsOnly() {
        assertThat(visitor().get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(metricsFor("admin", "wrong")).isEqualTo(401);
        assertThat(metricsFor("amelie", "amelie")).isEqualTo(403);
        assertThat(metricsFor("admin", "admin")).isEqualTo(200);
        assertThat(visitor().get("/actuator/env").status()).isEqualTo(401);
    }

    private int metricsFor(String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return visitor().raw("GET", "/actuator/prometheus", BodyPublishers.noBody(), "Authorization", "Basic " + basic).status();
    }
}
