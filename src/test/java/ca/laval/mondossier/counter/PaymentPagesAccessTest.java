package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.payment.AmountLine;
import ca.laval.mondossier.payment.PaymentTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Payments at the counter: who sees them, who asks for a refund, what the treasury gets. */
class PaymentPagesAccessTest extends PaymentTest {

    @Test
    void accountsReceivableAskTheTreasuryAndTheAuditorReadOthersSeeNothing() {
        String order = paid(List.of(new AmountLine("payment.card.visa", "1333, boul. Chomedey", 15_000, 750, 1_496)));
        var karine = StaffBrowser.signIn(port, "karine");
        for (String path : List.of("/counter/payments", "/counter/payments/", "/counter/payments/movements.csv", "/counter/payments/" + order)) {
            assertThat(karine.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String reader : List.of("alain", "manon")) {
            var browser = StaffBrowser.signIn(port, reader);
            assertThat(browser.get("/counter/payments").body()).contains(order);
            assertThat(browser.get("/counter/payments/" + order).body()).contains("$172.46", "$14.96");
            assertThat(browser.page("/counter/payments/" + order).select("main form")).isEmpty();
            assertThat(browser.post("/counter/file-for-someone", "/counter/payments/" + order + "/refunds", Map.of("situation", "CITY_ERROR", "lines", "1", "formKey", UUID.randomUUID().toString())).statusCode())
                    .as(reader).isIn(403, 404);
        }
        assertThat(StaffBrowser.signIn(port, "alain").get("/counter/payments/movements.csv").body()).contains(";TAKEN;" + order + ";" + caseOf(order) + ";payment;payment.card.visa;172.46;7.50;14.96;");
    }

    @Test
    void aRefundAskedForAtTheCounterIsApprovedByASecondPerson() {
        String order = paid(ONE_LINE);
        var martine = StaffBrowser.signIn(port, "martine");
        String page = "/counter/payments/" + order;
        // A page whose form is still there when this order's is not.
        String form = "/counter/payments/" + paid(ONE_LINE);
        String key = UUID.randomUUID().toString();
        assertThat(martine.post(form, page + "/refunds", Map.of("situation", "CITY_ERROR", "formKey", key)).statusCode()).as("no line chosen").isEqualTo(422);
        assertThat(martine.post(form, page + "/refunds", Map.of("situation", "PAID_TWICE", "lines", "1", "formKey", key)).statusCode()).as("not for people").isEqualTo(400);
        var asked = Map.of("situation", "CITY_ERROR", "lines", "1", "formKey", key);
        assertThat(martine.post(form, page + "/refunds", asked).statusCode()).isEqualTo(302);
        assertThat(martine.post(form, page + "/refunds", asked).statusCode()).as("a second click").isEqualTo(302);
        assertThat(refunds.of(order)).singleElement().satisfies(refund -> assertThat(refund.askedBy()).isEqualTo("martine"));
        assertThat(martine.post(form, page + "/refunds", Map.of("situation", "CITY_ERROR", "lines", "1", "formKey", UUID.randomUUID().toString())).statusCode()).as("the line goes back already").isEqualTo(409);
        assertThat(martine.get(page).body()).contains("captured").contains("asked for");
    }
}
