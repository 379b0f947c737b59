package ca.laval.mondossier.payment.gateway.sandbox;

import static ca.laval.mondossier.payment.gateway.ProviderObjects.KEY;
import static ca.laval.mondossier.payment.gateway.ProviderObjects.ORDER;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the sandbox's notices down, in the very words of Stripe's, for the postman to take away when they are due. */
@Component
@WhenSandbox
class SandboxOutbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient db;

    SandboxOutbox(JdbcClient db) {
        this.db = db;
    }

    void captured(SandboxSession session, Instant due, int times) {
        String event = SandboxIds.event();
        for (int i = 0; i < times; i++) put(event, "checkout.session.completed", session.id(), session(session, "complete", "paid"), due);
    }

    void declined(SandboxSession session, Instant due) {
        ObjectNode payment = JSON.createObjectNode().put("id", session.payment()).put("object", "payment_intent").put("amount", session.amountCents()).put("currency", "cad")
                .put("status", "requires_payment_method");
        payment.putObject("metadata").put(ORDER, session.order()).put(KEY, session.key());
        payment.putObject("last_payment_error").put("code", "card_declined").put("type", "card_error");
        put(SandboxIds.event(), "payment_intent.payment_failed", session.id(), payment, due);
    }

    void expired(SandboxSession session) {
        put(SandboxIds.event(), "checkout.session.expired", session.id(), session(session, "expired", "unpaid"), session.expiresAt());
    }

    /** The page was used: it will not expire. */
    void doesNotExpire(String session) {
        db.sql("delete from sandbox_notice where about = :session and type = 'checkout.session.expired'").param("session", session).update();
    }

    void refunded(String refund, String payment, long amountCents, Instant due) {
        put(SandboxIds.event(), "refund.updated", refund, JSON.createObjectNode().put("id", refund).put("object", "refund").put("payment_intent", payment).put("amount", amountCents)
                .put("currency", "cad").put("status", "succeeded"), due);
    }

    /** @param status `needs_response`, `won` or `lost` */
    void disputed(String dispute, String payment, long amountCents, String status, Instant due) {
        put(SandboxIds.event(), status.equals("needs_response") ? "charge.dispute.created" : "charge.dispute.closed", dispute, JSON.createObjectNode().put("id", dispute)
                .put("object", "dispute").put("payment_intent", payment).put("amount", amountCents).put("currency", "cad").put("status", status), due);
    }

    private static ObjectNode session(SandboxSession session, String status, String paymentStatus) {
        ObjectNode object = JSON.createObjectNode().put("id", session.id()).put("object", "checkout.session").put("client_reference_id", session.order())
                .put("amount_total", session.amountCents()).put("currency", "cad").put("payment_intent", session.payment()).put("status", status)
                .put("payment_status", paymentStatus);
        object.putObject("metadata").put(ORDER, session.order()).put(KEY, session.key());
        return object;
    }

    private void put(String event, String type, String about, ObjectNode object, Instant due) {
        ObjectNode body = JSON.createObjectNode().put("id", event).put("object", "event").put("type", type).put("created", due.getEpochSecond()).put("livemode", false);
        body.putObject("data").set("object", object);
        db.sql("insert into sandbox_notice (event, about, type, body, due_at) values (:event, :about, :type, :body, :due)")
                .param("event", event).param("about", about).param("type", type).param("body", body.toString()).param("due", Timestamp.from(due)).update();
    }
}
