package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.council.Body;
import ca.laval.mondossier.council.Sittings;
import ca.laval.mondossier.council.Sittings.Plan;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The calendar of sittings and the office's agenda at the counter: who sees what, who changes what, and what a clerk mistypes. */
class CouncilPagesTest extends ApplicationTest {
    private static final String LIST = "/counter/sittings";
    private static final LocalDate DAY = LocalDate.now(BusinessCalendar.ZONE).plusDays(60);

    @Autowired
    private Sittings sittings;
    @Autowired
    private Agenda agenda;
    @Autowired
    private CaseFiles caseFiles;
    @Autowired
    private org.camunda.bpm.engine.IdentityService identity;

    @BeforeEach
    void emptyCalendar() {
        for (String table : List.of("council_resolution", "council_notice", "council_item", "council_sitting")) db.sql("delete from " + table).update();
    }

    @Test
    void eachBodysOfficeChangesItsOwnCalendarOnly() {
        long council = plan(Body.COUNCIL, DAY);
        long committee = plan(Body.CCU, DAY);
        var isabelle = StaffBrowser.signIn(port, "isabelle");
        var chantal = StaffBrowser.signIn(port, "chantal");

        assertThat(isabelle.page(LIST).select("input[name=body]").eachAttr("value")).containsExactly("COUNCIL", "EXECUTIVE");
        assertThat(chantal.page(LIST).select("input[name=body]").eachAttr("value")).containsExactly("CCU");
        assertThat(add(chantal, "COUNCIL", DAY.plusDays(1))).isEqualTo(403);
        assertThat(add(chantal, "CCU", DAY.plusDays(1))).isEqualTo(302);
        assertThat(add(isabelle, "CCU", DAY.plusDays(2))).isEqualTo(403);
        assertThat(add(isabelle, "EXECUTIVE", DAY.plusDays(2))).isEqualTo(302);
        for (String action : List.of("", "/cancel")) {
            assertThat(chantal.post(LIST, LIST + "/" + council + action, typed(DAY, "1")).statusCode()).as(action).isEqualTo(403);
            assertThat(isabelle.post(LIST, LIST + "/" + committee + action, typed(DAY, "1")).statusCode()).as(action).isEqualTo(403);
        }
        assertThat(chantal.get(LIST + "/" + council + "/cancel").statusCode()).isEqualTo(403);
        assertThat(chantal.page(LIST + "/" + council).select("main form")).isEmpty();
        assertThat(isabelle.page(LIST + "/" + council).select("main form")).hasSize(1);
    }

    @Test
    void anAuditorReadsAndForEverybodyElseThereIsNoCalendar() {
        long council = plan(Body.COUNCIL, DAY);
        var manon = StaffBrowser.signIn(port, "manon");
        assertThat(manon.page(LIST).select("main form")).isEmpty();
        assertThat(manon.page(LIST + "/" + council).select("main form")).isEmpty();
        assertThat(manon.get(LIST + "/" + council + "/cancel").statusCode()).isEqualTo(403);
        // An auditor sees no form; Ginette also works at the 311 desk for now, so that it is the rule that refuses, not the missing token.
        List.of("auditor", "agent-311").forEach(group -> identity.createMembership("ginette", group));
        try {
            var ginette = StaffBrowser.signIn(port, "ginette");
            assertThat(ginette.token("/counter/file-for-someone")).isNotEqualTo("none");
            for (String path : List.of(LIST, LIST + "/" + council, LIST + "/" + council + "/cancel")) {
                assertThat(ginette.post("/counter/file-for-someone", path, typed(DAY.plusDays(1), "1")).statusCode()).as(path).isEqualTo(403);
            }
        } finally {
            List.of("auditor", "agent-311").forEach(group -> identity.deleteMembership("ginette", group));
        }
        assertThat(StaffBrowser.signIn(port, "marc").get(LIST).statusCode()).isEqualTo(404);
        for (String person : List.of("karine", "francois")) {
            var other = StaffBrowser.signIn(port, person);
            for (String path : List.of(LIST, LIST + "/" + council, LIST + "/" + council + "/cancel")) assertThat(other.get(path).statusCode()).as(person + path).isEqualTo(404);
            assertThat(other.post("/counter/file-for-someone", LIST, typed(DAY.plusDays(1), "1")).statusCode()).isEqualTo(404);
            for (String action : List.of("", "/cancel")) assertThat(other.post("/counter/file-for-someone", LIST + "/" + council + action, typed(DAY, "1")).statusCode()).isEqualTo(404);
        }
        assertThat(visitor().get(LIST).location()).startsWith("/counter/sign-in");
        assertThat(resident("curieux@exemple.ca").get("/counter/agenda").location()).startsWith("/counter/sign-in");
        assertThat(sittings.ahead()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"on, 2026-02-30", "on, ''", "on, demain", "on, +999999999-01-01", "at, 25:00", "at, ''", "place, ' '", "closesOn, jamais", "body, SENATE", "body, ''"})
    void whatCannotBeReadIsSaidBesideIt(String field, String value) {
        var isabelle = StaffBrowser.signIn(port, "isabelle");
        var typed = new java.util.HashMap<>(typed(DAY, "1"));
        typed.put("body", "COUNCIL");
        typed.put(field, value);
        var answer = isabelle.post(LIST, LIST, typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(org.jsoup.Jsoup.parse(answer.body()).select(".error-summary a").attr("href")).isEqualTo("#field-" + field);
        assertThat(sittings.ahead()).isEmpty();
    }

    @Test
    void aSittingInThePastOrASecondOneThatDayIsRefused() {
        var isabelle = StaffBrowser.signIn(port, "isabelle");
        assertThat(add(isabelle, "COUNCIL", LocalDate.now(BusinessCalendar.ZONE))).isEqualTo(409);
        assertThat(add(isabelle, "COUNCIL", DAY.minusDays(400))).isEqualTo(409);
        assertThat(add(isabelle, "COUNCIL", DAY)).isEqualTo(302);
        assertThat(add(isabelle, "COUNCIL", DAY)).isEqualTo(409);
        assertThat(isabelle.page(LIST).select("tbody tr")).hasSize(1);
        assertThat(isabelle.get(LIST + "/999999").statusCode()).isEqualTo(404);
    }

    @Test
    void cancellingShowsWhereTheFilesGoAndMovesThem() throws Exception {
        long first = plan(Body.COUNCIL, DAY);
        String number = aCase();
        agenda.place(number, Body.COUNCIL, DAY, true);
        var isabelle = StaffBrowser.signIn(port, "isabelle");
        assertThat(isabelle.page(LIST + "/" + first + "/cancel").text()).contains(number, "No other sitting can take it");
        var refused = isabelle.post(LIST + "/" + first + "/cancel", LIST + "/" + first + "/cancel", Map.of("version", "1"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains(number, "nothing has changed");

        plan(Body.COUNCIL, DAY.plusDays(14));
        assertThat(isabelle.page(LIST + "/" + first).text()).contains("Public notice to be published by");
        assertThat(isabelle.post(LIST + "/" + first + "/cancel", LIST + "/" + first + "/cancel", Map.of("version", "1")).statusCode()).isEqualTo(302);
        assertThat(agenda.dateOf(number, Body.COUNCIL)).contains(DAY.plusDays(14));
        assertThat(isabelle.page(LIST + "/" + first).text()).contains("Cancelled");
        var again = isabelle.post(LIST, LIST + "/" + first + "/cancel", Map.of("version", "1"));
        assertThat(again.statusCode()).as("a second click").isEqualTo(409);
        assertThat(again.body()).contains("Somebody else changed this sitting");
    }

    @Test
    void anOldPageDoesNotOverwriteWhatSomebodyElseChanged() {
        long id = plan(Body.COUNCIL, DAY);
        var isabelle = StaffBrowser.signIn(port, "isabelle");
        assertThat(isabelle.post(LIST, LIST + "/" + id, typed(DAY.plusDays(1), "1")).statusCode()).isEqualTo(302);
        assertThat(isabelle.post(LIST, LIST + "/" + id, typed(DAY.plusDays(2), "1")).statusCode()).isEqualTo(409);
        assertThat(sittings.find(id).orElseThrow().on()).isEqualTo(DAY.plusDays(1));
    }

    @Test
    void theAgendaShowsOnesOwnOfficeFirstAndNothingOfOthersServices() throws Exception {
        plan(Body.COUNCIL, DAY);
        String number = aCase();
        agenda.place(number, Body.COUNCIL, DAY, true);
        var karine = StaffBrowser.signIn(port, "karine").page("/counter/agenda");
        assertThat(karine.select("main h2").first().text()).isEqualTo("311 call centre");
        assertThat(karine.select("section[aria-labelledby=own-0] tbody tr").text()).contains("Check application " + number, number, "Nobody");
        assertThat(karine.select("section[aria-labelledby=ahead]").text()).contains(number, "Municipal council");
        tasks.complete(tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId(), Map.of("outcome", "MISSING"));
        karine = StaffBrowser.signIn(port, "karine").page("/counter/agenda");
        assertThat(karine.select("section[aria-labelledby=waiting]").text()).contains(number, "Documents missing");
        assertThat(karine.select("section[aria-labelledby=own-0]").text()).doesNotContain(number);

        assertThat(StaffBrowser.signIn(port, "stephane").page("/counter/agenda").text()).doesNotContain(number);
        assertThat(StaffBrowser.signIn(port, "manon").page("/counter/agenda").text()).contains(number);
    }

    @Test
    void theFileSaysWhenAndWhatTheLawAsks() throws Exception {
        plan(Body.COUNCIL, DAY);
        String number = aCase();
        agenda.place(number, Body.COUNCIL, DAY, true);
        assertThat(StaffBrowser.signIn(port, "karine").page("/counter/cases/" + number).text()).contains("Municipal council sitting on", "7:00", "Hôtel de ville",
                "The law requires a public notice: the city must publish it by");
    }

    private long plan(Body body, LocalDate on) {
        return sittings.add(body, new Plan(on, LocalTime.of(19, 0), "Hôtel de ville", null), "isabelle");
    }

    private String aCase() {
        return caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, null, "karine", "COUNTER", "fr", null, "Zoé Tremblay", "12, rue des Lilas",
                Map.of("street", "rue des Érables", "closing", "NO"), Map.of("closing", "NO")));
    }

    private static int add(StaffBrowser staff, String body, LocalDate on) {
        var typed = new java.util.HashMap<>(typed(on, "1"));
        typed.put("body", body);
        return staff.post(LIST, LIST, typed).statusCode();
    }

    private static Map<String, String> typed(LocalDate on, String version) {
        return Map.of("on", on.toString(), "at", "19:00", "place", "Hôtel de ville", "closesOn", "", "version", version);
    }
}
