package ca.laval.mondossier.database;

import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * With no database configured the application runs on its embedded one, as a demonstration: the profile `demo` is on.
 * Runs before the configuration files are read, so that `application-demo.yaml` is among them.
 */
class DemoByDefault implements EnvironmentPostProcessor, Ordered {
    /** Set when nobody asked for the demonstration: then it must run on the embedded database. */
    static final String BY_DEFAULT = "mondossier.demo-by-default";

    private static final String DEMO = "demo";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        // Deadlines, clean-up windows and cron cycles are Laval's local time, wherever the machine stands.
        TimeZone.setDefault(TimeZone.getTimeZone("America/Toronto"));
        // Who names the profile wants it, whatever the database.
        boolean asked = List.of(environment.getProperty("spring.profiles.active", "").split("\\s*,\\s*")).contains(DEMO);
        if (asked || !environment.getProperty("spring.datasource.url", "").isBlank()) return;
        environment.addActiveProfile(DEMO);
        environment.getPropertySources().addLast(new MapPropertySource(BY_DEFAULT, Map.of(BY_DEFAULT, "true")));
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }
}
