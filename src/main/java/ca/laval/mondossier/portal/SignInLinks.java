package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.ContactText;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One-time sign-in links: 15 minutes, once, five an hour to one address. The table keeps a digest, so a copy of it signs nobody in. */
@Component
class SignInLinks implements OneTimeTokenService {
    static final Duration VALID_FOR = Duration.ofMinutes(15);
    static final int PER_ADDRESS_AND_HOUR = 5;

    /** Stands in for a link that is not sent; the page that answers is the same. */
    static final String NOT_SENT = "not-sent";

    private final JdbcClient db;
    private final Clock clock;
    private final PageLanguage language;
    private final SecureRandom random = new SecureRandom();

    SignInLinks(JdbcClient db, Clock clock, PageLanguage language) {
        this.db = db;
        this.clock = clock;
        this.language = language;
    }

    /** A request for a link, with the declaration for English that its session holds. */
    static class LinkRequest extends GenerateOneTimeTokenRequest {
        private final Long attestationId;

        LinkRequest(String email, Long attestationId) {
            super(email, VALID_FOR);
            this.attestationId = attestationId;
        }
    }

    /** Null, so that the sign-in page answers, when there is no good address in the form. */
    GenerateOneTimeTokenRequest requestOf(HttpServletRequest request) {
        var attestation = language.attestation(request.getSession(false));
        return address(request.getParameter("email")).map(email -> new LinkRequest(email, attestation == null ? null : attestation.id())).orElse(null);
    }

    static Optional<String> address(String typed) {
        return typed == null ? Optional.empty() : ContactText.email(typed.strip()).map(email -> email.toLowerCase(Locale.ROOT));
    }

    @Override
    @Transactional
    public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
        Instant now = clock.instant();
        String email = request.getUsername();
        // Two requests for one address wait for each other, so that the count below holds.
        db.sql("select pg_advisory_xact_lock(hashtext('sign-in ' || :email))").param("email", email).query().singleRow();
        db.sql("delete from sign_in_link where created_at < :yesterday").param("yesterday", Timestamp.from(now.minus(Duration.ofDays(1)))).update();
        String token = newToken();
        int stored = db.sql("""
                insert into sign_in_link (token_digest, email, attestation_id, created_at, expires_at)
                select :digest, :email, :attestation, :now, :expires
                where (select count(*) from sign_in_link where email = :email and created_at > :hourAgo) < :most""")
                .param("digest", digest(token)).param("email", email)
                .param("attestation", request instanceof LinkRequest link ? link.attestationId : null, java.sql.Types.BIGINT)
                .param("now", Timestamp.from(now), java.sql.Types.TIMESTAMP).param("expires", Timestamp.from(now.plus(VALID_FOR)), java.sql.Types.TIMESTAMP)
                .param("hourAgo", Timestamp.from(now.minus(Duration.ofHours(1)))).param("most", PER_ADDRESS_AND_HOUR)
                .update();
        return new DefaultOneTimeToken(stored == 1 ? token : NOT_SENT, email, now.plus(VALID_FOR));
    }

    @Override
    public OneTimeToken consume(OneTimeTokenAuthenticationToken authentication) {
        return use(authentication.getTokenValue()).map(link -> new DefaultOneTimeToken(authentication.getTokenValue(), link.email(), clock.instant()))
                .orElse(null);
    }

    /** Uses a link up; empty when it is unknown, used or too old. */
    Optional<UsedLink> use(String token) {
        if (token == null) return Optional.empty();
        return db.sql("update sign_in_link set used_at = :now where token_digest = :digest and used_at is null and expires_at > :now returning email, attestation_id")
                .param("now", Timestamp.from(clock.instant())).param("digest", digest(token))
                .query((row, i) -> new UsedLink(row.getString(1), row.getObject(2, Long.class))).optional();
    }

    /** Whether a link still signs in; looking does not use it up. */
    boolean works(String token) {
        return token != null && db.sql("select exists (select from sign_in_link where token_digest = :digest and used_at is null and expires_at > :now)")
                .param("digest", digest(token)).param("now", Timestamp.from(clock.instant())).query(Boolean.class).single();
    }

    record UsedLink(String email, Long attestationId) {
    }

    private String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
