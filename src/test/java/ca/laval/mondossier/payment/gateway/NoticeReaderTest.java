package ca.laval.mondossier.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.payment.gateway.PaymentGateway.DisputeState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.Notice;
import ca.laval.mondossier.payment.gateway.PaymentGateway.NoticeRefused;
import ca.laval.mondossier.payment.gateway.PaymentGateway.RefundState;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices in the form of Stripe's published specification: who may send them, and what each kind means. */
class NoticeReaderTest {
    private static final String SECRET = "whsec_of_the_test";
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final String SESSION = """
            {"id": "cs_1", "object": "checkout.session", "amount_total": 17246, "currency": "cad", "client_reference_id": "CER-2026-000123-7.1",
             "metadata": {"order": "CER-2026-000123-7.1", "attempt": "CER-2026-000123-7.1-2"}, "payment_intent": "pi_1", "payment_status": "%s", "status": "%s"}""";

    private final NoticeReader reader = new NoticeReader(SECRET, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aPaidSession() throws Exception {
        Notice notice = read("checkout.session.completed", SESSION.formatted("paid", "complete"));
        assertThat(notice.id()).isEqualTo("evt_1");
        assertThat(notice.type()).isEqualTo("checkout.session.completed");
        assertThat(notice.at()).isEqualTo(Instant.parse("2026-11-25T14:59:00Z"));
        var outcome = notice.outcome().orElseThrow();
        assertThat(outcome).isEqualTo(new PaymentGateway.Outcome("cs_1", "pi_1", "CER-2026-000123-7.1", "CER-2026-000123-7.1-2", State.CAPTURED, 17_246, "CAD", null, null, null, notice.at()));
        assertThat(notice.refund()).isEmpty();
        assertThat(notice.dispute()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"checkout.session.completed, unpaid, complete, OPEN", "checkout.session.async_payment_succeeded, paid, complete, CAPTURED",
            "checkout.session.async_payment_failed, unpaid, complete, DECLINED", "checkout.session.expired, unpaid, expired, EXPIRED"})
    void whatBecameOfASession(String type, String paymentStatus, String status, State state) throws Exception {
        assertThat(read(type, SESSION.formatted(paymentStatus, status)).outcome().orElseThrow().state()).isEqualTo(state);
    }

    @Test
    void aDeclinedCardNamesThePaymentAndWhatWeGaveWithIt() throws Exception {
        var outcome = read("payment_intent.payment_failed", """
                {"id": "pi_1", "object": "payment_intent", "amount": 4500, "currency": "cad", "status": "requires_payment_method",
                 "metadata": {"order": "CER-1", "attempt": "CER-1-1"}, "last_payment_error": {"code": "card_declined", "decline_code": "insufficient_funds"}}""").outcome().orElseThrow();
        assertThat(outcome.state()).isEqualTo(State.DECLINED);
        assertThat(outcome.session()).isNull();
        assertThat(outcome.payment()).isEqualTo("pi_1");
        assertThat(outcome.key()).isEqualTo("CER-1-1");
        assertThat(outcome.amountCents()).isEqualTo(4500);
    }

    @ParameterizedTest
    @CsvSource({"refund.created, pending, PENDING", "refund.updated, succeeded, CONFIRMED", "charge.refund.updated, requires_action, PENDING", "refund.failed, failed, REFUSED",
            "refund.updated, canceled, REFUSED"})
    void refunds(String type, String status, RefundState state) throws Exception {
        var refund = read(type, "{\"id\": \"re_1\", \"object\": \"refund\", \"amount\": 1000, \"currency\": \"cad\", \"payment_intent\": \"pi_1\", \"status\": \"%s\"}".formatted(status)).refund();
        assertThat(refund).contains(new PaymentGateway.Refund("re_1", "pi_1", state, 1000));
    }

    @Test
    void aRefundedChargeSaysWhichRefundOnlyInOldVersions() throws Exception {
        assertThat(read("charge.refunded", "{\"id\": \"ch_1\", \"object\": \"charge\", \"amount_refunded\": 1000}").refund()).isEmpty();
        assertThat(read("charge.refunded", """
                {"id": "ch_1", "object": "charge", "refunds": {"data": [{"id": "re_1", "amount": 1000, "payment_intent": "pi_1", "status": "succeeded"}]}}""").refund())
                .contains(new PaymentGateway.Refund("re_1", "pi_1", RefundState.CONFIRMED, 1000));
    }

    @ParameterizedTest
    @CsvSource({"charge.dispute.created, needs_response, OPENED", "charge.dispute.created, warning_needs_response, OPENED", "charge.dispute.closed, won, WON",
            "charge.dispute.closed, lost, LOST", "charge.dispute.closed, warning_closed, WON"})
    void disputes(String type, String status, DisputeState state) throws Exception {
        assertThat(read(type, "{\"id\": \"dp_1\", \"object\": \"dispute\", \"amount\": 4500, \"payment_intent\": \"pi_1\", \"status\": \"%s\"}".formatted(status)).dispute())
                .contains(new PaymentGateway.Dispute("dp_1", "pi_1", state, 4500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer.created", "payment_intent.succeeded", "something.new"})
    void anotherKindMeansNothing(String type) throws Exception {
        Notice notice = read(type, "{\"id\": \"x\"}");
        assertThat(notice.outcome()).isEmpty();
        assertThat(notice.refund()).isEmpty();
        assertThat(notice.dispute()).isEmpty();
    }

    @Test
    void onlyTheProvidersSignatureCounts() throws Exception {
        String body = event("customer.created", "{\"id\": \"x\"}");
        String good = hmac(SECRET, NOW, body);
        assertThat(reader.read(bytes(body), "t=%d,v1=%s".formatted(NOW.getEpochSecond(), good)).id()).isEqualTo("evt_1");
        // While a secret is replaced, Stripe signs with both; v0 is for its tests.
        assertThat(reader.read(bytes(body), "t=%d,v1=%s,v0=abc,v1=%s".formatted(NOW.getEpochSecond(), hmac("whsec_old", NOW, body), good)).id()).isEqualTo("evt_1");

        refused(body, null, "not signed");
        refused(body, " ", "not signed");
        refused(body, "t=%d,v1=%s".formatted(NOW.getEpochSecond(), hmac("whsec_other", NOW, body)), "not the provider's");
        refused(body, "t=%d,v0=%s".formatted(NOW.getEpochSecond(), good), "not the provider's");
        refused(body + " ", "t=%d,v1=%s".formatted(NOW.getEpochSecond(), good), "not the provider's");
        refused(body, "t=%d,v1=%s".formatted(NOW.getEpochSecond() + 1, good), "not the provider's");
        for (String garbage : new String[] {"garbage", "t=,v1=", "t=x,v1=" + good, "v1=" + good, "t=99999999999999999999,v1=" + good, ",,,", "=", "t", "t=1", "v1",
                "t=%d".formatted(NOW.getEpochSecond()), "\u0000é=", "t=-1,v1=" + hmac(SECRET, Instant.ofEpochSecond(-1), body)}) {
            refused(body, garbage, "not the provider's");
        }
    }

    @Test
    void fiveMinutesAreBetweenSigningAndReading() throws Exception {
        String body = event("customer.created", "{\"id\": \"x\"}");
        for (int seconds : new int[] {-300, 0, 300}) assertThat(reader.read(bytes(body), signed(body, NOW.plusSeconds(seconds))).id()).isEqualTo("evt_1");
        refused(body, signed(body, NOW.minus(Duration.ofSeconds(301))), "too old");
        refused(body, signed(body, NOW.plus(Duration.ofSeconds(301))), "time to come");
        // A second, younger time in the header makes an old notice no younger.
        refused(body, signed(body, NOW.minus(Duration.ofDays(1))) + ",t=" + NOW.getEpochSecond(), "too old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{}", "{\"id\": \"evt_1\", \"type\": \"checkout.session.completed\"}", "{\"id\": 1, \"type\": \"x\", \"created\": 1, \"data\": {\"object\": {}}}",
            "{\"id\": \"e\", \"type\": \"x\", \"created\": \"soon\", \"data\": {\"object\": {}}}", "{\"id\": \"e\", \"type\": \"x\", \"created\": 99999999999999999, \"data\": {\"object\": {}}}",
            "{\"id\": \"e\", \"type\": \"checkout.session.completed\", \"created\": 1, \"data\": {\"object\": {\"id\": \"cs\", \"amount_total\": 1.5, \"currency\": \"cad\", \"status\": \"open\", \"payment_status\": \"paid\"}}}",
            "{\"id\": \"e\", \"type\": \"checkout.session.completed\", \"created\": 1, \"data\": {\"object\": {\"id\": \"cs\", \"currency\": \"cad\", \"status\": \"open\", \"payment_status\": \"paid\"}}}",
            "{\"id\": \"e\", \"type\": \"refund.updated\", \"created\": 1, \"data\": {\"object\": {}}}", "{\"id\":\"e\",\"type\":\"x\",\"created\":1,\"data\":{\"object\":{}}} {}"})
    void whatIsSignedButMakesNoSenseIsRefused(String body) throws Exception {
        refused(body, signed(body, NOW), "cannot be read");
    }

    @Test
    void whatIsNoTextOrTooDeepIsRefused() throws Exception {
        assertThatThrownBy(() -> reader.read(new byte[] {(byte) 0xff, (byte) 0xfe}, signed("", NOW))).isInstanceOf(NoticeRefused.class);
        String deep = "[".repeat(50_000) + "]".repeat(50_000);
        refused(deep, signed(deep, NOW), "cannot be read");
    }

    private Notice read(String type, String object) throws Exception {
        String body = event(type, object);
        return reader.read(bytes(body), signed(body, NOW));
    }

    private void refused(String body, String signature, String why) {
        assertThatThrownBy(() -> reader.read(bytes(body), signature), "%s", signature).isInstanceOf(NoticeRefused.class).hasMessageContaining(why)
                .hasMessageNotContaining(SECRET).hasNoCause();
    }

    private static String event(String type, String object) {
        return "{\"id\": \"evt_1\", \"object\": \"event\", \"api_version\": \"2019-01-01\", \"created\": %d, \"type\": \"%s\", \"data\": {\"object\": %s}}"
                .formatted(NOW.minusSeconds(60).getEpochSecond(), type, object);
    }

    private static String signed(String body, Instant at) throws Exception {
        return "t=%d,v1=%s".formatted(at.getEpochSecond(), hmac(SECRET, at, body));
    }

    private static String hmac(String secret, Instant at, String body) throws Exception {
        return Webhook.Util.computeHmacSha256(secret, at.getEpochSecond() + "." + body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
