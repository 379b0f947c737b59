package ca.laval.mondossier.engine;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.DemoPayer;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.SealedAnswers;
import ca.laval.mondossier.catalogue.Catalogue;
import ca.laval.mondossier.catalogue.FormCheck;
import ca.laval.mondossier.catalogue.Service;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The demonstration's first cases, from `demo/cases.json`: applied for, with documents, and led on by its people as far as the file says.
 * They go through the same checks as anybody's. Each is made once, before the job executor starts.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "mondossier.demo-cases", havingValue = "true")
class DemoCases implements ApplicationRunner {
    private final JdbcClient db;
    private final Clock clock;
    private final Catalogue catalogue;
    private final FormCheck check;
    private final CaseFiles caseFiles;
    private final Documents documents;
    private final SealedAnswers sealed;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final IdentityService identity;
    private final ObjectProvider<DemoPayer> payer;
    private final ObjectMapper json;
    private final Resource cases;

    DemoCases(JdbcClient db, Clock clock, Catalogue catalogue, FormCheck check, CaseFiles caseFiles, Documents documents, SealedAnswers sealed, RuntimeService runtime,
              TaskService tasks, ManagementService management, IdentityService identity, ObjectProvider<DemoPayer> payer, ObjectMapper json, @Value("classpath:demo/cases.json") Resource cases) {
        this.db = db;
        this.clock = clock;
        this.catalogue = catalogue;
        this.check = check;
        this.caseFiles = caseFiles;
        this.documents = documents;
        this.sealed = sealed;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.identity = identity;
        this.payer = payer;
        this.json = json;
        this.cases = cases;
    }

    /** `person` claims the task and completes it with the answers. */
    private record Step(String person, String task, Map<String, Object> answers) {
    }

    /** @param pays a card of the sandbox; null for somebody who does not pay yet */
    private record DemoCase(String service, String email, String language, Map<String, Object> answers, List<String> documents, List<Step> steps, String pays) {
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        String today = LocalDate.now(clock.withZone(ca.laval.mondossier.calendar.BusinessCalendar.ZONE)).minusDays(20).toString();
        try (var in = cases.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${recently}", today);
            for (DemoCase demo : json.readValue(text, new TypeReference<List<DemoCase>>() { })) {
                if (db.sql("select count(*) from case_file where email = :email").param("email", demo.email()).query(Integer.class).single() == 0) open(demo);
            }
        }
    }

    private void open(DemoCase demo) throws IOException {
        Service service = catalogue.service(demo.service());
        var form = service.startForm();
        var checked = check.answers(form, demo.answers());
        if (!checked.isValid()) throw new IllegalStateException("demo/cases.json: " + demo.email() + " has " + checked.problems());
        long resident = db.sql("insert into resident (email, created_at) values (:email, :now) on conflict (email) do update set email = excluded.email returning id")
                .param("email", demo.email()).param("now", Timestamp.from(clock.instant())).query(Long.class).single();
        var answers = sealed.seal(form, checked.answers());
        var standard = catalogue.standardDays(service, answers);
        String number = caseFiles.receive(new CaseFiles.Application(service.id(), service.casePrefix(), standard.isPresent() ? standard.getAsInt() : null, resident, null,
                "PORTAL", demo.language(), demo.email(), form.applicant("name", answers).orElse(null), form.applicant("address", answers).orElse(null),
                answers, form.processVariables(answers)));
        for (String kind : demo.documents()) {
            documents.addToCase(new CaseNumber(number), kind, kind.toLowerCase(java.util.Locale.ROOT) + ".pdf",
                    new ByteArrayInputStream(pdf(kind + " " + number)), Documents.RESIDENT);
        }
        runJobs(number);
        if (demo.pays() != null) payer.ifAvailable(somebody -> somebody.pay(new CaseNumber(number), demo.pays()));
        for (Step step : demo.steps()) {
            var task = tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(step.task()).singleResult();
            // Approved automatically, or drawn for a person: the file leads both on.
            if (task == null) continue;
            identity.setAuthentication(step.person(), identity.createGroupQuery().groupMember(step.person()).list().stream().map(group -> group.getId()).toList());
            try {
                tasks.claim(task.getId(), step.person());
                tasks.complete(task.getId(), new HashMap<>(step.answers()));
            } finally {
                identity.clearAuthentication();
            }
            runJobs(number);
        }
    }

    /** Letters and decisions now; a letter that cannot leave becomes its incident. */
    private void runJobs(String number) {
        for (int round = 0; round < 20; round++) {
            // The case's own process and those that it called.
            var due = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                    .flatMap(instance -> management.createJobQuery().processInstanceId(instance.getId()).messages().withRetriesLeft().list().stream()).toList();
            if (due.isEmpty()) return;
            due.forEach(job -> {
                try {
                    management.executeJob(job.getId());
                } catch (RuntimeException refused) {
                    // The engine has counted the failure.
                }
            });
        }
    }

    /** A page of plain text that any viewer opens. */
    private static byte[] pdf(String text) {
        String stream = "BT /F1 24 Tf 72 700 Td (" + text + ") Tj ET";
        var objects = List.of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                "<</Length " + stream.length() + ">>\nstream\n" + stream + "\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new StringBuilder();
        for (int i = 0; i < objects.size(); i++) {
            offsets.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int xref = pdf.length();
        return (pdf + "xref\n0 6\n0000000000 65535 f \n" + offsets + "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" + xref + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);
    }
}
