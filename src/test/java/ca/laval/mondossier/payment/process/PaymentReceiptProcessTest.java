package ca.laval.mondossier.payment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.official.OfficialDocument;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.payment.AmountLine;
import ca.laval.mondossier.payment.PaymentTest;
import ca.laval.mondossier.payment.gateway.PaymentGateway.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The receipt as a document: what the PDF itself says, once for each order, and never in the order's way. */
@TestPropertySource(properties = {"mondossier.payment.gst-number=121414165 RT0001", "mondossier.payment.qst-number=1006001374 TQ0001"})
class PaymentReceiptProcessTest extends PaymentTest {
    private static final AmountLine STATEMENT = new AmountLine("payment.card.visa", "1333, boulevard Chomedey", 4_500, 0, 0);
    private static final AmountLine INSPECTION = new AmountLine("payment.card.mastercard", "", 15_000, 750, 1_496);

    @Autowired
    private OfficialDocuments documents;

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/payment-receipt.csv", numLinesToSkip = 1)
    void everyReceiptSaysWhatWasPaid(String path, String lines, String language, String end) throws IOException {
        boolean taxed = lines.equals("taxed");
        String number = newCase();
        db.sql("update case_file set language = :language where number = :number").param("language", language).param("number", number).update();
        String order = order(number, taxed ? List.of(STATEMENT, INSPECTION) : List.of(STATEMENT));
        becomes(begin(order), State.CAPTURED);
        runJobs();

        assertThat(ends("payment-receipt", number)).containsExactly(end);
        String text = text(number);
        assertThat(text).contains("Ville de Laval", "Reçu de paiement", number, "Paiements", "1333, boulevard Chomedey", "45,00 $", "non taxable", "Numéro de transaction",
                attempt(order, 1).payment(), "se terminant par 4242", "/payments/terms", "Total payé, en dollars canadiens");
        assertThat(text).containsPattern("Date et heure\\s.*\\d{1,2}\\s?h\\s?\\d{2}");
        for (String tax : List.of("TPS (5 %)", "7,50 $", "TVQ (9,975 %)", "14,96 $", "121414165 RT0001", "1006001374 TQ0001", "217,46 $")) assertThat(text.contains(tax)).as(tax).isEqualTo(taxed);
        assertThat(text.contains("Payment receipt")).as("courtesy translation").isEqualTo(language.equals("en"));
        if (language.equals("en")) assertThat(text).contains("not taxable", "ending in 4242", "$217.46", "Refund terms");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'receipt'").param("n", number).query(String.class).single()).contains("PDF");
    }

    @Test
    void thereIsOneForEachOrderAndItsOwnerDownloadsIt() {
        String order = paid(List.of(STATEMENT));
        String number = caseOf(order);
        runtime.startProcessInstanceByKey(ReceiptProcess.KEY, number, Map.of("paymentOrder", order));
        runJobs();
        OfficialDocument receipt = documents.of(new CaseNumber(number)).get(0);
        assertThat(documents.of(new CaseNumber(number))).hasSize(1);
        var owner = resident(email(number));
        assertThat(Jsoup.parse(owner.get("/files/" + number).body()).select("a[href$=/official/" + receipt.id() + "]").text()).contains("Reçu de paiement", order);
        assertThat(owner.get("/files/" + number + "/official/" + receipt.id()).header("Content-Type")).startsWith("application/pdf");
        assertThat(Jsoup.parse(visitor().get("/verify/" + receipt.code()).body()).text()).contains("Ce document est valide", "Reçu de paiement", order);
        var stranger = resident("stranger." + number.toLowerCase() + "@example.org");
        assertThat(stranger.get("/files/" + number + "/official/" + receipt.id()).status()).isEqualTo(404);
    }

    @Test
    void aReceiptThatCannotBeMadeHoldsNoOrder() {
        db.sql("alter table official_document add constraint no_receipt_today check (key not like 'receipt-%') not valid").update();
        String number = newCase();
        String order = order(number, List.of(STATEMENT));
        try {
            becomes(begin(order), State.CAPTURED);
            assertThatThrownBy(this::runJobs).hasStackTraceContaining("no_receipt_today");
            due().stream().filter(job -> !job.getProcessDefinitionKey().equals("payment-receipt")).forEach(job -> management.executeJob(job.getId()));
            assertThat(ends("payment", number)).contains("endEvent_paid");
            assertThat(letters(number)).containsExactly("receipt");
            assertThat(ends("payment-receipt", number)).isEmpty();
        } finally {
            db.sql("alter table official_document drop constraint no_receipt_today").update();
        }
        management.createJobQuery().processDefinitionKey("payment-receipt").list().forEach(job -> management.executeJob(job.getId()));
        assertThat(ends("payment-receipt", number)).containsExactly("endEvent_receiptIssued");
    }

    private String text(String number) throws IOException {
        OfficialDocument receipt = documents.of(new CaseNumber(number)).get(0);
        try (var pdf = Loader.loadPDF(documents.content(new CaseNumber(number), receipt.id()).orElseThrow())) {
            return new PDFTextStripper().getText(pdf).replace('\u00A0', ' ').replace('\u202F', ' ');
        }
    }
}
