package ca.laval.mondossier.payment.gateway.sandbox;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the sandbox's page is, and where its notices go: both at the application's own address. */
@Component
@WhenSandbox
class SandboxAddresses {
    private final String baseUrl;
    private final Environment environment;

    SandboxAddresses(@Value("${mondossier.base-url}") String baseUrl, Environment environment) {
        this.baseUrl = baseUrl;
        this.environment = environment;
    }

    URI page(String session) {
        return URI.create(base() + "/sandbox/checkout/" + session);
    }

    URI notices() {
        return URI.create(base() + "/payments/notices/" + SandboxGateway.NAME);
    }

    /** Port 0 means any free one: which, is known once the server runs. */
    private String base() {
        return baseUrl.replaceFirst(":0$", ":" + environment.getProperty("local.server.port", "0"));
    }
}
