package ca.laval.mondossier.letters;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Puts mail on its way: by SMTP when SPRING_MAIL_HOST is set, into the demonstration's mailbox under `demo`, otherwise not at all. */
@Component
public class Mailer {
    /** The demonstration's mailbox that always refuses, so that operators can practise with an incident. */
    static final String ALWAYS_REFUSES = "boite-pleine@example.org";

    private final JavaMailSender smtp;
    private final boolean demo;
    private final JdbcClient db;
    private final Clock clock;
    private final String from;

    Mailer(ObjectProvider<JavaMailSender> smtp, Environment environment, JdbcClient db, Clock clock, @Value("${mondossier.mail-from}") String from) {
        this.smtp = smtp.getIfAvailable();
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.db = db;
        this.clock = clock;
        this.from = from;
    }

    /** Whether mail gets anywhere. */
    public boolean delivers() {
        return smtp != null || demo;
    }

    /** Whether mail to this address leaves for another machine: it can be refused there, and cannot be taken back with the transaction. */
    boolean leavesTheHouse(String to) {
        return smtp != null || to.equals(ALWAYS_REFUSES);
    }

    /** Sends a plain-text mail; a {@link org.springframework.mail.MailException} when the mail server does not take it. */
    public void send(String to, String subject, String body, String messageId) {
        if (smtp != null) {
            smtp.send(message(to, subject, body, messageId));
        } else if (demo) {
            if (to.equals(ALWAYS_REFUSES)) throw new MailSendException("The demonstration's mailbox " + to + " is full, always");
            db.sql("insert into demo_mail (recipient, subject, body, at) values (:to, :subject, :body, :now)")
                    .param("to", to).param("subject", subject).param("body", body).param("now", Timestamp.from(clock.instant())).update();
        } else {
            throw new IllegalStateException("No mail server: set SPRING_MAIL_HOST");
        }
    }

    /** Of the sender, for Message-IDs. */
    public String domain() {
        String address = from.replaceAll(".*<|>.*", "");
        return address.substring(address.indexOf('@') + 1);
    }

    private MimeMessage message(String to, String subject, String body, String messageId) {
        try {
            var mime = new FixedIdMessage(messageId);
            var helper = new MimeMessageHelper(mime, StandardCharsets.UTF_8.name());
            helper.setFrom(new InternetAddress(from));
            helper.setTo(to);
            helper.setSubject(subject);
            helper.setText(body);
            // Nobody's holiday reply should answer the city's machine.
            mime.setHeader("Auto-Submitted", "auto-generated");
            return mime;
        } catch (MessagingException e) {
            throw new MailPreparationException("The mail " + messageId + " cannot be written", e);
        }
    }

    /** Jakarta Mail gives each message a new Message-ID when it is saved; a repeated letter must keep its own. */
    private static class FixedIdMessage extends MimeMessage {
        private final String id;

        FixedIdMessage(String id) {
            super((jakarta.mail.Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
