package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.FakeClamd;
import ca.laval.mondossier.casefile.SampleDocuments;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CasePageTest extends CounterTest {

    @AfterEach
    void scannerWorks() {
        CLAMD.is(FakeClamd.Mood.WORKS);
    }

    @Test
    void everythingOfACaseIsOnItsPage() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");
        attach(number, "PLAN", "plan.pdf", SampleDocuments.pdf());
        Document page = page(number);

        assertThat(page.select("h1").text()).contains(number.value());
        assertThat(page.select(".badge").text()).isEqualTo("Documents missing");
        assertThat(text(page)).contains("Zoé Tremblay", "12, rue des Lilas", "Works", "plan.pdf", "Plan of the works", "At the counter, by Karine Bélanger",
                "The clock has been stopped since");
        assertThat(page.select(".decided h3").text()).isEqualTo("What does the closure cost?");
        assertThat(page.select(".decided .said").text()).contains("Row 2", "Works cost 64,50 $ a day.", "$193.50", "PER_DAY");
        assertThat(page.select(".decided details").text()).contains("Reason", "Works", "Days", "3");
    }

    @Test
    void openTaskLeadsToTasklist() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        var task = page(number).select("section[aria-labelledby=tasks] li");

        assertThat(task.text()).contains("Review closure", "Nobody has claimed it", "Permits – intake", "Due ");
        assertThat(task.select("a").attr("href")).startsWith("/camunda/app/tasklist/default/#/?task=").matches(".*task=[0-9a-f-]{36}");
    }

    @Test
    void messageIsSentOnceHoweverOftenThePageIsSent() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        String key = page(number).select("form[action$=messages] input[name=formKey]").val();
        var fields = Map.of("formKey", key, "body", "Bonjour,\r\nla rue est libre.");

        var answers = Stream.of(fields, fields, fields).parallel().map(all -> as("julie").post(path(number), path(number) + "/messages", all)).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(302));
        assertThat(caseFiles.messages(number, true)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("Bonjour,\nla rue est libre.");
            assertThat(message.author()).isEqualTo("CITY");
            assertThat(message.staff()).isEqualTo("julie");
        });
        assertThat(text(page(number))).contains("Julie Bouchard", "la rue est libre.");
    }

    @Test
    void noteIsForTheStaffOnly() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        send(number, "notes", "Voisin difficile");

        assertThat(page(number).select("section[aria-labelledby=notes]").text()).contains("Voisin difficile", "Julie Bouchard");
        assertThat(page(number).select("section[aria-labelledby=messages]").text()).doesNotContain("Voisin difficile");
        assertThat(caseFiles.messages(number, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \r\n ", "4001"})
    void emptyOrEndlessTextIsToldAndKeptOnThePage(String text) {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        String body = text.equals("4001") ? "x".repeat(4001) : text;
        var answer = send(number, "messages", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("#error-summary a").attr("href")).isEqualTo("#field-message");
        assertThat(page.select("#field-message").attr("aria-invalid")).isEqualTo("true");
        assertThat(page.select("#field-message").text().length()).isEqualTo(body.strip().length());
        assertThat(caseFiles.messages(number, true)).isEmpty();
    }

    @Test
    void scriptInAMessageIsText() {
        var number = streetClosure("<img src=x onerror=alert(1)>", "12, rue <b>Lilas</b>", "PARTY");
        send(number, "messages", "<script>alert(1)</script> [[${T(java.lang.Runtime)}]]");
        var answer = as("julie").get(path(number));

        assertThat(answer.body()).doesNotContain("<script>alert", "<img src=x");
        assertThat(text(Jsoup.parse(answer.body()))).contains("<script>alert(1)</script> [[${T(java.lang.Runtime)}]]");
    }

    @Test
    void withoutAPageKeyNothingIsStored() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");

        assertThat(as("julie").post(path(number), path(number) + "/messages", Map.of("body", "x")).statusCode()).isEqualTo(400);
        assertThat(as("julie").post(path(number), path(number) + "/messages", Map.of("body", "x", "formKey", "no")).statusCode()).isEqualTo(400);
        assertThat(caseFiles.messages(number, true)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void documentOpensInTheBrowser(String fileName, byte[] content, String type, String disposition) {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        UUID id = attach(number, "PLAN", fileName, content);
        var answer = as("julie").download(path(number) + "/documents/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).startsWith(disposition);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Content-Security-Policy")).singleElement().asString().startsWith("default-src 'none'").doesNotContain("script");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    static Stream<Arguments> documentOpensInTheBrowser() {
        return Stream.of(
                Arguments.of("été \"2026\".pdf", SampleDocuments.pdf(), "application/pdf", "inline; filename="),
                Arguments.of("photo.jpg", SampleDocuments.jpeg(), "image/jpeg", "inline; filename="),
                Arguments.of("plan.png", SampleDocuments.png(), "image/png", "inline; filename="),
                Arguments.of("photo.heic", SampleDocuments.heic(), "image/heic", "attachment; filename="));
    }

    @Test
    void paperBroughtToTheDeskIsAdded() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");
        var answer = as("julie").upload(path(number), path(number) + "/documents", Map.of("kind", "PLAN"), "../plan.exe", SampleDocuments.pdf());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(documents.ofCase(number)).singleElement().satisfies(document -> {
            assertThat(document.fileName()).isEqualTo("plan.exe.pdf");
            assertThat(document.kind()).isEqualTo("PLAN");
            assertThat(document.addedBy()).isEqualTo("julie");
            assertThat(document.sha256()).hasSize(64);
        });
        assertThat(page(number).select("section[aria-labelledby=history]").text()).contains("Document added", "Julie Bouchard");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusedDocumentIsExplained(String what, byte[] content, String words) {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");
        var answer = as("julie").upload(path(number), path(number) + "/documents", Map.of("kind", "PLAN"), "plan.pdf", content);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select("#error-summary").text()).contains(words);
        assertThat(documents.ofCase(number)).isEmpty();
    }

    static Stream<Arguments> refusedDocumentIsExplained() {
        return Stream.of(
                Arguments.of("empty", new byte[0], "empty"),
                Arguments.of("a page called .pdf", SampleDocuments.latin("<html><script>alert(1)</script>"), "not a readable PDF"),
                Arguments.of("a zip called .pdf", SampleDocuments.zip(), "not a readable PDF"),
                Arguments.of("a PDF that is a ZIP", SampleDocuments.join(SampleDocuments.pdf(), SampleDocuments.zip()), "something other"),
                Arguments.of("a virus", SampleDocuments.pdf(FakeClamd.EICAR), "virus"));
    }

    @Test
    void documentOfAnUnknownKindIsRefused() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");

        assertThat(as("julie").upload(path(number), path(number) + "/documents", Map.of("kind", "'><script>"), "a.pdf", SampleDocuments.pdf()).statusCode()).isEqualTo(400);
        assertThat(as("julie").upload(path(number), path(number) + "/documents", Map.of("kind", "PLAN"), "", new byte[0]).statusCode()).isEqualTo(422);
        assertThat(as("julie").upload(path(number), path(number) + "/documents", Map.of("kind", "PLAN"), "a.pdf",
                SampleDocuments.join(SampleDocuments.pdf(), new byte[11 * 1024 * 1024])).statusCode()).isEqualTo(413);
        assertThat(documents.ofCase(number)).isEmpty();
    }

    @Test
    void documentWaitsWhileTheScannerIsAway() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        CLAMD.is(FakeClamd.Mood.CLOSES_AT_ONCE);
        UUID id = attach(number, "PLAN", "plan.pdf", SampleDocuments.pdf());

        assertThat(text(page(number))).contains("virus scan pending");
        var waiting = as("julie").get(path(number) + "/documents/" + id);
        assertThat(waiting.statusCode()).isEqualTo(503);
        assertThat(waiting.headers().firstValue("Retry-After")).isPresent();
        assertThat(waiting.body()).contains("This document waits for the virus scanner");

        CLAMD.is(FakeClamd.Mood.WORKS);
        assertThat(as("julie").get(path(number) + "/documents/" + id).statusCode()).isEqualTo(200);
        assertThat(text(page(number))).contains("no virus found");
    }

    @Test
    void virusFoundOnlyNowRemovesTheDocument() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        CLAMD.is(FakeClamd.Mood.GARBAGE);
        UUID id = attach(number, "PLAN", "plan.pdf", SampleDocuments.pdf(FakeClamd.EICAR));
        CLAMD.is(FakeClamd.Mood.WORKS);

        assertThat(as("julie").get(path(number) + "/documents/" + id).statusCode()).isEqualTo(410);
        assertThat(as("julie").get(path(number) + "/documents/" + id).statusCode()).isEqualTo(404);
        assertThat(documents.ofCase(number)).isEmpty();
        assertThat(page(number).select("section[aria-labelledby=history]").text()).contains("A document with a virus was refused");
    }

    @Test
    void agentTellsTheProcessThatDocumentsAreComplete() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");
        assertThat(as("julie").post(path(number), path(number) + "/documents-sent", Map.of()).statusCode()).isEqualTo(302);
        assertThat(page(number).select(".badge").text()).isEqualTo("Under review");
        assertThat(as("julie").post(path(number), path(number) + "/documents-sent", Map.of()).statusCode()).as("again").isEqualTo(409);
        assertThat(caseFiles.events(number)).filteredOn(event -> event.code().equals("DOCUMENTS_SENT")).hasSize(1);
    }

    @Test
    void agentWithdrawsAtTheResidentsRequest() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "PARTY");
        assertThat(page(number).select("a[href$=withdraw]")).isNotEmpty();
        assertThat(as("julie").page(path(number) + "/withdraw").select("h1").text()).contains(number.value());

        assertThat(as("julie").post(path(number), path(number) + "/withdraw", Map.of()).statusCode()).isEqualTo(302);

        assertThat(page(number).select(".badge").text()).isEqualTo("Withdrawn");
        assertThat(page(number).select("section[aria-labelledby=history]").text()).contains("Withdrawal asked for", "Julie Bouchard");
        assertThat(as("julie").get(path(number) + "/withdraw").statusCode()).isEqualTo(409);
        assertThat(as("julie").post(path(number), path(number) + "/withdraw", Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void auditorReadsWithoutForms() {
        var number = streetClosure("Zoé Tremblay", "12, rue des Lilas", "WORKS");
        Document page = as("manon").page(path(number));

        assertThat(page.select("main form")).isEmpty();
        assertThat(page.select(".notice").text()).contains("not change it");
    }

    private static String path(CaseNumber number) {
        return "/counter/cases/" + number;
    }

    private Document page(CaseNumber number) {
        return as("julie").page(path(number));
    }

    private HttpResponse<String> send(CaseNumber number, String what, String body) {
        return as("julie").post(path(number), path(number) + "/" + what, Map.of("formKey", UUID.randomUUID().toString(), "body", body));
    }
}
