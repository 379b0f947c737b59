package ca.laval.mondossier.device.adapter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.device.DeviceManager;
import ca.laval.mondossier.device.DeviceManager.Command;
import ca.laval.mondossier.device.DeviceManager.Forbidden;
import ca.laval.mondossier.device.DeviceManager.Kind;
import ca.laval.mondossier.device.DeviceManager.Listed;
import ca.laval.mondossier.device.DeviceManager.ManagerBusy;
import ca.laval.mondossier.device.DeviceManager.ManagerUnreachable;
import ca.laval.mondossier.device.DeviceManager.Page;
import ca.laval.mondossier.device.DeviceManager.Seen;
import ca.laval.mondossier.device.DeviceManager.Sought;
import ca.laval.mondossier.device.DeviceManager.State;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Microsoft Graph as it is documented, well and badly. */
class GraphManagerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final String SECRET = "neverTellThis";
    private static final Sought TIKTOK = new Sought(List.of("com.zhiliaoapp.musically"), List.of("com.zhiliaoapp.musically"), List.of("TikTok*"));
    private static final String DEVICE = """
            {"id": "m1", "azureADDeviceId": "a1", "serialNumber": "R58M", "deviceName": "LAV-12", "managedDeviceOwnerType": "company", "operatingSystem": "Android", "model": "SM-T500 Tab",
             "deviceCategoryDisplayName": "", "isSupervised": false, "jailBroken": "False", "userPrincipalName": "a@laval.ca", "lastSyncDateTime": "2026-11-25T14:00:00Z"}""";

    @RegisterExtension
    static final WireMockExtension GRAPH = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort().gzipDisabled(true)).build();

    private final MovingClock clock = new MovingClock();
    private GraphManager graph;

    private static final class MovingClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void graph() {
        GRAPH.stubFor(post("/token").willReturn(okJson("{\"access_token\": \"t1\", \"expires_in\": 3599}")));
        graph = new GraphManager(new ManagerCalls("INTUNE", URI.create(GRAPH.baseUrl() + "/v1.0"), URI.create(GRAPH.baseUrl() + "/token"),
                Map.of("grant_type", "client_credentials", "client_id", "c", "client_secret", SECRET), Duration.ofSeconds(5), new ObjectMapper(), clock), "{application} uninstall", "{application} block", clock);
    }

    private static String page(String values, String next) {
        return "{\"value\": [%s]%s}".formatted(values, next == null ? "" : ", \"@odata.nextLink\": \"" + next + "\"");
    }

    private Page all(List<Seen> devices, List<Listed> listed) throws Exception {
        Page page = graph.inventory(TIKTOK, null);
        while (true) {
            devices.addAll(page.devices());
            listed.addAll(page.listed());
            if (page.next() == null) return page;
            page = graph.inventory(TIKTOK, page.next());
        }
    }

    @Test
    void readsDevicesThenApplicationsThenWhereTheyAre() throws Exception {
        String base = GRAPH.baseUrl() + "/v1.0";
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices")).withQueryParam("$select", containing("serialNumber")).willReturn(okJson(page(DEVICE, base + "/deviceManagement/managedDevices?$skiptoken=2"))));
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices")).withQueryParam("$skiptoken", equalTo("2")).willReturn(okJson(page("""
                {"id": "m2", "serialNumber": "", "managedDeviceOwnerType": "personal", "operatingSystem": "iOS", "model": "iPhone 13", "jailBroken": "True", "lastSyncDateTime": "0001-01-01T00:00:00Z"}""", null))));
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/detectedApps")).willReturn(okJson(page("""
                {"id": "d1", "displayName": "TikTok", "version": "34.1"}, {"id": "d2", "displayName": "Tik", "version": "1"}, {"id": "d3", "displayName": "TikTok Studio", "version": "2|0"}""", null))));
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/detectedApps/d1/managedDevices")).willReturn(okJson(page("{\"id\": \"m1\"}", null))));
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/detectedApps/d3/managedDevices")).willReturn(okJson(page("{\"id\": \"m1\"}, {\"id\": \"m2\"}", null))));
        var devices = new ArrayList<Seen>();
        var listed = new ArrayList<Listed>();
        all(devices, listed);
        assertThat(devices).containsExactly(new Seen("m1", "a1", "R58M", "LAV-12", "COMPANY", "ANDROID", "TABLET", false, false, "a@laval.ca", Instant.parse("2026-11-25T14:00:00Z")),
                new Seen("m2", null, null, null, "PERSONAL", "IOS", "PHONE", false, true, null, null));
        assertThat(listed).containsExactly(new Listed("m1", "34.1"), new Listed("m1", "2 0"), new Listed("m2", "2 0"));
        GRAPH.verify(1, postRequestedFor(urlPathEqualTo("/token")).withRequestBody(containing("grant_type=client_credentials")));
    }

    @ParameterizedTest
    @CsvSource({"429, 17, 17", "503, 5, 5", "429, '', 60", "429, 'Wed, 25 Nov 2026 15:02:00 GMT', 120", "429, 999999, 3600", "429, soon, 60", "429, 0, 1"})
    void aBusyGraphSaysHowLongToWait(int status, String said, int seconds) {
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices")).willReturn(aResponse().withStatus(status).withHeader("Retry-After", said)));
        assertThatThrownBy(() -> graph.inventory(TIKTOK, null)).isInstanceOfSatisfying(ManagerBusy.class, busy -> assertThat(busy.retryAfter()).hasSeconds(seconds));
    }

    @Test
    void aTokenThatEndedIsGotAgainOnce() throws Exception {
        var devices = get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices"));
        GRAPH.stubFor(devices.willReturn(aResponse().withStatus(401)));
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices")).withHeader("Authorization", equalTo("Bearer t2")).willReturn(okJson(page(DEVICE, null))));
        GRAPH.stubFor(post("/token").inScenario("tokens").whenScenarioStateIs("Started").willReturn(okJson("{\"access_token\": \"t1\", \"expires_in\": 3599}")).willSetStateTo("ended"));
        GRAPH.stubFor(post("/token").inScenario("tokens").whenScenarioStateIs("ended").willReturn(okJson("{\"access_token\": \"t2\", \"expires_in\": 3599}")));
        assertThat(graph.inventory(TIKTOK, null).devices()).hasSize(1);
        GRAPH.verify(2, postRequestedFor(urlPathEqualTo("/token")));
        clock.now = NOW.plusSeconds(3_560);
        assertThat(graph.inventory(TIKTOK, null).devices()).hasSize(1);
        GRAPH.verify(2, postRequestedFor(urlPathEqualTo("/token")));
        clock.now = NOW.plusSeconds(3_570);
        assertThat(graph.inventory(TIKTOK, null).devices()).hasSize(1);
        GRAPH.verify(3, postRequestedFor(urlPathEqualTo("/token")));
    }

    @Test
    void doesNotTellItsSecret() {
        GRAPH.stubFor(post("/token").willReturn(aResponse().withStatus(400).withBody("{\"error\": \"invalid_client " + SECRET + "\"}")));
        assertThatThrownBy(() -> graph.inventory(TIKTOK, null)).isInstanceOf(ManagerUnreachable.class).hasMessageContaining("credentials").hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\": [{\"id\": \"m1\"", "<html>", "{}", ""})
    void halfAPageIsNone(String body) {
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices")).willReturn(aResponse().withStatus(200).withBody(body)));
        assertThatThrownBy(() -> graph.inventory(TIKTOK, null)).isInstanceOf(ManagerUnreachable.class);
    }

    @Test
    void aBrokenConnectionIsNoAnswer() {
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices")).willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        assertThatThrownBy(() -> graph.inventory(TIKTOK, null)).isInstanceOf(ManagerUnreachable.class);
    }

    @Test
    void theTokenIsNotSentElsewhere() throws Exception {
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/deviceManagement/managedDevices")).willReturn(okJson(page(DEVICE, "https://evil.example/next"))));
        String next = graph.inventory(TIKTOK, null).next();
        assertThatThrownBy(() -> graph.inventory(TIKTOK, next)).isInstanceOf(ManagerUnreachable.class).hasMessageContaining("another address");
    }

    /** What is there under a name, in this order. */
    private static void groups(String name, String... values) {
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/groups")).withQueryParam("$filter", equalTo("displayName eq '" + name + "'")).willReturn(okJson(page(String.join(", ", values), null))));
    }

    private static String group(String id, int second) {
        return "{\"id\": \"%s\", \"createdDateTime\": \"2026-11-25T15:00:%02dZ\"}".formatted(id, second);
    }

    private static void inDirectory() {
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/devices(deviceId='a1')")).willReturn(okJson("{\"id\": \"o1\"}")));
    }

    private static void joins(String group) {
        GRAPH.stubFor(post("/v1.0/groups/" + group + "/members/$ref").willReturn(aResponse().withStatus(204)));
    }

    @Test
    void commandsByMembershipAndIsOneEffectHoweverOften() throws Exception {
        inDirectory();
        groups("TikTok uninstall", group("g1", 0));
        GRAPH.stubFor(post("/v1.0/groups/g1/members/$ref").inScenario("join").whenScenarioStateIs("Started").willReturn(aResponse().withStatus(204)).willSetStateTo("in"));
        GRAPH.stubFor(post("/v1.0/groups/g1/members/$ref").inScenario("join").whenScenarioStateIs("in")
                .willReturn(aResponse().withStatus(400).withBody("{\"error\": {\"message\": \"One or more added object references already exist for the following modified properties: 'members'.\"}}")));
        assertThat(graph.command(command(Kind.UNINSTALL, "a1")).state()).isEqualTo(State.PENDING);
        assertThat(graph.command(command(Kind.UNINSTALL, "a1")).state()).isEqualTo(State.PENDING);
        GRAPH.verify(2, postRequestedFor(urlPathEqualTo("/v1.0/groups/g1/members/$ref")).withRequestBody(matching(".*directoryObjects/o1.*")));
        GRAPH.verify(1, getRequestedFor(urlPathEqualTo("/v1.0/groups")));
        assertThat(graph.command(command(Kind.BLOCK, null)).state()).as("in no directory").isEqualTo(State.NOT_SUPPORTED);
    }

    @Test
    void eachApplicationHasGroupsOfItsOwn() throws Exception {
        inDirectory();
        groups("TikTok block", group("g1", 0));
        groups("L''autre block", group("g2", 0));
        joins("g1");
        joins("g2");
        graph.command(command(Kind.BLOCK, "a1"));
        graph.command(new Command("APP-2026-000002-6.1.1.BLOCK.1", Kind.BLOCK, "m1", "a1", "ANDROID", new Forbidden("L'autre", TIKTOK), List.of(new Forbidden("TikTok", TIKTOK))));
        GRAPH.verify(1, postRequestedFor(urlPathEqualTo("/v1.0/groups/g1/members/$ref")));
        GRAPH.verify(1, postRequestedFor(urlPathEqualTo("/v1.0/groups/g2/members/$ref")));
    }

    @Test
    void aGroupThatIsNotThereIsMadeAndOfTwoMadeAtOnceTheOldestCounts() throws Exception {
        inDirectory();
        var byName = get(urlPathEqualTo("/v1.0/groups")).withQueryParam("$filter", equalTo("displayName eq 'TikTok block'"));
        GRAPH.stubFor(byName.inScenario("make").whenScenarioStateIs("Started").willReturn(okJson(page("", null))));
        GRAPH.stubFor(post("/v1.0/groups").inScenario("make").willReturn(aResponse().withStatus(201).withBody("{\"id\": \"mine\"}")).willSetStateTo("made"));
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/groups")).withQueryParam("$filter", equalTo("displayName eq 'TikTok block'")).inScenario("make").whenScenarioStateIs("made")
                .willReturn(okJson(page(group("mine", 7) + ", " + group("theirs", 5), null))));
        joins("theirs");
        assertThat(graph.command(command(Kind.BLOCK, "a1")).state()).isEqualTo(State.PENDING);
        GRAPH.verify(1, postRequestedFor(urlPathEqualTo("/v1.0/groups")).withRequestBody(equalToJson("""
                {"displayName": "TikTok block", "mailEnabled": false, "securityEnabled": true, "mailNickname": "mondossierTikTokblock", "description": "Mon dossier: devices of a measure"}""")));
        GRAPH.verify(1, postRequestedFor(urlPathEqualTo("/v1.0/groups/theirs/members/$ref")));
    }

    @Test
    void aGroupThatIsDeletedSinceIsLookedForAgainWhenTheStepIsRepeated() throws Exception {
        inDirectory();
        groups("TikTok block", group("g1", 0));
        GRAPH.stubFor(post("/v1.0/groups/g1/members/$ref").willReturn(aResponse().withStatus(404)));
        assertThatThrownBy(() -> graph.command(command(Kind.BLOCK, "a1"))).isInstanceOf(ManagerUnreachable.class).hasMessageContaining("TikTok block");
        groups("TikTok block", group("g2", 0));
        joins("g2");
        assertThat(graph.command(command(Kind.BLOCK, "a1")).state()).isEqualTo(State.PENDING);
    }

    @Test
    void aBusyGraphMakesNoGroupAndAWrongAnswerIsNone() {
        inDirectory();
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/groups")).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "9")));
        assertThatThrownBy(() -> graph.command(command(Kind.BLOCK, "a1"))).isInstanceOfSatisfying(ManagerBusy.class, busy -> assertThat(busy.retryAfter()).hasSeconds(9));
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/groups")).willReturn(okJson("{}")));
        assertThatThrownBy(() -> graph.command(command(Kind.BLOCK, "a1"))).isInstanceOf(ManagerUnreachable.class);
        GRAPH.stubFor(get(urlPathEqualTo("/v1.0/groups")).willReturn(okJson(page("", null))));
        GRAPH.stubFor(post("/v1.0/groups").willReturn(aResponse().withStatus(400).withBody("{\"error\": {}}")));
        assertThatThrownBy(() -> graph.command(command(Kind.BLOCK, "a1"))).isInstanceOf(ManagerUnreachable.class);
        GRAPH.verify(1, postRequestedFor(urlPathEqualTo("/v1.0/groups")));
    }

    @Test
    void unblocksFromTheGroupsOfThisMeasureAloneAndTwiceWithoutHarm() throws Exception {
        inDirectory();
        groups("TikTok block", group("g1", 0), group("twin", 1));
        groups("TikTok uninstall", group("g2", 0));
        GRAPH.stubFor(delete("/v1.0/groups/g1/members/o1/$ref").willReturn(aResponse().withStatus(204)));
        GRAPH.stubFor(delete("/v1.0/groups/twin/members/o1/$ref").willReturn(aResponse().withStatus(404)));
        GRAPH.stubFor(delete("/v1.0/groups/g2/members/o1/$ref").willReturn(aResponse().withStatus(404)));
        assertThat(unblock(new Forbidden("WeChat", TIKTOK)).state()).isEqualTo(State.DONE);
        GRAPH.verify(3, deleteRequestedFor(urlPathMatching("/v1.0/groups/.*")));
        GRAPH.stubFor(delete("/v1.0/groups/g2/members/o1/$ref").willReturn(aResponse().withStatus(400)));
        assertThat(unblock().state()).isEqualTo(State.FAILED);
    }

    @Test
    void aGroupThatIsNotFoundAnyMoreMayStillBlock() throws Exception {
        inDirectory();
        groups("TikTok block");
        groups("TikTok uninstall", group("g2", 0));
        assertThat(unblock().state()).isEqualTo(State.FAILED);
    }

    @Test
    void aDeviceThatALaterMeasureAgainstTheSameApplicationHasStaysBlocked() throws Exception {
        inDirectory();
        assertThat(unblock(new Forbidden("tiktok", TIKTOK)).state()).isEqualTo(State.DONE);
        GRAPH.verify(0, deleteRequestedFor(urlPathMatching("/v1.0/groups/.*")));
    }

    @Test
    void aDeviceThatIsGoneCannotBeLocked() throws Exception {
        GRAPH.stubFor(post("/v1.0/deviceManagement/managedDevices/m1/remoteLock").willReturn(aResponse().withStatus(404)));
        GRAPH.stubFor(post("/v1.0/deviceManagement/managedDevices/m1/syncDevice").willReturn(aResponse().withStatus(204)));
        assertThat(graph.command(command(Kind.LOCK, "a1")).state()).isEqualTo(State.NOT_SUPPORTED);
        assertThat(graph.command(command(Kind.SYNC, "a1")).state()).isEqualTo(State.PENDING);
        GRAPH.verify(0, getRequestedFor(urlPathEqualTo("/v1.0/devices(deviceId='a1')")));
    }

    private DeviceManager.Answer unblock(Forbidden... others) throws Exception {
        return graph.command(new Command("APP-2026-000001-8.1.1.UNBLOCK.1", Kind.UNBLOCK, "m1", "a1", "ANDROID", new Forbidden("TikTok", TIKTOK), List.of(others)));
    }

    private static Command command(Kind kind, String directoryId) {
        return new Command("APP-2026-000001-8.1.1." + kind + ".1", kind, "m1", directoryId, "ANDROID", new Forbidden("TikTok", TIKTOK), List.of());
    }
}
