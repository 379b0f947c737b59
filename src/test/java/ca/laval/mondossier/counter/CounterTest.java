package ca.laval.mondossier.counter;

import ca.laval.mondossier.MonDossierApplication;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.FakeClamd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.nodes.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The real application with two small services: street closures (permits office and 311) and dog licences (environment office). */
@ActiveProfiles("demo")
@SpringBootTest(classes = MonDossierApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"mondossier.demo-by-default=false", "mondossier.password-strength=4", "mondossier.models=classpath:/counter-models/", "camunda.bpm.job-execution.enabled=false", "mondossier.clamav.timeout=3s",
                "mondossier.demo-cases=false"})
abstract class CounterTest {
    static final FakeClamd CLAMD = new FakeClamd();

    private static final Map<String, StaffBrowser> SIGNED_IN = new ConcurrentHashMap<>();

    @LocalServerPort
    int port;
    @Autowired
    CaseFiles caseFiles;
    @Autowired
    Documents documents;
    @Autowired
    JdbcClient db;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("mondossier.data-dir", () -> "target/data/counter-" + ProcessHandle.current().pid());
        registry.add("mondossier.clamav.host", () -> "127.0.0.1");
        registry.add("mondossier.clamav.port", CLAMD::port);
    }

    /** One of the demonstration's people, signed in to Tasklist: julie (permits), karine (311), amelie (environment), manon (auditor), admin. */
    StaffBrowser as(String person) {
        return SIGNED_IN.computeIfAbsent(person + port, key -> StaffBrowser.signIn(port, person));
    }

    StaffBrowser nobody() {
        return new StaffBrowser(port);
    }

    /** A street closure of somebody; works wait for documents, a party goes to the permits office at once. */
    CaseNumber streetClosure(String name, String address, String reason) {
        var answers = new HashMap<String, Object>(Map.of("applicantName", name, "applicantAddress", address, "reason", reason, "days", 3L));
        return new CaseNumber(caseFiles.receive(new CaseFiles.Application("street-closure", "STR", 10, null, "karine", "COUNTER", "fr",
                "gens@exemple.ca", name, address, answers, Map.of("reason", reason, "days", 3L))));
    }

    CaseNumber dogLicence(String owner) {
        return new CaseNumber(caseFiles.receive(new CaseFiles.Application("dog-licence", "DOG", null, null, "amelie", "PHONE", "fr",
                null, owner, null, Map.of("owner", owner), Map.of())));
    }

    UUID attach(CaseNumber number, String kind, String fileName, byte[] content) {
        try {
            return documents.addToCase(number, kind, fileName, new ByteArrayInputStream(content), Documents.RESIDENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Document page) {
        return page.body().text();
    }
}
