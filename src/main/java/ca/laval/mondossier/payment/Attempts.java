package ca.laval.mondossier.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the attempts. Who changes one holds its order's lock; the table itself lets no state go a way that is not drawn. */
@Component
class Attempts {
    private final JdbcClient db;
    private final Clock clock;

    Attempts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    List<PaymentAttempt> of(String order) {
        return db.sql("select * from payment_attempt where order_number = :order order by attempt").param("order", order).query(Attempts::row).list();
    }

    Optional<PaymentAttempt> find(String order, int attempt) {
        return db.sql("select * from payment_attempt where order_number = :order and attempt = :attempt").param("order", order).param("attempt", attempt).query(Attempts::row).optional();
    }

    Optional<PaymentAttempt> byKey(String key) {
        return db.sql("select * from payment_attempt where idempotency_key = :key").param("key", key).query(Attempts::row).optional();
    }

    Optional<PaymentAttempt> bySession(String provider, String session) {
        return db.sql("select * from payment_attempt where provider = :provider and session = :session").param("provider", provider).param("session", session).query(Attempts::row).optional();
    }

    Optional<PaymentAttempt> byPayment(String provider, String payment) {
        return db.sql("select * from payment_attempt where provider = :provider and payment = :payment").param("provider", provider).param("payment", payment).query(Attempts::row).optional();
    }

    Optional<PaymentAttempt> byReturnCode(String code) {
        return db.sql("select * from payment_attempt where return_code = :code").param("code", code).query(Attempts::row).optional();
    }

    /** The one whose end is not known yet. */
    Optional<PaymentAttempt> live(String order) {
        return of(order).stream().filter(PaymentAttempt::isLive).findFirst();
    }

    /** How often the provider declined since then. */
    int declinedSince(String order, Instant since) {
        return db.sql("select count(*) from payment_step where order_number = :order and to_state = 'DECLINED' and at > :since").param("order", order)
                .param("since", Timestamp.from(since)).query(Integer.class).single();
    }

    PaymentAttempt create(String order, String provider, String language, long cents, String returnCode, Instant expiresAt) {
        return db.sql("""
                insert into payment_attempt (order_number, attempt, idempotency_key, provider, state, language, amount_cents, return_code, opened_at, expires_at, changed_at, changed_by)
                select :order, n, :order || '-' || n, :provider, 'CREATED', :language, :cents, :code, :now, :expires, :now, 'APPLICATION'
                from (select coalesce(max(attempt), 0) + 1 n from payment_attempt where order_number = :order) next returning *""")
                .param("order", order).param("provider", provider).param("language", language).param("cents", cents).param("code", returnCode)
                .param("now", now()).param("expires", Timestamp.from(expiresAt)).query(Attempts::row).single();
    }

    /** Along an edge of the graph. */
    PaymentAttempt move(PaymentAttempt from, String state, String by) {
        return db.sql("update payment_attempt set state = :state, changed_at = :now, changed_by = :by where idempotency_key = :key returning *")
                .param("state", state).param("now", now()).param("by", by).param("key", from.key()).query(Attempts::row).single();
    }

    PaymentAttempt open(PaymentAttempt from, String session, String page, Instant expiresAt, String by) {
        db.sql("update payment_attempt set session = :session, page = coalesce(:page, page), expires_at = coalesce(:expires, expires_at) where idempotency_key = :key")
                .param("session", session).param("page", page).param("expires", expiresAt == null ? null : Timestamp.from(expiresAt), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("key", from.key()).update();
        return move(from, "SESSION_OPEN", by);
    }

    /** Where the session's page is, when a notice was quicker than the answer. */
    PaymentAttempt page(PaymentAttempt attempt, String page, Instant expiresAt) {
        return db.sql("update payment_attempt set page = :page, expires_at = :expires where idempotency_key = :key returning *").param("page", page)
                .param("expires", Timestamp.from(expiresAt)).param("key", attempt.key()).query(Attempts::row).single();
    }

    PaymentAttempt capture(PaymentAttempt from, String payment, Instant at, boolean counted, String by) {
        return db.sql("""
                update payment_attempt set state = 'CAPTURED', captured_cents = amount_cents, captured_at = :at, payment = coalesce(:payment, payment), counted = :counted,
                    changed_at = :now, changed_by = :by where idempotency_key = :key returning *""")
                .param("at", Timestamp.from(at)).param("payment", payment).param("counted", counted).param("now", now()).param("by", by).param("key", from.key())
                .query(Attempts::row).single();
    }

    /** What a receipt says of the card; what is known already stays. */
    void card(PaymentAttempt attempt, String brand, String lastFour, String authorization) {
        db.sql("""
                update payment_attempt set brand = coalesce(brand, :brand), last_four = coalesce(last_four, :four), authorization_code = coalesce(authorization_code, :code)
                where idempotency_key = :key""").param("brand", cut(brand)).param("four", lastFour != null && lastFour.matches("\\d{4}") ? lastFour : null)
                .param("code", cut(authorization)).param("key", attempt.key()).update();
    }

    void settled(PaymentAttempt attempt) {
        db.sql("update payment_attempt set settled_at = :now where idempotency_key = :key and settled_at is null").param("now", now()).param("key", attempt.key()).update();
    }

    /** Whoever may write here, a card number does not fit. */
    private static String cut(String text) {
        return text == null || text.length() > 12 ? null : text;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static PaymentAttempt row(ResultSet row, int index) throws SQLException {
        return new PaymentAttempt(row.getString("order_number"), row.getInt("attempt"), row.getString("idempotency_key"), row.getString("provider"), row.getString("state"),
                row.getString("language"), row.getLong("amount_cents"), row.getString("session"), row.getString("page"), row.getString("payment"), row.getString("brand"),
                row.getString("last_four"), row.getString("authorization_code"), row.getString("return_code"), row.getLong("captured_cents"), row.getLong("refund_cents"),
                row.getBoolean("counted"), instant(row, "opened_at"), instant(row, "expires_at"), instant(row, "captured_at"), instant(row, "settled_at"),
                instant(row, "changed_at"), row.getString("changed_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
