package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import ca.laval.mondossier.Browser;
import ca.laval.mondossier.casefile.CaseFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What only one service's residents may ask for: its diagram names it, its words say it, portal and counter offer it. */
class ResidentActionsTest extends ApplicationTest {
    private static final String ACTION = "/actions/rainDateAsked";

    @Autowired
    private CaseFiles caseFiles;

    @Test
    void theResidentAsksInTheirFileWhileTheCaseWaitsForIt() {
        Browser resident = resident("pluie@exemple.ca");
        String number = partyOf("pluie@exemple.ca");
        var page = resident.get("/files/" + number);
        assertThat(page.document().select("form[action$=rainDateAsked] button").text()).isEqualTo("Demander une date de pluie");
        assertThat(page.text()).contains("S’il pleut, la fête peut avoir lieu le lendemain.");
        assertThat(resident.post("/files/" + number + ACTION).location()).isEqualTo("/files/" + number + "?acted=rainDateAsked");
        assertThat(resident.get("/files/" + number + "?acted=rainDateAsked").document().select(".notice--done, #history, .timeline").text()).contains("Une date de pluie est demandée");
        assertThat(resident.get("/files/" + number + "?acted=%3Cscript%3E").document().select(".notice--done")).isEmpty();
        assertThat(events(number)).isEqualTo(1);

        assertThat(resident.post("/files/" + number + "/actions/unheardOf").status()).isEqualTo(404);
        assertThat(resident.post("/files/" + number + "/actions/applicationWithdrawn").status()).as("only what the diagram names").isEqualTo(404);
    }

    @Test
    void nobodyElsesFileAndNotTooLate() {
        String number = partyOf("toile@exemple.ca");
        Browser other = resident("curieuse@exemple.ca");
        other.get("/files");
        assertThat(other.post("/files/" + number + ACTION).status()).isEqualTo(404);

        Browser resident = resident("toile@exemple.ca");
        resident.get("/files/" + number + "/withdraw");
        resident.post("/files/" + number + "/withdraw");
        var late = resident.get("/files/" + number);
        assertThat(late.document().select("form[action$=rainDateAsked]")).isEmpty();
        var refused = resident.post("/files/" + number + ACTION);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Ce n’est plus possible");
        assertThat(events(number)).as("nothing is said to have happened").isZero();
    }

    @Test
    void anAgentAsksOnThePersonsBehalf() {
        String number = partyOf("guichet@exemple.ca");
        String file = "/counter/cases/" + number;
        var karine = StaffBrowser.signIn(port, "karine");
        assertThat(karine.page(file).select("form[action$=rainDateAsked] button").text()).isEqualTo("Ask for a rain date");
        assertThat(karine.post(file, file + "/actions/unheardOf", Map.of()).statusCode()).isEqualTo(404);
        assertThat(karine.post(file, file + ACTION, Map.of()).statusCode()).isEqualTo(302);
        assertThat(karine.page(file).text()).contains("A rain date was asked for");
        assertThat(db.sql("select actor || ' ' || staff from case_event where case_number = :n and code = 'ACTION.rainDateAsked'").param("n", number).query(String.class).single())
                .isEqualTo("CITY karine");
        assertThat(StaffBrowser.signIn(port, "manon").page(file).select("form[action$=rainDateAsked]")).isEmpty();
        assertThat(StaffBrowser.signIn(port, "amelie").post("/counter/file-for-someone", file + ACTION, Map.of()).statusCode()).as("another office").isEqualTo(404);
    }

    @Test
    void thePromiseComesFromTheTable() {
        assertThat(visitor().get("/services/street-party").text()).contains("Délai de réponse : 20 jours ouvrables", "Délai de réponse : 10 jours ouvrables");
    }

    private int events(String number) {
        return db.sql("select count(*) from case_event where case_number = :n and code = 'ACTION.rainDateAsked'").param("n", number).query(Integer.class).single();
    }

    private String partyOf(String email) {
        resident(email);
        long id = db.sql("select id from resident where email = :email").param("email", email).query(Long.class).single();
        return caseFiles.receive(new CaseFiles.Application("street-party", "FET", 10, id, null, "PORTAL", "fr", email, "Zoé Tremblay", "12, rue des Lilas",
                Map.of("street", "rue des Érables", "closing", "NO"), Map.of("closing", "NO")));
    }
}
