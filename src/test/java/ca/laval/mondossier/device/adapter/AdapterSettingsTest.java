package ca.laval.mondossier.device.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.SettingsProblem;
import ca.laval.mondossier.device.DeviceManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

/** Which management systems are there, as the environment says; what is missing, or would mix two measures, is said in one sentence. */
class AdapterSettingsTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(AdapterConfiguration.class).withBean(Clock.class, Clock::systemUTC).withBean(ObjectMapper.class)
            .withPropertyValues("mondossier.device-managers=graph,jamf", "mondossier.graph.tenant=laval", "mondossier.graph.client=c", "mondossier.graph.secret=doNotTell",
                    "mondossier.graph.uninstall-group=Away with {application}", "mondossier.graph.block-group={application} stays out", "mondossier.jamf.url=https://jamf.example.org/",
                    "mondossier.jamf.client=c", "mondossier.jamf.secret=doNotTell", "mondossier.jamf.attribute=forbidden");

    @Test
    void eachNamedSystemIsThere() {
        runner.run(context -> assertThat(context.getBeansOfType(DeviceManager.class).values()).extracting(DeviceManager::name).containsExactlyInAnyOrder("INTUNE", "JAMF"));
        runner.withPropertyValues("mondossier.device-managers=jamf").run(context -> assertThat(context.getBean(DeviceManager.class).name()).isEqualTo("JAMF"));
    }

    @ParameterizedTest
    @CsvSource({"mondossier.graph.uninstall-group=4f6c1d, MONDOSSIER_GRAPH_UNINSTALL_GROUP, must contain {application}", "mondossier.graph.block-group=, MONDOSSIER_GRAPH_BLOCK_GROUP, must contain {application}",
            "mondossier.graph.secret=, MONDOSSIER_GRAPH_SECRET, not described", "mondossier.jamf.url=, MONDOSSIER_JAMF_URL, not described", "mondossier.jamf.attribute=, MONDOSSIER_JAMF_ATTRIBUTE, not described"})
    void whatIsMissingIsNamed(String property, String setting, String why) {
        runner.withPropertyValues(property).run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure())).isInstanceOf(SettingsProblem.class)
                .hasMessageContaining(setting).hasMessageContaining(why).hasMessageNotContaining("doNotTell"));
    }
}
