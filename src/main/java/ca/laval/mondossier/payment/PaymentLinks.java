package ca.laval.mondossier.payment;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links for somebody's own phone, shown as a QR code on a public terminal. A link opens the payment of one order and shows its amount and case
 * number, no person; so it asks for no sign-in. It lasts half an hour, and only its digest is kept.
 */
@Component
class PaymentLinks {
    private static final Duration LASTS = Duration.ofMinutes(30);

    private final JdbcClient db;
    private final Clock clock;
    private final String baseUrl;

    PaymentLinks(JdbcClient db, Clock clock, @Value("${mondossier.base-url}") String baseUrl) {
        this.db = db;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /** @param path of its dark squares, for an SVG of `size` squares each way */
    record Code(String link, int size, String path) {
    }

    @Transactional
    public Code create(String order) {
        String token = Checkouts.random();
        db.sql("delete from payment_link where expires_at < :now").param("now", Timestamp.from(clock.instant())).update();
        db.sql("insert into payment_link (token_digest, order_number, created_at, expires_at) values (:digest, :order, :now, :expires)").param("digest", digest(token))
                .param("order", order).param("now", Timestamp.from(clock.instant())).param("expires", Timestamp.from(clock.instant().plus(LASTS))).update();
        return code(baseUrl + "/payments/link/" + token);
    }

    /** The order that a link opens; empty for one that is unknown or old. */
    Optional<String> order(String token) {
        return db.sql("select order_number from payment_link where token_digest = :digest and expires_at > :now").param("digest", digest(token))
                .param("now", Timestamp.from(clock.instant())).query(String.class).optional();
    }

    private static Code code(String link) {
        try {
            BitMatrix dots = new QRCodeWriter().encode(link, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4));
            var path = new StringBuilder();
            for (int y = 0; y < dots.getHeight(); y++) {
                for (int x = 0; x < dots.getWidth(); x++) {
                    if (dots.get(x, y)) path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
            return new Code(link, dots.getWidth(), path.toString());
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
