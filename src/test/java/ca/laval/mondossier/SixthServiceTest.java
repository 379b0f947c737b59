package ca.laval.mondossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseEvent;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.catalogue.Formats;
import ca.laval.mondossier.catalogue.Language;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.letters.Letter;
import ca.laval.mondossier.letters.Letters;
import ca.laval.mondossier.rules.Models;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A folder of models, forms, words and letters, named in `mondossier.models`, is a service: residents apply for it on the portal, its
 * office decides, letters leave. Nothing in Java knows of it.
 */
class SixthServiceTest extends ApplicationTest {
    private static final LocalDate DAY = LocalDate.now().plusDays(60);
    private static final String[] ANSWERS = {"street", "rue des Érables", "partyDate", DAY.toString(), "closing", "YES", "closingPlan", "Au complet",
        "guests", "40", "budgetCents", "120,50", "insurer", "La Mutuelle", "fullName", "Voisine Exemple", "address", "12, rue des Érables",
        "email", "voisine@example.org", "neighboursAgree", "true"};

    @Autowired
    private ProcessEngine engine;
    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private Letters letters;

    @AfterEach
    void signStaffOut() {
        engine.getIdentityService().clearAuthentication();
    }

    @ParameterizedTest(name = "{0} -> {4}")
    @CsvFileSource(resources = "/paths/street-party.csv", numLinesToSkip = 1)
    void residentsApplyForItAndItsOfficeDecides(String path, String decisions, String statuses, String letter, String end) {
        var resident = resident("voisine@example.org");
        assertThat(resident.get("/").text()).contains("Fête de voisins");
        String number = apply(resident);
        assertThat(number).startsWith("FET-");

        for (String decision : decisions.split(" ")) {
            switch (decision) {
                case "documents" -> {
                    resident.get("/files/" + number);
                    resident.upload("/files/" + number + "/documents", "PLAN", "plan-2.pdf", plan("a better plan"));
                    resident.get("/files/" + number);
                    resident.post("/files/" + number + "/documents/send");
                }
                case "withdraw" -> {
                    resident.get("/files/" + number + "/withdraw");
                    resident.post("/files/" + number + "/withdraw");
                }
                case "rainDateAsked" -> {
                    assertThat(resident.get("/files/" + number).text()).contains("Demander une date de pluie");
                    assertThat(resident.post("/files/" + number + "/actions/rainDateAsked").location()).endsWith("?acted=rainDateAsked");
                    assertThat(resident.get("/files/" + number + "?acted=rainDateAsked").text()).contains("Une date de pluie est demandée");
                }
                default -> decide(number, Map.of("outcome", decision, "message", "Bonjour, voici notre réponse."));
            }
        }
        runJobs(number);

        var file = caseFiles.find(new CaseNumber(number)).orElseThrow();
        assertThat(caseFiles.events(new CaseNumber(number))).extracting(CaseEvent::code).filteredOn(code -> code.startsWith("STATUS."))
                .containsExactly(List.of(statuses.split(" ")).stream().map(status -> "STATUS." + status).toArray(String[]::new));
        assertThat(resident.get("/files/" + number).text())
                .contains(Models.properties(Models.CITY.text("src/main/resources/words/portal_fr.properties")).get("status." + file.status()))
                .contains("Bonjour, voici notre réponse.");
        assertThat(letters.of(new CaseNumber(number))).extracting(Letter::name).isEqualTo(letter == null ? List.of() : List.of(letter));
        assertThat(letters.of(new CaseNumber(number))).allSatisfy(sent -> {
            assertThat(sent.body()).contains(Formats.date(DAY, Language.FR));
            assertThat(sent.subject()).contains(number);
        });
        assertThat(engine.getHistoryService().createHistoricActivityInstanceQuery().activityId(end).finished()
                .processInstanceId(instanceOf(number)).count()).isOne();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(number).count()).isZero();
    }

    @Test
    void itsTaskFormIsCheckedOnTheServer() {
        String number = apply(resident("voisin@example.org"));

        assertThatThrownBy(() -> decide(number, Map.of())).isInstanceOf(SubmissionRefusedException.class)
                .hasMessageContaining("May the party be held: choose an answer.");
        assertThatThrownBy(() -> decide(number, Map.of("outcome", "PERHAPS"))).isInstanceOf(SubmissionRefusedException.class);
        assertThatThrownBy(() -> decide(number, Map.of("outcome", "APPROVED", "budgetCents", 1L))).isInstanceOf(SubmissionRefusedException.class);
        String task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId();
        engine.getIdentityService().setAuthentication("karine", List.of("agent-311"));
        assertThatThrownBy(() -> tasks.handleBpmnError(task, "any")).as("the form is the only way out").isInstanceOf(BadUserRequestException.class);
        engine.getIdentityService().clearAuthentication();
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(number).count()).isOne();
    }

    @Test
    void theProcessKnowsCodesAndAmountsButNoPerson() {
        String number = apply(resident("voisins@example.org"));

        var variables = engine.getRuntimeService().getVariables(instanceOf(number));
        assertThat(variables).containsEntry("closing", "YES").containsEntry("guests", 40L).containsEntry("budgetCents", 12_050L)
                .containsEntry("caseNumber", number).containsKey("partyDate").doesNotContainKeys("fullName", "address", "email", "street");
    }

    private String apply(Browser resident) {
        resident.get("/services/street-party/apply");
        String next = resident.post("/services/street-party/apply", ANSWERS).location();
        while (!next.endsWith("/documents")) {
            resident.get(next);
            next = resident.post(next, ANSWERS).location();
        }
        resident.get(next);
        assertThat(resident.upload(next, "PLAN", "plan.pdf", plan("a plan of the street")).status()).isEqualTo(302);
        String draft = next.replace("/documents", "");
        resident.get(draft + "/check");
        return resident.post(draft + "/send", "declaration", "true").location().replaceAll(".*/files/|\\?.*", "");
    }

    private static byte[] plan(String text) {
        return ("%PDF-1.4\n" + text + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void decide(String number, Map<String, Object> answers) {
        engine.getIdentityService().setAuthentication("karine", List.of("agent-311"));
        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        if (task.getAssignee() == null) tasks.claim(task.getId(), "karine");
        tasks.complete(task.getId(), answers);
        engine.getIdentityService().clearAuthentication();
    }

    private void runJobs(String number) {
        var management = engine.getManagementService();
        for (var jobs = management.createJobQuery().processInstanceId(instanceOf(number)).executable().list(); !jobs.isEmpty();
                jobs = management.createJobQuery().processInstanceId(instanceOf(number)).executable().list()) {
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
    }

    private String instanceOf(String number) {
        return engine.getHistoryService().createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId();
    }
}
