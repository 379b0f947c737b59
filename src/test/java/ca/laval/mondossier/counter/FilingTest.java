package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.SampleDocuments;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilingTest extends CounterTest {
    private static final String HOME = "/counter/file-for-someone";

    @Test
    void agentFilesForSomeoneOnThePhone() {
        String draft = draft("karine", "phone", "WORKS");
        var upload = as("karine").upload(draft + "/documents", draft + "/documents", Map.of("kind", "PLAN"), "plan.pdf", SampleDocuments.pdf());
        assertThat(upload.statusCode()).isEqualTo(302);
        var check = as("karine").page(draft + "/check");
        assertThat(text(check)).contains("Lucie Émond", "Works", "plan.pdf", "The person declares");

        var sent = send("karine", draft, Map.of("declaration", "true", "email", "Lucie@Exemple.ca", "letters", "fr"));

        CaseFile file = file(sent);
        assertThat(file.channel()).isEqualTo("PHONE");
        assertThat(file.filedBy()).isEqualTo("karine");
        assertThat(file.language()).isEqualTo("fr");
        assertThat(file.applicantName()).isEqualTo("Lucie Émond");
        assertThat(db.sql("select email from resident where id = :id").param("id", file.residentId()).query(String.class).single()).isEqualTo("lucie@exemple.ca");
        assertThat(documents.ofCase(new CaseNumber(file.number()))).singleElement().satisfies(document -> assertThat(document.addedBy()).isEqualTo("karine"));
        assertThat(text(as("karine").page(location(sent)))).contains("filed under number " + file.number(), "By phone, by Karine Bélanger");
        assertThat(as("julie").get("/counter/cases/" + file.number()).statusCode()).as("the office that works on it").isEqualTo(200);
    }

    @Test
    void sentTwiceIsOneCase() {
        String draft = draft("karine", "counter", "PARTY");
        var fields = Map.of("declaration", "true", "letters", "en", "reason", "TOURIST");
        String token = as("karine").token(draft + "/check");
        var places = Stream.of(1, 2, 3).parallel().map(i -> location(as("karine").postWithToken(token, draft + "/send", fields))).distinct().toList();

        assertThat(places).singleElement().asString().startsWith("/counter/cases/STR-");
        assertThat(db.sql("select count(*) from english_attestation where exception_code = 'TOURIST'").query(Integer.class).single()).isEqualTo(1);
        assertThat(location(as("karine").get(draft + "/check"))).isEqualTo(places.get(0).replace("?sent", ""));
    }

    @Test
    void withoutAnAddressThereIsNoAccount() {
        CaseFile file = file(send("karine", draft("karine", "counter", "PARTY"), Map.of("declaration", "true", "email", " ")));

        assertThat(file.residentId()).isNull();
        assertThat(file.channel()).isEqualTo("COUNTER");
    }

    @Test
    void englishLettersNeedADeclaration() {
        String draft = draft("karine", "counter", "PARTY");

        assertThat(problem(send("karine", draft, Map.of("declaration", "true", "letters", "en")))).contains("Exception declared");
        assertThat(problem(send("karine", draft, Map.of("declaration", "true", "letters", "en", "reason", "RICH")))).contains("Exception declared");
        assertThat(problem(send("karine", draft, Map.of("declaration", "true", "letters", "en", "reason", "IMMIGRANT_6M", "arrivedOn", "2019-01-01")))).contains("Date of arrival");
        var sent = send("karine", draft, Map.of("declaration", "true", "letters", "en", "reason", "ELIGIBLE_ENGLISH"));
        assertThat(file(sent).language()).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({"'not an address', E-mail of the account", "'a@b', E-mail of the account"})
    void addressIsChecked(String email, String words) {
        assertThat(problem(send("karine", draft("karine", "counter", "PARTY"), Map.of("declaration", "true", "email", email)))).contains(words);
    }

    @Test
    void nothingIsSentWithoutTheDeclarationOrARequiredDocument() {
        String party = draft("karine", "counter", "PARTY");
        assertThat(send("karine", party, Map.of("email", "")).statusCode()).isEqualTo(422);
        String works = draft("karine", "counter", "WORKS");
        assertThat(as("karine").postWithToken(as("karine").token(works + "/documents"), works + "/send", Map.of("declaration", "true")).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"julie, street-closure, 302", "karine, street-closure, 302", "karine, dog-licence, 422", "amelie, dog-licence, 302", "amelie, street-closure, 422",
            "admin, dog-licence, 302", "karine, no-such-service, 422", "karine, '../../x', 422"})
    void anOfficeFilesForItsServicesOnly(String person, String service, int status) {
        assertThat(as(person).post(HOME, HOME, Map.of("service", service, "channel", "PHONE")).statusCode()).isEqualTo(status);
    }

    @Test
    void anotherOfficesServiceCannotBeReachedByItsAddress() {
        assertThat(as("karine").get(HOME + "/dog-licence/phone").statusCode()).isEqualTo(404);
        assertThat(as("manon").get(HOME + "/street-closure/phone").statusCode()).isEqualTo(404);
        assertThat(as("karine").get(HOME + "/street-closure/fax").statusCode()).isEqualTo(404);
        assertThat(as("karine").postWithToken(as("karine").token(HOME), HOME + "/dog-licence/phone",
                Map.of("_draft", UUID.randomUUID().toString(), "owner", "Rex")).statusCode()).isEqualTo(404);
    }

    @Test
    void aColleaguesDraftIsNotOnes() {
        String draft = draft("karine", "counter", "PARTY");

        for (String page : new String[] {"", "/steps/1", "/documents", "/check", "/delete"}) {
            assertThat(as("julie").get(draft + page).statusCode()).as(page).isEqualTo(404);
        }
        assertThat(as("julie").postWithToken(as("julie").token(HOME), draft + "/send", Map.of("declaration", "true")).statusCode()).isEqualTo(404);
        assertThat(as("julie").postWithToken(as("julie").token(HOME), draft + "/delete", Map.of()).statusCode()).isEqualTo(404);
        assertThat(as("karine").get(draft + "/check").statusCode()).isEqualTo(200);
    }

    @Test
    void unsentApplicationsAreFoundAgainAndDeleted() {
        String draft = draft("julie", "counter", "PARTY");
        assertThat(as("julie").page(HOME).select("a[href=" + draft + "]")).isNotEmpty();

        assertThat(location(as("julie").post(draft + "/delete", draft + "/delete", Map.of()))).isEqualTo(HOME + "?deleted");
        assertThat(as("julie").get(draft).statusCode()).isEqualTo(404);
    }

    /** Julie unless it is Karine: both may file street closures. */
    private String draft(String person, String channel, String reason) {
        String who = person.equals("karine") ? person : "julie";
        String first = HOME + "/street-closure/" + channel;
        var page = as(who).page(first);
        String token = page.selectFirst("input[name=_csrf]").val();
        var fields = new HashMap<>(Map.of("_draft", page.selectFirst("input[name=_draft]").val(), "applicantName", "Lucie Émond", "applicantAddress", "8, place Laval"));
        String second = location(as(who).postWithToken(token, first, fields));
        assertThat(second).startsWith("/counter/drafts/").endsWith("/steps/2");
        String third = location(as(who).post(second, second, Map.of("reason", reason, "days", "2")));
        assertThat(third).endsWith("/documents");
        return third.replace("/documents", "");
    }

    private HttpResponse<String> send(String person, String draft, Map<String, String> fields) {
        return as(person).post(draft + "/check", draft + "/send", fields);
    }

    private CaseFile file(HttpResponse<String> sent) {
        assertThat(sent.statusCode()).isEqualTo(302);
        return caseFiles.find(new CaseNumber(location(sent).replaceAll(".*/|\\?.*", ""))).orElseThrow();
    }

    private static String problem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        return Jsoup.parse(answer.body()).select(".error-summary").text();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("http://[^/]+", "");
    }
}
