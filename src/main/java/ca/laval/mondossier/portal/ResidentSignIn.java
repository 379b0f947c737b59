package ca.laval.mondossier.portal;

import jakarta.servlet.http.HttpSession;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ott.InvalidOneTimeTokenException;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Turns a used link into a signed-in resident; the first one opens the account. */
@Component
class ResidentSignIn implements AuthenticationProvider {
    private final JdbcClient db;
    private final Clock clock;
    private final SignInLinks links;
    private final Attestations attestations;

    ResidentSignIn(JdbcClient db, Clock clock, SignInLinks links, Attestations attestations) {
        this.db = db;
        this.clock = clock;
        this.links = links;
        this.attestations = attestations;
    }

    @Override
    @Transactional
    public Authentication authenticate(Authentication authentication) {
        var link = links.use(((OneTimeTokenAuthenticationToken) authentication).getTokenValue())
                .orElseThrow(() -> new InvalidOneTimeTokenException("Unknown, used or too old"));
        var resident = new Resident(accountOf(link.email()), link.email());
        if (link.attestationId() != null) attestations.tie(link.attestationId(), resident.id());
        var signedIn = OneTimeTokenAuthenticationToken.authenticated(resident, resident.getAuthorities());
        signedIn.setDetails(authentication.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OneTimeTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** The declaration of this session becomes the resident's; without one, the resident's own comes into the session. */
    void bringLanguage(Resident resident, HttpSession session, PageLanguage language) {
        Attestation declared = language.attestation(session);
        if (declared != null) {
            attestations.tie(declared.id(), resident.id());
        } else {
            attestations.of(resident.id()).ifPresent(attestation -> language.attest(session, attestation));
        }
    }

    /** The account of this address, opened if there is none yet. */
    long accountOf(String email) {
        return db.sql("""
                insert into resident (email, created_at) values (:email, :now)
                on conflict (email) do update set email = excluded.email returning id""")
                .param("email", email).param("now", Timestamp.from(clock.instant())).query(Long.class).single();
    }
}
