package ca.laval.mondossier.device.adapter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.device.DeviceManager.Command;
import ca.laval.mondossier.device.DeviceManager.Forbidden;
import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.Listed;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManager.Seen;
import ca.laval.mondossier.device.DeviceManager.Sought;
import ca.laval.mondossier.device.DeviceManager.State;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jamf Pro as it is documented, well and badly. */
class JamfManagerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final Sought TIKTOK = new Sought(List.of(), List.of("com.zhiliaoapp.musically"), List.of("TikTok*"));

    @RegisterExtension
    static final WireMockExtension JAMF = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort().gzipDisabled(true)).build();

    private JamfManager jamf;

    @BeforeEach
    void jamf() {
        JAMF.stubFor(post("/api/oauth/token").willReturn(okJson("{\"access_token\": \"t1\", \"expires_in\": 59}")));
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        jamf = new JamfManager(new ManagerCalls("JAMF", URI.create(JAMF.baseUrl()), URI.create(JAMF.baseUrl() + "/api/oauth/token"),
                Map.of("grant_type", "client_credentials", "client_id", "c", "client_secret", "s"), Duration.ofSeconds(5), new ObjectMapper(), clock), "Forbidden applications", clock);
    }

    private void page(int number, int total, String results) {
        JAMF.stubFor(get(urlPathEqualTo("/api/v2/mobile-devices")).withQueryParam("page", equalTo(String.valueOf(number))).willReturn(okJson("{\"totalCount\": %d, \"results\": [%s]}".formatted(total, results))));
    }

    @Test
    void readsPagesAndEachDeviceInDetail() throws Exception {
        page(0, 60, "{\"id\": \"7\", \"serialNumber\": \"F9FX\", \"model\": \"iPad 9\"}, {\"id\": \"8\", \"serialNumber\": \"GONE\", \"model\": \"iPhone\"}");
        page(1, 60, "");
        JAMF.stubFor(get("/api/v1/mobile-devices/7/detail").willReturn(okJson("""
                {"id": "7", "name": "iPad 12", "serialNumber": "F9FX", "deviceOwnershipLevel": "Institutional", "lastInventoryUpdateTimestamp": "2026-11-25T10:00:00Z",
                 "location": {"emailAddress": "a@laval.ca"}, "ios": {"supervised": true, "security": {"jailBreakDetected": false},
                 "applications": [{"identifier": "com.zhiliaoapp.musically", "name": "TikTok", "version": "34.1"}, {"identifier": "com.apple.Pages", "name": "Pages", "version": "1"}]}}""")));
        JAMF.stubFor(get("/api/v1/mobile-devices/8/detail").willReturn(aResponse().withStatus(404)));
        var page = jamf.inventory(TIKTOK, null);
        assertThat(page.devices()).containsExactly(new Seen("7", null, "F9FX", "iPad 12", "COMPANY", "IOS", "TABLET", true, false, "a@laval.ca", Instant.parse("2026-11-25T10:00:00Z")));
        assertThat(page.listed()).containsExactly(new Listed("7", "34.1"));
        assertThat(page.next()).isEqualTo("1");
        assertThat(jamf.inventory(TIKTOK, "1").next()).isNull();
    }

    @Test
    void aDeviceThatCannotBeReadBreaksThePageOff() {
        page(0, 1, "{\"id\": \"7\"}");
        JAMF.stubFor(get("/api/v1/mobile-devices/7/detail").willReturn(aResponse().withStatus(500)));
        assertThatThrownBy(() -> jamf.inventory(TIKTOK, null)).isInstanceOf(ManagerUnreachable.class);
        JAMF.stubFor(get("/api/v1/mobile-devices/7/detail").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "9")));
        assertThatThrownBy(() -> jamf.inventory(TIKTOK, null)).isInstanceOfSatisfying(ManagerBusy.class, busy -> assertThat(busy.retryAfter()).hasSeconds(9));
    }

    @Test
    void commandsByAnAttribute() throws Exception {
        JAMF.stubFor(patch(urlPathEqualTo("/api/v2/mobile-devices/7")).willReturn(okJson("{}")));
        assertThat(jamf.command(command(Kind.UNINSTALL)).state()).isEqualTo(State.PENDING);
        JAMF.verify(1, patchRequestedFor(urlPathEqualTo("/api/v2/mobile-devices/7"))
                .withRequestBody(equalToJson("{\"updatedExtensionAttributes\": [{\"name\": \"Forbidden applications\", \"type\": \"STRING\", \"value\": [\"com.zhiliaoapp.musically\"]}]}")));
        assertThat(jamf.command(command(Kind.UNBLOCK)).state()).isEqualTo(State.PENDING);
        assertThat(jamf.command(command(Kind.LOCK)).state()).isEqualTo(State.NOT_SUPPORTED);
        JAMF.stubFor(patch(urlPathEqualTo("/api/v2/mobile-devices/7")).willReturn(aResponse().withStatus(404)));
        assertThat(jamf.command(command(Kind.BLOCK)).state()).isEqualTo(State.FAILED);
    }

    private static void sets(String ids) {
        JAMF.verify(1, patchRequestedFor(urlPathEqualTo("/api/v2/mobile-devices/7"))
                .withRequestBody(equalToJson("{\"updatedExtensionAttributes\": [{\"name\": \"Forbidden applications\", \"type\": \"STRING\", \"value\": [%s]}]}".formatted(ids))));
    }

    @Test
    void theAttributeHasWhatEveryMeasureForbidsAndLiftingOneLeavesTheOthers() throws Exception {
        JAMF.stubFor(patch(urlPathEqualTo("/api/v2/mobile-devices/7")).willReturn(okJson("{}")));
        var others = List.of(new Forbidden("WeChat", new Sought(List.of(), List.of("com.tencent.xin"), List.of())), new Forbidden("TikTok Lite", TIKTOK));
        assertThat(jamf.command(command(Kind.BLOCK, others)).state()).isEqualTo(State.PENDING);
        sets("\"com.tencent.xin\", \"com.zhiliaoapp.musically\"");
        assertThat(jamf.command(command(Kind.UNBLOCK, others.subList(0, 1))).state()).isEqualTo(State.PENDING);
        sets("\"com.tencent.xin\"");
        assertThat(jamf.command(command(Kind.UNBLOCK, List.of())).state()).isEqualTo(State.PENDING);
        sets("");
    }

    @Test
    void aBusyJamfSaysHowLongToWaitBeforeItIsCommandedAgain() {
        JAMF.stubFor(patch(urlPathEqualTo("/api/v2/mobile-devices/7")).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "9")));
        assertThatThrownBy(() -> jamf.command(command(Kind.BLOCK))).isInstanceOfSatisfying(ManagerBusy.class, busy -> assertThat(busy.retryAfter()).hasSeconds(9));
    }

    private static Command command(Kind kind) {
        return command(kind, List.of());
    }

    private static Command command(Kind kind, List<Forbidden> others) {
        return new Command("APP-2026-000001-8.1.1." + kind + ".1", kind, "7", null, "IOS", new Forbidden("TikTok", TIKTOK), others);
    }
}
