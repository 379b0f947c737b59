package ca.laval.mondossier.benchmark;

import ca.laval.mondossier.Browser;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A resident of a benchmark, who signed in through the link in their mail. */
final class Applicant {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final byte[] DOCUMENT = ("%PDF-1.4\n" + "0123456789abcde\n".repeat(3200) + "%%EOF\n").getBytes(StandardCharsets.US_ASCII);

    private final Browser browser;

    private Applicant(Browser browser) {
        this.browser = browser;
    }

    static Applicant signedIn(int port, JdbcClient db, String email) {
        var browser = new Browser("http://localhost:" + port);
        browser.get("/sign-in");
        browser.post("/sign-in", "email", email);
        String mail = db.sql("select body from demo_mail where recipient = :email and body like '%/sign-in/link%' order by id desc limit 1").param("email", email).query(String.class).single();
        browser.get(mail.replaceAll("(?s).*?(/sign-in/link\\?token=\\S+).*", "$1"));
        browser.post("/sign-in/link");
        return new Applicant(browser);
    }

    /**
     * The way of a resident who buys hygiene products: four pages, two documents, one click.
     *
     * @param sending times the click
     * @return the case number
     */
    String apply(Durations sending) throws Exception {
        String page = "/services/subsidy-application/apply";
        long one = NUMBER.incrementAndGet();
        page = fill(page, "program", "HYGIENE_DURABLE");
        page = fill(page, "purchaseDate", LocalDate.now().minusDays(30).toString(), "preTaxCents", "42,50", "quantity", "1",
                "vendorType", "STORE", "currency", "CAD", "vendorName", "Quincaillerie Sainte-Rose", "invoiceNumber", "B-" + one);
        page = fill(page, "name", "Jean-Guy Larivière " + one, "address", "88, avenue des Bois", "city", "Laval", "postalCode", "H7P 2K5",
                "phone", "450 555-0123", "applicantSituation", "OWNER");
        page = fill(page, "paymentMethod", "DEPOSIT", "bankInstitution", "815", "bankTransit", "30124", "bankAccount", String.valueOf(10_000_000 + one));
        for (String kind : List.of("INVOICE", "RESIDENCE_PROOF")) {
            browser.get(page);
            led(browser.upload(page, kind, kind + ".pdf", DOCUMENT));
        }
        String draft = page.replace("/documents", "");
        browser.get(draft + "/check");
        return sending.time(() -> led(browser.post(draft + "/send", "declaration", "true"))).replaceAll(".*/files/|\\?.*", "");
    }

    private String fill(String page, String... fields) {
        browser.get(page);
        return led(browser.post(page, fields));
    }

    private static String led(Browser.Page answer) {
        if (answer.location() == null) throw new IllegalStateException(answer.status() + " " + answer.text());
        return answer.location();
    }
}
