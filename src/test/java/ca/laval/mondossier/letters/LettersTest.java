package ca.laval.mondossier.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Letters through a real mail server, which is sometimes down. */
class LettersTest extends ApplicationTest {
    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private LetterWording wording;
    @Autowired
    private Clock clock;
    @Autowired
    private PlatformTransactionManager transactions;
    @Autowired
    private ManagementService management;
    @Autowired
    private Letters inTheDemo;

    private GreenMail server;
    private Letters letters;

    @BeforeEach
    void startMailServer() {
        server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP).dynamicPort());
        server.start();
        letters = bySmtp(server.getSmtp().getPort());
    }

    @AfterEach
    void stopMailServer() {
        server.stop();
    }

    @Test
    void aLetterIsSentOnceInFrenchAndIsInTheFile() throws Exception {
        String number = file("fr", "jean-guy@example.org");
        send(letters, number, "serviceTask_sendApproval", "approved", Map.of("program", "BARIL_EAU_PLUIE", "amount", 6_499L));

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("jean-guy@example.org");
        assertThat(mail.getSubject()).contains(number).doesNotContain("64,99");
        assertThat(mail.getContent().toString()).contains("64,99\u00a0$", "Baril d’eau de pluie").doesNotContain("{{", "Hello");
        assertThat(mail.getMessageID()).isEqualTo("<" + number + ".serviceTask_sendApproval.1@laval.ca>");
        assertThat(letters.of(new CaseNumber(number))).singleElement().satisfies(letter -> {
            assertThat(letter.status()).isEqualTo("SENT");
            assertThat(letter.body().strip()).isEqualToNormalizingNewlines(mail.getContent().toString().strip());
        });
    }

    @Test
    void englishStandsBelowFrenchForWhomItWasAttested() throws Exception {
        String number = file("en", "sofia@example.org");
        send(letters, number, "serviceTask_sendRefusal", "refused", Map.of("program", "COUCHES_LAVABLES", "reasons", "MIN_QUANTITY"));

        String body = server.getReceivedMessages()[0].getContent().toString();
        assertThat(body.indexOf("Bonjour")).isBetween(0, body.indexOf("Hello"));
    }

    @Test
    void withTheMailServerDownTheLetterIsInTheFileAndSaysSoAndIsSentLaterUnderTheSameMessageId() throws Exception {
        String number = file("fr", "amelie@example.org");
        int port = server.getSmtp().getPort();
        server.stop();
        assertThatThrownBy(() -> send(letters, number, "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"))).isInstanceOf(Letters.LetterNotSentException.class);
        Letter waiting = letters.of(new CaseNumber(number)).get(0);
        assertThat(waiting.status()).isEqualTo("NOT_DELIVERED_YET");

        server = new GreenMail(new ServerSetup(port, null, ServerSetup.PROTOCOL_SMTP));
        server.start();
        send(letters, number, "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"));
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo(waiting.messageId());
        assertThat(letters.of(new CaseNumber(number))).singleElement().extracting(Letter::status).isEqualTo("SENT");
    }

    @Test
    void aStepThatIsUndoneAfterTheMailLeftSendsNothingAgainAndTheFileSaysSent() {
        String number = file("fr", "lucie@example.org");
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            letters.send(number, "subsidy-application", "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"));
            throw new IllegalStateException("the machine stops here");
        })).hasMessage("the machine stops here");
        // A withdrawal may cancel the step in this moment: what left has left.
        assertThat(letters.of(new CaseNumber(number))).singleElement().extracting(Letter::status).isEqualTo("SENT");

        send(letters, number, "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"));
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(letters.of(new CaseNumber(number))).hasSize(1);
        send(letters, number, "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"));
        assertThat(letters.of(new CaseNumber(number))).extracting(Letter::attempt).as("a later visit to the step").containsExactly(1, 2);
    }

    @Test
    void aCrashBeforeTheSendingIsWrittenDownSendsTheSameLetterAgainAndNoOther() throws Exception {
        String number = file("fr", "lucien@example.org");
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            letters.send(number, "subsidy-application", "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"));
            throw new IllegalStateException("the machine stops here");
        })).hasMessage("the machine stops here");
        db.sql("update letter set status = 'NOT_DELIVERED_YET', sent_at = null where case_number = :number").param("number", number).update();

        send(letters, number, "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"));
        var mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
        assertThat(mails[0].getContent()).isEqualTo(mails[1].getContent());
        assertThat(letters.of(new CaseNumber(number))).hasSize(1);
    }

    @Test
    void aStepThatTheCaseComesBackToWritesANewLetter() {
        String number = file("fr", "fatima@example.org");
        send(letters, number, "serviceTask_sendDocumentsRequest", "documentsMissing", Map.of("program", "COMPOSTEUR", "documents", "INVOICE"));
        send(letters, number, "serviceTask_sendDocumentsRequest", "documentsMissing", Map.of("program", "COMPOSTEUR", "documents", "RESIDENCE_PROOF"));
        assertThat(letters.of(new CaseNumber(number))).extracting(Letter::attempt).containsExactly(1, 2);
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aLetterThatNeverLeftIsNotSentInPlaceOfALaterOne() {
        String number = file("fr", "lise@example.org");
        int port = server.getSmtp().getPort();
        server.stop();
        assertThatThrownBy(() -> send(letters, number, "serviceTask_sendDocumentsRequest", "documentsMissing", Map.of("program", "COMPOSTEUR", "documents", "INVOICE")))
                .isInstanceOf(Letters.LetterNotSentException.class);
        server = new GreenMail(new ServerSetup(port, null, ServerSetup.PROTOCOL_SMTP));
        server.start();
        caseFiles.enter(number, ca.laval.mondossier.casefile.Status.DOCUMENTS_MISSING);
        send(letters, number, "serviceTask_sendDocumentsRequest", "documentsMissing", Map.of("program", "COMPOSTEUR", "documents", "RESIDENCE_PROOF"));
        assertThat(letters.of(new CaseNumber(number))).extracting(Letter::status).containsExactly("NOT_DELIVERED_YET", "SENT");
        assertThat(letters.of(new CaseNumber(number)).get(1).body()).contains("résidence");
    }

    @Test
    void whoGaveNoAddressFindsTheLetterInTheFile() {
        String number = file("fr", null);
        send(letters, number, "serviceTask_sendReceipt", "received", Map.of("program", "COMPOSTEUR"));
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(letters.of(new CaseNumber(number))).singleElement().extracting(Letter::status).isEqualTo("IN_FILE");
    }

    @Test
    void aMailboxThatAlwaysRefusesBecomesAnIncidentAfterThreeAttempts() {
        String number = file("fr", Mailer.ALWAYS_REFUSES);
        for (int attempt = 1; attempt <= 3; attempt++) {
            String job = management.createJobQuery().processInstanceId(instance(number)).singleResult().getId();
            assertThatThrownBy(() -> management.executeJob(job)).isInstanceOf(Letters.LetterNotSentException.class);
        }
        assertThat(runtime.createIncidentQuery().processInstanceId(instance(number)).singleResult().getIncidentMessage()).contains("full").doesNotContain(Mailer.ALWAYS_REFUSES);
        assertThat(inTheDemo.of(new CaseNumber(number))).singleElement().extracting(Letter::status).isEqualTo("NOT_DELIVERED_YET");
    }

    private String instance(String number) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId();
    }

    private String file(String language, String email) {
        return caseFiles.receive(new CaseFiles.Application("subsidy-application", "SUB", 30, null, "karine", "COUNTER", language, email, "Zoé Test",
                "1, rue Test", Map.of(), Map.of("program", "COMPOSTEUR")));
    }

    private void send(Letters letters, String number, String step, String name, Map<String, Object> facts) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> letters.send(number, "subsidy-application", step, name, facts));
    }

    private Letters bySmtp(int port) {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        var provider = new org.springframework.beans.factory.support.StaticListableBeanFactory(Map.of("smtp", smtp))
                .getBeanProvider(org.springframework.mail.javamail.JavaMailSender.class);
        return new Letters(db, clock, caseFiles, wording, new Mailer(provider, new MockEnvironment(), db, clock, "Ville de Laval <mondossier@laval.ca>"), transactions);
    }
}
