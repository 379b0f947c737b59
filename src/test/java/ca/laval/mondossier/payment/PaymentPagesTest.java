package ca.laval.mondossier.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.Browser;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Notices over HTTP, the resident's pages and what they refuse. */
class PaymentPagesTest extends PaymentTest {
    private final HttpClient http = HttpClient.newHttpClient();

    private int deliver(String provider, String body, String signature) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/payments/notices/" + provider)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) request.header("Stripe-Signature", signature);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The page, wherever the way to it leads. */
    private static Browser.Page open(Browser browser, String path) {
        Browser.Page page = browser.get(path);
        while (page.status() >= 300 && page.status() < 400) page = browser.get(page.location());
        return page;
    }

    private static Browser.Page send(Browser browser, String path, String... fields) {
        Browser.Page answer = browser.post(path, fields);
        return answer.status() >= 300 && answer.status() < 400 ? open(browser, answer.location()) : answer;
    }

    @Test
    void aSignedNoticePaysOnceAndEverythingElseIsRefused() throws Exception {
        String order = order();
        var notice = gateway.notice(gateway.becomes(begin(order).session(), State.CAPTURED));
        String id = notice.id();
        assertThat(deliver("fake", id, null)).as("unsigned").isEqualTo(400);
        assertThat(deliver("fake", id, gateway.sign("evt_other"))).as("wrongly signed").isEqualTo(400);
        assertThat(deliver("fake", id, "t=" + (clock.instant().getEpochSecond() - 301) + ",v1=" + FakeGateway.backwards(id))).as("old").isEqualTo(400);
        assertThat(deliver("fake", "evt_garbage", gateway.sign("evt_garbage"))).as("not readable").isEqualTo(400);
        assertThat(deliver("nobody", id, gateway.sign(id))).as("unknown provider").isEqualTo(404);
        assertThat(deliver("fake", "x".repeat(1_000_000), gateway.sign(id))).as("a megabyte").isEqualTo(413);
        assertThat(state(order)).isEqualTo("OPEN");
        assertThat(deliver("fake", gateway.notice("customer.created").id(), gateway.sign("x"))).isEqualTo(400);
        String other = gateway.notice("customer.created").id();
        assertThat(deliver("fake", other, gateway.sign(other))).as("an event that means nothing").isEqualTo(200);
        assertThat(deliver("fake", id, gateway.sign(id))).isEqualTo(200);
        assertThat(state(order)).as("answered once it is kept").isEqualTo("OPEN");
        assertThat(deliver("fake", id, gateway.sign(id))).as("replayed before it is worked off").isEqualTo(200);
        PaidInTests.drain(inbox);
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(deliver("fake", id, gateway.sign(id))).as("replayed").isEqualTo(200);
        PaidInTests.drain(inbox);
        assertThat(db.sql("select effect from payment_notice where id in (:ids) order by id").param("ids", List.of(id, other)).query(String.class).list()).containsExactlyInAnyOrder("PAID", "IGNORED");
        runJobs();
        assertThat(letters(caseOf(order))).containsExactly("receipt");
    }

    @Test
    void aResidentPaysSeesItAndGetsTheReceipt() {
        String number = newCase();
        String order = order(number, List.of(new AmountLine("payment.card.visa", "1333, boul. Chomedey", 15_000, 750, 1_496)));
        Browser browser = resident(email(number));
        assertThat(open(browser, "/files/" + number).body()).contains("Payer 172,46");
        assertThat(open(browser, "/files/" + number + "/payment").body()).contains("172,46", "7,50", "14,96", "1333, boul. Chomedey").contains("Conditions de remboursement");
        var left = send(browser, "/files/" + number + "/payment", "order", "1");
        assertThat(left.body()).contains("https://pay.example.test/" + order + "-1");
        assertThat(left.header("Refresh")).isEqualTo("0;url=https://pay.example.test/" + order + "-1");
        assertThat(send(browser, "/files/" + number + "/payment", "order", "1").body()).as("a second click").contains("https://pay.example.test/" + order + "-1");
        assertThat(open(browser, "/files/" + number + "/payment/return").body()).as("coming back proves nothing").contains("Nous vérifions votre paiement");
        assertThat(state(order)).isEqualTo("OPEN");
        gateway.becomes(attempt(order, 1).session(), State.CAPTURED);
        assertThat(open(browser, "/payments/return/" + attempt(order, 1).returnCode()).body()).as("but the provider is asked").contains("Votre paiement est reçu", "Visa se terminant par 4242", "Inscription à la TPS");
        assertThat(state(order)).isEqualTo("PAID");
        assertThat(open(browser, "/files/" + number).body()).contains("Reçu de 172,46");
    }

    @Test
    void whatBecomesOfAnAttemptIsSaidInPlainWords() {
        String order = order();
        String number = caseOf(order);
        Browser browser = resident(email(number));
        open(browser, "/files/" + number + "/payment");
        gateway.silent = true;
        assertThat(send(browser, "/files/" + number + "/payment", "order", "1").body()).contains("le fournisseur de paiement ne répond pas", "Rien n’a été débité").doesNotContain("refusé.");
        gateway.silent = false;
        var attempt = begin(order);
        assertThat(open(browser, "/payments/return/" + attempt.returnCode() + "?cancelled").body()).contains("sans payer");
        becomes(attempt, State.DECLINED);
        assertThat(open(browser, "/files/" + number + "/payment/return").body()).contains("Le dernier paiement a été refusé", "Réessayer");
        for (int i = 0; i < 2; i++) becomes(begin(order), State.DECLINED);
        assertThat(send(browser, "/files/" + number + "/payment", "order", "1").body()).contains("Réessayez demain");
        payments.lapse(order);
        assertThat(open(browser, "/files/" + number + "/payment").body()).contains("Ce paiement est échu").doesNotContain("Payer 45");
    }

    @Test
    void anothersPaymentDoesNotExistAndAReturnAddressMadeUpDoesNothing() {
        String order = order();
        Browser stranger = resident("stranger" + System.nanoTime() + "@example.org");
        String page = "/files/" + caseOf(order) + "/payment";
        assertThat(open(stranger, page).status()).isEqualTo(404);
        assertThat(open(stranger, page + "/return").status()).isEqualTo(404);
        assertThat(open(stranger, page + "/leave?order=1").status()).isEqualTo(404);
        assertThat(open(stranger, "/payments/return/made-up?paid=true").status()).isEqualTo(404);
        assertThat(open(stranger, "/payments/link/made-up").status()).isEqualTo(404);
        Browser owner = resident(email(caseOf(order)));
        assertThat(open(owner, page + "/return?order=1&paid=true&state=CAPTURED").status()).isEqualTo(200);
        assertThat(open(owner, page + "?order=9").status()).isEqualTo(404);
        assertThat(open(owner, page + "?told=MADE_UP").status()).isEqualTo(400);
        assertThat(state(order)).isEqualTo("OPEN");
        var attempt = begin(order);
        assertThat(open(stranger, "/payments/return/" + attempt.returnCode()).body()).contains("Nous vérifions").doesNotContain(email(caseOf(order)));
    }

    @Test
    void onAPublicTerminalOnePaysOnAPhoneOfOnesOwn() {
        String order = order();
        String number = caseOf(order);
        Browser terminal = resident(email(number));
        open(terminal, "/payments/terminal/on");
        var page = open(terminal, "/files/" + number + "/payment").body();
        assertThat(page).contains("Payez sur votre téléphone", "<svg", "Code qui ouvre").doesNotContain("name=\"order\" value=\"1\"><button type=\"submit\" class=\"button\">");
        assertThat(send(terminal, "/files/" + number + "/payment", "order", "1").body()).contains("Payez sur votre téléphone");
        assertThat(ledger.attempts(order)).as("nothing was opened").isEmpty();
        assertThat(send(terminal, "/files/" + number + "/payment/mail", "order", "1").body()).contains("Le lien est en route");
        assertThat(letters(number)).contains("paymentReminder");
    }

    @Test
    void thePhonesLinkShowsAnAmountAndANumberAndNoPerson() {
        String order = order();
        String token = new PaymentLinks(db, clock, "http://localhost").create(order).link().replaceAll(".*/", "");
        Browser phone = visitor();
        assertThat(open(phone, "/payments/link/" + token).body()).contains("45,00", caseOf(order)).doesNotContain(email(caseOf(order)));
        assertThat(send(phone, "/payments/link/" + token).body()).contains("https://pay.example.test/" + order + "-1");
        becomes(attempt(order, 1), State.CAPTURED);
        assertThat(open(phone, "/payments/link/" + token).body()).contains("Votre paiement est reçu");
        later(java.time.Duration.ofMinutes(31));
        assertThat(open(phone, "/payments/link/" + token).status()).as("half an hour later").isEqualTo(404);
    }

    @Test
    void noCardNumberEntersATableAVariableOrAPage() {
        String order = order();
        var attempt = begin(order);
        var right = gateway.becomes(attempt.session(), State.CAPTURED);
        said(new ca.laval.mondossier.payment.gateway.PaymentGateway.Outcome(right.session(), right.payment(), order, right.key(), State.CAPTURED, 4_500, "CAD", "4242424242424242", "4242424242424242", "4242424242424242", right.at()));
        runJobs();
        String row = db.sql("select cast(a as text) from payment_attempt a where order_number = :o").param("o", order).query(String.class).single();
        assertThat(row).doesNotContainPattern("\\d{12,19}");
        assertThat(history.createHistoricVariableInstanceQuery().list().stream().map(variable -> String.valueOf(variable.getValue()))).noneMatch(value -> value.matches(".*\\b\\d{13,19}\\b.*"));
        assertThat(open(resident(email(caseOf(order))), "/files/" + caseOf(order) + "/payment").body()).doesNotContainPattern("\\b\\d{13,19}\\b");
    }
}
