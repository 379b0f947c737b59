package ca.laval.mondossier.device.adapter;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.device.DeviceManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The management systems that MONDOSSIER_DEVICE_MANAGERS names, and not without what they need. */
@Configuration(proxyBeanMethods = false)
class AdapterConfiguration {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final URI GRAPH = URI.create("https://graph.microsoft.com/v1.0");

    @Bean
    @ConditionalOnExpression("'${mondossier.device-managers:}'.contains('graph')")
    DeviceManager graphManager(@Value("${mondossier.graph.tenant}") String tenant, @Value("${mondossier.graph.client}") String client, @Value("${mondossier.graph.secret}") String secret,
                               @Value("${mondossier.graph.uninstall-group}") String uninstallGroup, @Value("${mondossier.graph.block-group}") String blockGroup, ObjectMapper json, Clock clock) {
        URI tokens = URI.create("https://login.microsoftonline.com/%s/oauth2/v2.0/token".formatted(URLEncoder.encode(needed(tenant, "MONDOSSIER_GRAPH_TENANT"), StandardCharsets.UTF_8)));
        var credentials = Map.of("grant_type", "client_credentials", "client_id", needed(client, "MONDOSSIER_GRAPH_CLIENT"), "client_secret", needed(secret, "MONDOSSIER_GRAPH_SECRET"),
                "scope", "https://graph.microsoft.com/.default");
        return new GraphManager(new ManagerCalls("INTUNE", GRAPH, tokens, credentials, TIMEOUT, json, clock), pattern(uninstallGroup, "MONDOSSIER_GRAPH_UNINSTALL_GROUP"),
                pattern(blockGroup, "MONDOSSIER_GRAPH_BLOCK_GROUP"), clock);
    }

    @Bean
    @ConditionalOnExpression("'${mondossier.device-managers:}'.contains('jamf')")
    DeviceManager jamfManager(@Value("${mondossier.jamf.url}") String url, @Value("${mondossier.jamf.client}") String client, @Value("${mondossier.jamf.secret}") String secret,
                              @Value("${mondossier.jamf.attribute}") String attribute, ObjectMapper json, Clock clock) {
        String base = needed(url, "MONDOSSIER_JAMF_URL").replaceFirst("/+$", "");
        var credentials = Map.of("grant_type", "client_credentials", "client_id", needed(client, "MONDOSSIER_JAMF_CLIENT"), "client_secret", needed(secret, "MONDOSSIER_JAMF_SECRET"));
        return new JamfManager(new ManagerCalls("JAMF", URI.create(base), URI.create(base + "/api/oauth/token"), credentials, TIMEOUT, json, clock), needed(attribute, "MONDOSSIER_JAMF_ATTRIBUTE"), clock);
    }

    /** Two measures must not share a group: lifting one would unblock the devices of the other. */
    private static String pattern(String value, String setting) {
        if (value.contains(GraphManager.APPLICATION)) return value.strip();
        throw new SettingsProblem("%s names a group for each application: it must contain %s".formatted(setting, GraphManager.APPLICATION));
    }

    private static String needed(String value, String setting) {
        if (value.isBlank()) throw new SettingsProblem("A management system of devices is named but not described: set " + setting);
        return value.strip();
    }
}
