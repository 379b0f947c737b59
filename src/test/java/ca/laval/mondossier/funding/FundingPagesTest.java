package ca.laval.mondossier.funding;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.counter.StaffBrowser;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What managers see of an envelope, who sees it, and what the public does. */
class FundingPagesTest extends FundingTest {
    @Test
    void thePageShowsEveryCellAndAPictureOfThem() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        String alpabem = agreements.of(envelope).get(1).number();
        inForce(trcal);
        inForce(alpabem);
        pay(trcal, 1);
        pay(trcal, 2);
        report(trcal, "FINAL", 27_000_000);
        settlements.settle(trcal, 27_000_000);
        settlements.returned(trcal, 500_000, "P-1");
        instalments.hold(alpabem, 1, "FUNDER_CASH");

        Document page = StaffBrowser.signIn(port, "caroline").page("/counter/funding/" + envelope);
        assertThat(page.select("table.amounts tbody td").eachText()).contains("$124,580.96$112,122.86 paid", "$311,452.40$280,307.16 paid", "$556,165.00$280,307.16 paid");
        assertThat(page.select("dl.facts").first().text()).contains("Granted $556,165.00").contains("Paid $280,307.16").contains("Accounted for $270,000.00").contains("Paid back $5,000.00")
                .contains("To be paid back $5,307.16");
        assertThat(page.select("svg.flow rect")).hasSize(5);
        assertThat(page.select("svg.flow path.flow-justified")).hasSize(3);
        assertThat(page.select("svg.flow path.flow-returned")).hasSize(3);
        assertThat(page.select("svg.flow path.flow-open")).hasSize(6);
        assertThat(page.select("#turns ~ ul").text()).contains("Instalment 1, $122,356.30");
        assertThat(page.select("[style]")).as("the page's policy lets no style in").isEmpty();
        Document list = StaffBrowser.signIn(port, "helene").page("/counter/funding");
        assertThat(list.select("tr:contains(" + envelope + ")").text()).contains("$280,307.1650 %").contains("$5,307.16").contains("0 of 2");
    }

    @Test
    void aStatementOfADayIsTheSameWhoeverAsksAndWhenever() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        inForce(trcal);
        pay(trcal, 1);
        var alain = StaffBrowser.signIn(port, "alain");
        String page = "/counter/funding/" + envelope;
        String first = alain.post(page, page + "/statements", Map.of("party", "MAMH")).headers().firstValue("Location").orElseThrow();
        String again = alain.post(page, page + "/statements", Map.of("party", "MAMH", "day", LocalDate.now(BusinessCalendar.ZONE).toString())).headers().firstValue("Location").orElseThrow();
        assertThat(again).isEqualTo(first);
        assertThat(alain.get(first.replaceFirst("^https?://[^/]+", "")).headers().firstValue("Content-Type")).contains("application/pdf");
        pay(trcal, 2);
        assertThat(alain.post(page, page + "/statements", Map.of("party", "MAMH")).headers().firstValue("Location")).as("the journal went on").isPresent().get().isNotEqualTo(first);
        assertThat(alain.post(page, page + "/statements", Map.of("party", trcal)).headers().firstValue("Location").orElseThrow()).contains("/documents/" + trcal + "/");
        assertThat(alain.post(page, page + "/statements", Map.of("party", "NOBODY")).statusCode()).isEqualTo(404);
        assertThat(alain.post(page, page + "/statements", Map.of("party", "MAMH", "day", "yesterday")).statusCode()).isEqualTo(400);

        assertThat(alain.get(page + "/statement.csv?party=MAMH").body().lines()).contains("MAMH;Bailleur MAMH;" + trcal + ";1140000013;TRCAL;10900834;9810751;0;0;0;0;0",
                "TOTAL;;;;;19465775;9810751;0;0;0;0;0");
        assertThat(alain.get(page + "/statement.csv?day=2020-01-01").body().lines()).contains("TOTAL;;;;;0;0;0;0;0;0;0");
        assertThat(alain.get(page + "/statement.csv").body().lines()).contains("TOTAL;;;;;55616500;28030716;0;0;0;0;0").hasSize(2 + 6 + 1);
    }

    @Test
    void othersFindNothingAndAnAuditorOnlyReads() {
        String envelope = demo();
        for (String person : List.of("karine", "mathieu", "julie", "jonathan")) {
            var browser = StaffBrowser.signIn(port, person);
            for (String path : List.of("", "/" + envelope, "/" + envelope + "/statement.csv")) assertThat(browser.get("/counter/funding" + path).statusCode()).as(person + path).isEqualTo(404);
        }
        var manon = StaffBrowser.signIn(port, "manon");
        assertThat(manon.get("/counter/funding/" + envelope).statusCode()).isEqualTo(200);
        assertThat(manon.get("/counter/funding/FIN-1999-999999-9").statusCode()).isEqualTo(404);
        assertThat(visitor().get("/counter/funding").location()).startsWith("/counter/sign-in");
    }

    @Test
    void aFundersOfficeSeesItsOwnEnvelopesAndItsOwnStatement() throws MoneyRefused {
        String own = demo();
        commit(own);
        String other = propose(List.of(funder("VILLE", 1_000)), List.of(organisation("1140000013", "Seule", 1_000)), List.of(100));
        String ministry = db.sql("select user_id_ from act_id_membership where group_id_ = 'mamh' limit 1").query(String.class).single();
        var browser = StaffBrowser.signIn(port, ministry);
        assertThat(browser.get("/counter/funding").body()).contains(own).doesNotContain(other);
        assertThat(browser.get("/counter/funding/" + own).statusCode()).isEqualTo(200);
        assertThat(browser.page("/counter/funding/" + own).select("#party option").eachAttr("value")).containsExactly("MAMH");
        assertThat(browser.get("/counter/funding/" + other).statusCode()).isEqualTo(404);
        assertThat(browser.get("/counter/funding/" + own + "/statement.csv?party=MAMH").statusCode()).isEqualTo(200);
        assertThat(browser.get("/counter/funding/" + own + "/statement.csv?party=CISSS").statusCode()).isEqualTo(404);
        assertThat(browser.get("/counter/funding/" + own + "/statement.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void theRegisterHoldsWhatAResolutionGrantedAndNobodysAddress() throws MoneyRefused {
        String envelope = demo();
        commit(envelope);
        String trcal = agreements.of(envelope).get(0).number();
        String before = visitor().get("/funding").body();
        inForce(trcal);
        pay(trcal, 1);
        Document french = visitor().get("/funding").document();
        assertThat(french.selectFirst("h1").text()).isEqualTo("Registre du financement des organismes");
        assertThat(french.select("table").text()).contains("TRCALAînésNEQ 1140000013").contains("311 452,40 $").contains("155 726,20 $").contains("CM-20260414-101");
        assertThat(count(french.outerHtml(), "TRCAL")).isGreaterThan(count(before, "TRCAL"));
        assertThat(french.outerHtml()).doesNotContain("@exemple.example").doesNotContain("Élise Côté").doesNotContain("caroline");
        var visitor = visitor();
        visitor.get("/");
        assertThat(visitor.get("/").document().select("footer a").eachAttr("href")).contains("/funding");
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length;
    }
}
