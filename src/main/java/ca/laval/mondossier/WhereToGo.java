package ca.laval.mondossier;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The console's last lines: where people go, and who can sign in to the demonstration. */
@Component
class WhereToGo {
    private final Environment environment;
    private final String configured;

    WhereToGo(Environment environment, @Value("${mondossier.base-url}") String configured) {
        this.environment = environment;
        this.configured = configured;
    }

    @EventListener
    void print(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext web)) return;
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        String address = demo ? "http://localhost:" + web.getWebServer().getPort() : configured;
        System.out.printf("""

                Mon dossier runs.
                  Residents   %1$s/
                  Staff       %1$s/camunda/app/tasklist/   and the counter  %1$s/counter
                  Managers    %1$s/camunda/app/cockpit/
                """, address);
        if (demo) System.out.printf("""
                  Demonstration only: mail is read at %1$s/demo/mailbox (residents sign in with any e-mail address);
                  staff sign in with user name = password: amelie (intake), mathieu or nathalie (analysis), sylvie (supervision),
                  francois (manager, Cockpit), luc (inspection), stephane (payouts), alain (treasury), patrick (prepares certificates), josee (signs them),
                  martine and ginette (payments), karine (311), manon (audit), admin (everything).
                """, address);
    }
}
