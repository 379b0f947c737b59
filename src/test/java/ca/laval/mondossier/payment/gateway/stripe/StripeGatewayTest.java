package ca.laval.mondossier.payment.gateway.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.payment.gateway.PaymentGateway.Booked;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayRefused;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewRefund;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NewSession;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome;
import ca.laval.mondossier.payment.gateway.PaymentGateway.RefundState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.stripe.net.Webhook;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Stripe gateway against a server that answers as Stripe's API reference says, well and badly. */
class StripeGatewayTest {
    private static final String API_KEY = "sk_test_doNotTellThisKey1234";
    private static final String WEBHOOK_SECRET = "whsec_neitherThis";
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final String ERROR = "{\"error\": {\"type\": \"%s\", \"code\": \"%s\", \"message\": \"Something about sk_test_****1234\"}}";
    private static final String OPEN_SESSION = """
            {"id": "cs_test_1", "object": "checkout.session", "amount_total": 17246, "currency": "cad", "client_reference_id": "CER-2026-000123-7.1",
             "metadata": {"order": "CER-2026-000123-7.1", "attempt": "CER-2026-000123-7.1-1"}, "payment_intent": null, "payment_status": "unpaid", "status": "open",
             "created": 1795618800, "expires_at": 1795621500, "livemode": false, "url": "https://checkout.stripe.com/c/pay/cs_test_1#fid"}""";
    private static final String REFUND = """
            {"id": "re_1", "object": "refund", "amount": 1000, "currency": "cad", "charge": "ch_1", "payment_intent": "pi_1", "status": "%s", "created": 1795618800}""";

    @RegisterExtension
    static final WireMockExtension STRIPE = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort().gzipDisabled(true)).build();

    private final StripeGateway gateway = gateway(0, Duration.ofSeconds(5));

    private static StripeGateway gateway(int retries, Duration read) {
        return new StripeGateway(StripeConfiguration.client(API_KEY, STRIPE.baseUrl(), Duration.ofSeconds(2), read, retries), WEBHOOK_SECRET, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static NewSession order() {
        return new NewSession("CER-2026-000123-7.1-1", "CER-2026-000123-7.1", 17_246, "fr", "Inspection supplémentaire", URI.create("https://dossier.laval.ca/pay/x/paid"),
                URI.create("https://dossier.laval.ca/pay/x/cancelled"), NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void opensAHostedPageAndTellsNothingAboutThePerson() throws Exception {
        STRIPE.stubFor(post("/v1/checkout/sessions").willReturn(okJson(OPEN_SESSION)));
        var session = gateway.createSession(order());
        assertThat(session.id()).isEqualTo("cs_test_1");
        assertThat(session.page()).isEqualTo(URI.create("https://checkout.stripe.com/c/pay/cs_test_1#fid"));
        assertThat(session.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_795_621_500));

        STRIPE.verify(1, postRequestedFor(urlPathEqualTo("/v1/checkout/sessions")).withHeader("Idempotency-Key", equalTo("CER-2026-000123-7.1-1"))
                .withHeader("Authorization", equalTo("Bearer " + API_KEY)).withHeader("Stripe-Version", equalTo("2025-08-27.basil")).withHeader("X-Stripe-Client-Telemetry", absent()));
        assertThat(form()).containsExactlyInAnyOrder("mode=payment", "payment_method_types[0]=card", "locale=fr-CA", "line_items[0][quantity]=1",
                "line_items[0][price_data][currency]=cad", "line_items[0][price_data][unit_amount]=17246", "line_items[0][price_data][product_data][name]=Inspection supplémentaire",
                "client_reference_id=CER-2026-000123-7.1", "metadata[order]=CER-2026-000123-7.1", "metadata[attempt]=CER-2026-000123-7.1-1",
                "payment_intent_data[description]=CER-2026-000123-7.1 Inspection supplémentaire", "payment_intent_data[metadata][order]=CER-2026-000123-7.1",
                "payment_intent_data[metadata][attempt]=CER-2026-000123-7.1-1", "success_url=https://dossier.laval.ca/pay/x/paid", "cancel_url=https://dossier.laval.ca/pay/x/cancelled",
                "expires_at=" + NOW.plus(Duration.ofMinutes(45)).getEpochSecond());
    }

    @Test
    void theSameKeyIsTheSameRequestAndTheSameSession() throws Exception {
        // Stripe replays its first answer to a key it knows.
        STRIPE.stubFor(post("/v1/checkout/sessions").withHeader("Idempotency-Key", equalTo("CER-2026-000123-7.1-1"))
                .willReturn(okJson(OPEN_SESSION).withHeader("Idempotent-Replayed", "true")));
        assertThat(gateway.createSession(order())).isEqualTo(gateway.createSession(order()));
        var bodies = STRIPE.findAll(postRequestedFor(urlPathEqualTo("/v1/checkout/sessions"))).stream().map(request -> request.getBodyAsString()).distinct().toList();
        assertThat(bodies).as("equal to the letter, or Stripe refuses the key").hasSize(1);
    }

    @Test
    void aLostAnswerIsAskedForAgainOnceWithTheSameKey() throws Exception {
        STRIPE.stubFor(post("/v1/checkout/sessions").inScenario("lost").whenScenarioStateIs("Started").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)).willSetStateTo("again"));
        STRIPE.stubFor(post("/v1/checkout/sessions").inScenario("lost").whenScenarioStateIs("again").willReturn(okJson(OPEN_SESSION)));
        assertThat(gateway(1, Duration.ofSeconds(5)).createSession(order()).id()).isEqualTo("cs_test_1");
        STRIPE.verify(2, postRequestedFor(urlPathEqualTo("/v1/checkout/sessions")).withHeader("Idempotency-Key", equalTo("CER-2026-000123-7.1-1")));
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_request_error, amount_too_small", "402, card_error, card_declined", "400, invalid_request_error, url_invalid", "400, idempotency_error, idempotency_key_reused"})
    void aRequestThatStripeRefuses(int status, String type, String code) {
        STRIPE.stubFor(post("/v1/checkout/sessions").willReturn(error(status, type, code)));
        assertThatThrownBy(() -> gateway.createSession(order())).isInstanceOf(GatewayRefused.class).hasMessageContaining(code).hasMessageNotContaining("sk_test").hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({"401, invalid_request_error, ''", "403, invalid_request_error, more_permissions_required"})
    void aWrongKeyIsOurTroubleAndIsNotTold(int status, String type, String code) {
        STRIPE.stubFor(post("/v1/checkout/sessions").willReturn(error(status, type, code)));
        assertThatThrownBy(() -> gateway.createSession(order())).isInstanceOf(GatewayUnreachable.class).hasMessageContaining("does not accept MONDOSSIER_STRIPE_KEY")
                .hasMessageNotContaining("sk_test").hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({"429, rate_limit_error, rate_limit", "500, api_error, ''", "502, api_error, ''", "503, api_error, ''", "409, invalid_request_error, idempotency_key_in_use", "409, idempotency_error, idempotency_key_in_use"})
    void whenStripeCannotAnswerNobodyKnows(int status, String type, String code) {
        STRIPE.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
                .willReturn(error(status, type, code).withHeader("Retry-After", "1")));
        everyCall().forEach(call -> assertThatThrownBy(call).isInstanceOf(GatewayUnreachable.class).hasMessageContaining("HTTP " + status).hasMessageNotContaining("sk_test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "17", "{", "{}", "<html>Bad gateway</html>", "{\"id\": 5}", "{\"id\": \"x\", \"object\": \"unheard_of\"}",
            "{\"id\": \"cs_1\", \"object\": \"checkout.session\", \"url\": \"no url at all\", \"expires_at\": \"soon\", \"status\": 1, \"payment_status\": []}"})
    void anAnswerThatMakesNoSense(String body) {
        STRIPE.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(com.github.tomakehurst.wiremock.client.WireMock.anyUrl()).willReturn(okJson(body)));
        everyCall().forEach(call -> assertThatThrownBy(call, "%s", body).isInstanceOf(GatewayUnreachable.class));
        STRIPE.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(com.github.tomakehurst.wiremock.client.WireMock.anyUrl()).willReturn(aResponse().withStatus(500).withBody(body)));
        everyCall().forEach(call -> assertThatThrownBy(call, "%s", body).isInstanceOf(GatewayUnreachable.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"})
    void aConnectionThatBreaks(String fault) {
        STRIPE.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
                .willReturn(aResponse().withFault(Fault.valueOf(fault))));
        everyCall().forEach(call -> assertThatThrownBy(call).isInstanceOf(GatewayUnreachable.class));
    }

    @Test
    void anAnswerThatComesTooLate() {
        STRIPE.stubFor(post("/v1/checkout/sessions").willReturn(okJson(OPEN_SESSION).withFixedDelay(2_000)));
        var impatient = gateway(0, Duration.ofMillis(150));
        assertThatThrownBy(() -> impatient.createSession(order())).isInstanceOf(GatewayUnreachable.class).hasMessage("Stripe did not answer");
    }

    @Test
    void anAnswerThatDripsIsStillRead() throws Exception {
        STRIPE.stubFor(post("/v1/checkout/sessions").willReturn(okJson(OPEN_SESSION).withChunkedDribbleDelay(4, 400)));
        assertThat(gateway(0, Duration.ofSeconds(2)).createSession(order()).id()).isEqualTo("cs_test_1");
    }

    @Test
    void nobodyThere() {
        var alone = new StripeGateway(StripeConfiguration.client(API_KEY, "http://localhost:1", Duration.ofSeconds(1), Duration.ofSeconds(1), 0), WEBHOOK_SECRET, Clock.systemUTC());
        assertThatThrownBy(() -> alone.query("cs_test_1")).isInstanceOf(GatewayUnreachable.class).hasMessageNotContaining("sk_test");
    }

    @Test
    void asksWhatBecameOfASession() throws Exception {
        STRIPE.stubFor(get(urlPathEqualTo("/v1/checkout/sessions/cs_test_1")).willReturn(okJson(session("complete", "paid", """
                {"id": "pi_1", "object": "payment_intent", "status": "succeeded", "amount": 17246, "currency": "cad", "latest_charge": {"id": "ch_1", "object": "charge", "created": 1795619000,
                 "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242", "authorization_code": "123456"}}}}"""))));
        assertThat(gateway.query("cs_test_1")).contains(new Outcome("cs_test_1", "pi_1", "CER-2026-000123-7.1", "CER-2026-000123-7.1-1", State.CAPTURED, 17_246, "CAD", "visa", "4242", "123456",
                Instant.ofEpochSecond(1_795_619_000)));
        STRIPE.verify(getRequestedFor(urlPathEqualTo("/v1/checkout/sessions/cs_test_1")).withQueryParam("expand[0]", equalTo("payment_intent.latest_charge")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"open, unpaid, none, OPEN", "open, unpaid, requires_payment_method, OPEN", "expired, unpaid, none, EXPIRED", "complete, unpaid, processing, OPEN",
            "complete, unpaid, requires_capture, AUTHORIZED", "complete, unpaid, requires_payment_method, DECLINED", "complete, unpaid, canceled, DECLINED", "complete, paid, succeeded, CAPTURED"})
    void everyStateOfASession(String status, String paymentStatus, String payment, State state) throws Exception {
        STRIPE.stubFor(get(urlPathEqualTo("/v1/checkout/sessions/cs_test_1")).willReturn(okJson(session(status, paymentStatus,
                payment == null ? "null" : "{\"id\": \"pi_1\", \"object\": \"payment_intent\", \"status\": \"%s\", \"latest_charge\": null}".formatted(payment)))));
        assertThat(gateway.query("cs_test_1").orElseThrow().state()).isEqualTo(state);
    }

    @Test
    void aSessionThatStripeDoesNotKnow() throws Exception {
        STRIPE.stubFor(get(urlPathEqualTo("/v1/checkout/sessions/cs_gone")).willReturn(error(404, "invalid_request_error", "resource_missing")));
        assertThat(gateway.query("cs_gone")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"succeeded, CONFIRMED", "pending, PENDING", "requires_action, PENDING", "failed, REFUSED", "canceled, REFUSED"})
    void givesMoneyBack(String status, RefundState state) throws Exception {
        STRIPE.stubFor(post("/v1/refunds").willReturn(okJson(REFUND.formatted(status))));
        var refund = gateway.refund(new NewRefund("CER-2026-000123-7.1-R1", "pi_1", 1000));
        assertThat(refund.id()).isEqualTo("re_1");
        assertThat(refund.payment()).isEqualTo("pi_1");
        assertThat(refund.state()).isEqualTo(state);
        STRIPE.verify(1, postRequestedFor(urlPathEqualTo("/v1/refunds")).withHeader("Idempotency-Key", equalTo("CER-2026-000123-7.1-R1")));
        assertThat(form()).containsExactlyInAnyOrder("payment_intent=pi_1", "amount=1000", "reason=requested_by_customer");
    }

    @ParameterizedTest
    @CsvSource({"400, charge_already_refunded", "400, charge_disputed", "402, balance_insufficient", "404, resource_missing"})
    void aRefundThatStripeRefusesIsAState(int status, String code) throws Exception {
        STRIPE.stubFor(post("/v1/refunds").willReturn(error(status, "invalid_request_error", code)));
        assertThat(gateway.refund(new NewRefund("r", "pi_1", 1000)).state()).isEqualTo(RefundState.REFUSED);
    }

    @Test
    void aRefundUnderAUsedKeyIsUnknown() {
        STRIPE.stubFor(post("/v1/refunds").willReturn(error(400, "idempotency_error", "")));
        assertThatThrownBy(() -> gateway.refund(new NewRefund("r", "pi_1", 1000))).isInstanceOf(GatewayUnreachable.class);
    }

    @Test
    void aRefundMayFailLater() throws Exception {
        STRIPE.stubFor(get(urlPathEqualTo("/v1/refunds/re_1")).willReturn(okJson(REFUND.formatted("pending"))));
        assertThat(gateway.queryRefund("re_1").state()).isEqualTo(RefundState.PENDING);
        STRIPE.stubFor(get(urlPathEqualTo("/v1/refunds/re_1")).willReturn(okJson(REFUND.formatted("failed"))));
        assertThat(gateway.queryRefund("re_1").state()).isEqualTo(RefundState.REFUSED);
        STRIPE.stubFor(get(urlPathEqualTo("/v1/refunds/re_2")).willReturn(error(404, "invalid_request_error", "resource_missing")));
        assertThatThrownBy(() -> gateway.queryRefund("re_2")).isInstanceOf(GatewayUnreachable.class);
    }

    @Test
    void listsADayOfLavalsPageByPage() throws Exception {
        STRIPE.stubFor(get(urlPathEqualTo("/v1/balance_transactions")).withQueryParam("starting_after", absent()).willReturn(okJson(page(true,
                entry("txn_1", "charge", "{\"id\": \"ch_1\", \"object\": \"charge\", \"amount\": 17246, \"currency\": \"cad\", \"payment_intent\": \"pi_1\", \"metadata\": {\"order\": \"CER-1\"}}"),
                entry("txn_2", "stripe_fee", "null")))));
        STRIPE.stubFor(get(urlPathEqualTo("/v1/balance_transactions")).withQueryParam("starting_after", equalTo("txn_2")).willReturn(okJson(page(false,
                entry("txn_3", "refund", "{\"id\": \"re_1\", \"object\": \"refund\", \"amount\": 1000, \"currency\": \"cad\", \"payment_intent\": \"pi_1\", \"metadata\": {}}"),
                entry("txn_4", "payout", "{\"id\": \"po_1\", \"object\": \"payout\", \"amount\": 16000, \"currency\": \"cad\"}"),
                entry("txn_5", "adjustment", "{\"id\": \"dp_1\", \"object\": \"dispute\", \"amount\": 100, \"currency\": \"cad\"}")))));
        Instant at = Instant.ofEpochSecond(1_795_619_000);
        // The day on which summer time ends has twenty-five hours.
        assertThat(gateway.booked(LocalDate.parse("2026-11-01"))).containsExactly(new Booked("PAYMENT", "pi_1", "pi_1", "CER-1", 17_246, "CAD", at), new Booked("REFUND", "re_1", "pi_1", null, 1000, "CAD", at));
        STRIPE.verify(2, getRequestedFor(urlPathEqualTo("/v1/balance_transactions")).withQueryParam("created[gte]", equalTo(String.valueOf(Instant.parse("2026-11-01T04:00:00Z").getEpochSecond())))
                .withQueryParam("created[lt]", equalTo(String.valueOf(Instant.parse("2026-11-02T05:00:00Z").getEpochSecond()))).withQueryParam("limit", equalTo("100"))
                .withQueryParam("expand[0]", equalTo("data.source")));
    }

    @Test
    void aListThatBreaksOffIsNoList() {
        STRIPE.stubFor(get(urlPathEqualTo("/v1/balance_transactions")).withQueryParam("starting_after", absent()).willReturn(okJson(page(true, entry("txn_2", "stripe_fee", "null")))));
        STRIPE.stubFor(get(urlPathEqualTo("/v1/balance_transactions")).withQueryParam("starting_after", equalTo("txn_2")).willReturn(error(500, "api_error", "")));
        assertThatThrownBy(() -> gateway.booked(LocalDate.parse("2026-11-25"))).isInstanceOf(GatewayUnreachable.class);
        STRIPE.stubFor(get(urlPathEqualTo("/v1/balance_transactions")).withQueryParam("starting_after", equalTo("txn_2")).willReturn(okJson(page(true))));
        assertThatThrownBy(() -> gateway.booked(LocalDate.parse("2026-11-25"))).isInstanceOf(GatewayUnreachable.class);
    }

    @Test
    void readsItsNotices() throws Exception {
        String body = "{\"id\": \"evt_1\", \"object\": \"event\", \"created\": %d, \"type\": \"checkout.session.expired\", \"data\": {\"object\": %s}}"
                .formatted(NOW.getEpochSecond(), session("expired", "unpaid", "null"));
        String signature = "t=%d,v1=%s".formatted(NOW.getEpochSecond(), Webhook.Util.computeHmacSha256(WEBHOOK_SECRET, NOW.getEpochSecond() + "." + body));
        assertThat(gateway.verify(body.getBytes(StandardCharsets.UTF_8), signature).outcome().orElseThrow().state()).isEqualTo(State.EXPIRED);
        assertThat(gateway.name()).isEqualTo("stripe");
    }

    private List<ThrowingCallable> everyCall() {
        return List.of(() -> gateway.createSession(order()), () -> gateway.query("cs_test_1"), () -> gateway.refund(new NewRefund("r", "pi_1", 1000)),
                () -> gateway.queryRefund("re_1"), () -> gateway.booked(LocalDate.parse("2026-11-25")));
    }

    private static ResponseDefinitionBuilder error(int status, String type, String code) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withHeader("Request-Id", "req_1").withBody(ERROR.formatted(type, code));
    }

    private static String session(String status, String paymentStatus, String payment) {
        return OPEN_SESSION.replace("\"payment_intent\": null", "\"payment_intent\": " + payment.strip()).replace("\"unpaid\"", "\"" + paymentStatus + "\"").replace("\"open\"", "\"" + status + "\"");
    }

    private static String page(boolean more, String... entries) {
        return "{\"object\": \"list\", \"url\": \"/v1/balance_transactions\", \"has_more\": %s, \"data\": [%s]}".formatted(more, String.join(", ", entries));
    }

    private static String entry(String id, String type, String source) {
        return "{\"id\": \"%s\", \"object\": \"balance_transaction\", \"amount\": 1, \"currency\": \"cad\", \"created\": 1795619000, \"type\": \"%s\", \"source\": %s}".formatted(id, type, source);
    }

    /** The fields of the latest POST. */
    private static List<String> form() {
        var fields = new ArrayList<String>();
        var requests = STRIPE.findAll(postRequestedFor(com.github.tomakehurst.wiremock.client.WireMock.anyUrl()));
        for (String field : requests.get(requests.size() - 1).getBodyAsString().split("&")) fields.add(URLDecoder.decode(field, StandardCharsets.UTF_8));
        return fields;
    }
}
