package ca.laval.mondossier.portal;

import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.letters.Mailer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.stereotype.Component;

/** Sends the sign-in link: in French, with English below for people who declared an exception. */
@Component
class SignInMail implements OneTimeTokenGenerationSuccessHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignInMail.class);

    private final Mailer mailer;
    private final Words words;
    private final PageLanguage language;
    private final String baseUrl;

    SignInMail(Mailer mailer, Words words, PageLanguage language, @Value("${mondossier.base-url}") String baseUrl) {
        this.mailer = mailer;
        this.words = words;
        this.language = language;
        this.baseUrl = baseUrl;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, OneTimeToken token) throws IOException {
        if (!token.getTokenValue().equals(SignInLinks.NOT_SENT)) {
            try {
                send(token, language.of(request));
            } catch (MailException | IllegalStateException e) {
                // Not the message: a mail server names the address in it.
                LOG.error("A sign-in link could not be sent: {}", e.getClass().getSimpleName());
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                return;
            }
        }
        response.sendRedirect(request.getContextPath() + "/sign-in/sent");
    }

    private void send(OneTimeToken token, Language spoken) {
        var french = words.common(Language.FR);
        String link = baseUrl + "/sign-in/link?token=" + token.getTokenValue();
        String subject = french.get("signIn.mail.subject");
        String body = french.get("signIn.mail.body", link);
        if (spoken == Language.EN) {
            var english = words.common(Language.EN);
            subject += " / " + english.get("signIn.mail.subject");
            body += "\n\n----------------------------------------\n\n" + english.get("signIn.mail.body", link);
        }
        String domain = mailer.domain();
        mailer.send(token.getUsername(), subject, body + "\n", "<%s@%s>".formatted(UUID.randomUUID(), domain));
    }
}
