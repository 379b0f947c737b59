package ca.laval.mondossier.certificate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.FormCheck;
import ca.laval.mondossier.catalogue.FormWords;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.catalogue.Words;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** What people, programs and hostile hands may send, and what the city answers. */
class CertificateBadInputTest extends CertificateTest {
    @Autowired
    private Catalogue services;
    @Autowired
    private FormCheck forms;
    @Autowired
    private Words words;
    @Autowired
    private RepositoryService repository;

    @Test
    void twentySixPropertiesAreOneTooMany() {
        var form = services.service("certificate-request").startForm();
        String tooMany = IntStream.rangeClosed(1, 26).mapToObj(n -> n + ", rue du Test").collect(Collectors.joining("\n"));
        var problems = forms.answers(form, Map.of("properties", tooMany)).problems().stream().filter(problem -> problem.key().equals("properties")).toList();
        assertThat(problems).hasSize(1);
        assertThat(new FormWords(form, words.of("certificate-request", Language.FR)).message(problems.get(0))).isEqualTo("Pour quels immeubles\u00a0: donnez au plus 25 lignes, une réponse par ligne.");
        assertThat(new FormWords(form, words.of("certificate-request", Language.EN)).message(problems.get(0))).isEqualTo("For which properties: give at most 25 lines, one answer per line.");
        assertThat(forms.answers(form, Map.of("properties", tooMany.replace("26, rue du Test", "1,  RUE du test \n\n"))).problems()).noneMatch(problem -> problem.key().equals("properties"));
    }

    @Test
    void garbageIsALineThatAPersonLooksFor() {
        String hostile = "'; drop table certificate_line; -- <script>alert(1)</script>";
        String number = order(List.of("CONF_TAXES"), List.of(hostile, "////", "8546-45-9730-9-999-9999"));
        runJobs();
        pay(number);
        assertThat(lines.of(number)).hasSize(3).allMatch(line -> line.isOpen() && line.matricule() == null);
        assertThat(lines.of(number).get(0).asked()).isEqualTo(hostile);
        assertThat(db.sql("select string_agg(detail, ' ' order by line) from payment_line where order_number like :number").param("number", number + "%").query(String.class).single())
                .as("what the provider reads").isEqualTo("#1 #2 #3");
    }

    @Test
    void theAgentCannotEndTheTaskWhileALineIsOpen() {
        String number = order(List.of("ATTEST_ZONAGE"), List.of("1", "2").stream().map(word -> roll.suggest(word).get(0).shownMatricule()).toList());
        runJobs();
        pay(number);
        prepare(number, 1);
        assertThatThrownBy(() -> task("patrick", number, "userTask_prepareCertificates", Map.of("everyLineFinished", true)))
                .isInstanceOf(SubmissionRefusedException.class).hasMessageContaining("Lines to finish on the page of the order: 1.");
        prepare(number, 2);
        tasks.setAssignee(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId(), null);
        task("patrick", number, "userTask_prepareCertificates", Map.of("everyLineFinished", true));
    }

    @Test
    void whoPreparedALineDoesNotSignIt() {
        String number = order(List.of("ATTEST_ZONAGE"), List.of(roll.suggest("1").get(0).shownMatricule()));
        runJobs();
        pay(number);
        lines.prepare(number, 1, "Conforme.", null, "josee");
        task("patrick", number, "userTask_prepareCertificates", Map.of("everyLineFinished", true));
        assertThatThrownBy(() -> task("josee", number, "userTask_signCertificates", Map.of("signDecision", "sign")))
                .isInstanceOf(SubmissionRefusedException.class).hasMessageContaining("Somebody else must sign");
        assertThatThrownBy(() -> lines.sign(number, "josee")).as("not even past the task").isInstanceOf(DataAccessException.class);
        assertThat(states(number)).containsExactly("PREPARED");
    }

    @Test
    void noLineGoesAWayThatIsNotDrawn() {
        String number = order(List.of("CONF_TAXES"), List.of(roll.suggest("1").get(0).shownMatricule()));
        runJobs();
        for (String to : List.of("ISSUED", "PREPARED", "SIGNED", "REFUNDED", "FEE_KEPT", "NOT_ISSUED")) {
            assertThatThrownBy(() -> db.sql("update certificate_line set state = :to where case_number = :number").param("to", to).param("number", number).update())
                    .as(to).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> db.sql("update certificate_line set fee_cents = 1 where case_number = :number").param("number", number).update())
                .isInstanceOf(DataAccessException.class).hasMessageContaining("cannot change");
        pay(number);
        assertThat(states(number)).containsExactly("ISSUED");
        assertThatThrownBy(() -> db.sql("update certificate_line set state = 'PAID', document = null where case_number = :number").param("number", number).update())
                .isInstanceOf(DataAccessException.class).hasMessageContaining("cannot go from ISSUED to PAID");
    }

    @Test
    void afterTheTaskIsOverNothingChanges() {
        String number = order(List.of("ATTEST_ZONAGE"), List.of(roll.suggest("1").get(0).shownMatricule()));
        runJobs();
        pay(number);
        act(number, "prepare");
        act(number, "sign");
        assertThat(states(number)).containsExactly("ISSUED");
        assertThatThrownBy(() -> lines.close(number, 1, "PROPERTY_NOT_FOUND", null, "patrick")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lines.reopen(number, 1, "patrick")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lines.prepare(number, 1, "x", null, "patrick")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> caseFiles.withdraw(new CaseNumber(number), null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPaidOrderIsNotWithdrawn() {
        String number = order(List.of("ATTEST_ZONAGE"), List.of(roll.suggest("1").get(0).shownMatricule()));
        runJobs();
        pay(number);
        assertThatThrownBy(() -> caseFiles.withdraw(new CaseNumber(number), null)).isInstanceOf(IllegalStateException.class);
        assertThat(status(number)).isEqualTo("UNDER_REVIEW");
    }

    /** An owner makes statements free of charge: nobody is sent to the provider for nothing. */
    @Test
    void anOrderOfNothingToPaySkipsThePayment() throws IOException {
        String table = Files.readString(Path.of("processes/certificate-request/certificate-type.dmn"), StandardCharsets.UTF_8).replace("<text>4500</text>", "<text>0</text>");
        var deployment = repository.createDeployment().addString("processes/certificate-request/certificate-type.dmn", table).deploy();
        try {
            String number = order(List.of("CONF_TAXES"), List.of(roll.suggest("1").get(0).shownMatricule(), "nulle part"));
            runJobs();
            assertThat(db.sql("select count(*) from payment_order where case_number = :number").param("number", number).query(Integer.class).single()).isZero();
            assertThat(states(number)).containsExactly("ISSUED", "PAID");
            act(number, "notFound");
            assertThat(states(number)).containsExactly("ISSUED", "FEE_KEPT");
            assertThat(isOver(number)).isTrue();
            assertThat(ends(number)).contains("endEvent_partlyIssued");
            assertThat(invariant.troubleAtRest()).isEmpty();
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    /** The form of an open draft may still offer what the table no longer sells. */
    @Test
    void whatIsNoLongerSoldIsNotOrdered() throws IOException {
        String table = Files.readString(Path.of("processes/certificate-request/certificate-type.dmn"), StandardCharsets.UTF_8)
                .replaceFirst("(rule_permitCopyType_out5\">\\s*<text>)true", "$1false");
        var deployment = repository.createDeployment().addString("processes/certificate-request/certificate-type.dmn", table).deploy();
        try {
            String number = order(List.of("COPIE_PERMIS", "CONF_TAXES"), List.of(roll.suggest("1").get(0).shownMatricule()));
            runJobs();
            assertThat(lines.of(number)).hasSize(1).allMatch(line -> line.type().equals("CONF_TAXES"));
            String nothing = order(List.of("COPIE_PERMIS"), List.of(roll.suggest("1").get(0).shownMatricule()));
            runJobs();
            assertThat(ends(nothing)).contains("endEvent_nothingIssued");
            assertThat(letters(nothing)).containsExactly("nothingIssued");
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }
}
