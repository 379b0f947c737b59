package ca.laval.mondossier;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job as its people do it: a resident in the portal, the staff in Tasklist, a manager in Cockpit, each in a browser. */
class SubsidyJourneyTest extends BrowserTest {
    /** Other tests leave cases behind; Tasklist shows fifteen tasks at a time. */
    @BeforeEach
    void theOfficesBeginWithEmptyDesks() {
        db.sql("delete from subsidy_claim").update();
        db.sql("delete from subsidy_fingerprint").update();
        endEveryCase();
    }

    @Test
    void aResidentAppliesInFrenchTheStaffDecideInTasklistAndTheResidentSeesIt() {
        Page resident = window(1280, 900, "fr-CA");
        signIn(resident, "jean-guy@example.org");
        String number = applyForRainBarrel(resident, "INVOICE", "RESIDENCE_PROOF", "INSTALLATION_PHOTO");
        assertThat(resident.locator("main")).containsText("Reçue");
        assertThat(resident.locator("main")).containsText("La Ville");

        runJobs();
        Page intake = tasklist("amelie", number);
        intake.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Yes")).first().click();
        // Whoever marks an invoice as hard to read sends it to a person.
        intake.locator(".fjs-form label", new Page.LocatorOptions().setHasText("handwritten")).first().click();
        finish(intake);

        runJobs();
        Page manager = window(1440, 900, "en-CA");
        signInStaff(manager, "cockpit", "francois");
        manager.navigate("/camunda/app/cockpit/default/#/processes");
        manager.locator("a", new Page.LocatorOptions().setHasText("Environmental subsidy application")).first().click();
        assertThat(manager.locator("body")).containsText(number);

        Page analyst = tasklist("mathieu", number);
        assertThat(analyst.locator(".fjs-form")).containsText("64.99");
        analyst.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Approve")).first().click();
        finish(analyst);

        runJobs();
        resident.navigate("/files/" + number);
        assertThat(resident.locator("main")).containsText("Acceptée");
        assertThat(resident.locator("main")).containsText("Votre subvention est accordée");
        assertThat(db.sql("select body from letter where case_number = :number and name = 'approved'").param("number", number).query(String.class).single())
                .contains("64,99\u00a0$");
    }

    @Test
    void aResidentAppliesInEnglishIsAskedForADocumentAndAnswersInTheSameFile() {
        Page resident = window(1280, 900, "en-CA");
        signIn(resident, "sofia@example.org");
        speakEnglish(resident);
        String number = applyForRainBarrel(resident, "INVOICE", "RESIDENCE_PROOF", "INSTALLATION_PHOTO");
        assertThat(resident.locator("main")).containsText("Received");

        runJobs();
        Page intake = tasklist("amelie", number);
        intake.locator(".fjs-form label", new Page.LocatorOptions().setHasText("No, documents")).first().click();
        intake.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Proof of residence")).first().click();
        intake.locator(".fjs-form textarea").first().fill("The lease shows another name: please send one with yours.");
        finish(intake);

        runJobs();
        resident.navigate("/files/" + number);
        assertThat(resident.locator("main")).containsText("Documents missing");
        assertThat(resident.locator("main")).containsText("please send one with yours");
        resident.selectOption("form[action$='/documents'] [name=kind]", "RESIDENCE_PROOF");
        resident.locator("form[action$='/documents'] input[type=file]").first().setInputFiles(new FilePayload("lease.pdf", "application/pdf", (new String(DOCUMENT, StandardCharsets.US_ASCII) + "\n").getBytes(StandardCharsets.US_ASCII)));
        resident.locator("form[action$='/documents']").first().locator("button[type=submit]").click();
        resident.locator("form[action$='/documents/send'] button[type=submit]").click();
        resident.waitForURL("**/files/" + number + "?documents");

        runJobs();
        assertThat(db.sql("select subject from letter where case_number = :number and name = 'documentsMissing'").param("number", number).query(String.class).single())
                .contains("Il manque des documents").contains("Documents are missing");
        Page again = tasklist("amelie", number);
        assertThat(again.locator(".fjs-form")).containsText("Is the application complete?");
        // What was written to the resident is in the case file, not in the engine.
        assertThat(db.sql("select count(*) from act_hi_varinst where text_ like '%lease shows%'").query(Integer.class).single()).isZero();
    }

    @Test
    void aMachineApprovesAPersonMayBeAskedAndTheMoneyArrivesAtTheSecondTry() {
        Page resident = window(1280, 900, "fr-CA");
        signIn(resident, "fatima@example.org");
        String number = applyForRainBarrel(resident, "INVOICE", "RESIDENCE_PROOF", "INSTALLATION_PHOTO");
        runJobs();
        Page intake = tasklist("amelie", number);
        intake.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Yes")).first().click();
        finish(intake);
        runJobs();
        approveIfDrawn(number);
        look(resident, "/files/" + number);
        if (!drawn(number)) {
            assertThat(resident.locator("main")).containsText("aucune personne ne l’a prise");
            assertThat(resident.locator("main")).containsText("la subvention est de 200");
        }
        resident.locator("form[action$='/review'] button").click();
        resident.waitForURL("**/files/" + number + "?review");
        look(resident);
        runJobs();
        Page supervisor = tasklist("sylvie", number);
        assertThat(supervisor.locator(".fjs-form")).containsText("64.99");
        supervisor.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Confirm the amount")).first().click();
        supervisor.locator(".fjs-form textarea").first().fill("Le montant est celui de la facture.");
        // Leaving the field draws the form anew: a click on the button below the fold would meet it in between.
        supervisor.keyboard().press("Tab");
        finish(supervisor);
        runJobs();

        Page finance = window(1280, 900, "en-CA");
        signInStaff(finance, "tasklist", "stephane");
        look(finance, "/counter/payouts");
        // The first attempt was withdrawn for the review.
        String returned = pay(finance, number + ".2", "RETURNED");
        look(resident, "/files/" + number);
        assertThat(resident.locator("main")).containsText("Coordonnées à corriger");
        resident.locator("a[href$='/correct']").click();
        look(resident);
        resident.fill("[name=bankAccount]", "12");
        resident.locator("main form[method=post] button.button").first().click();
        assertThat(resident.locator(".error-summary")).containsText("7 à 12 chiffres");
        look(resident);
        resident.fill("[name=bankInstitution]", "815");
        resident.fill("[name=bankTransit]", "30124");
        resident.fill("[name=bankAccount]", "99988877");
        resident.locator("main form[method=post] button.button").first().click();
        resident.waitForURL("**/files/" + number + "?corrected");
        runJobs();
        String paid = pay(finance, number + ".3", "SETTLED");
        look(resident, "/files/" + number);
        assertThat(resident.locator("main")).containsText("Votre versement a été effectué");
        look(finance, "/counter/payouts/" + returned);
        look(finance, "/counter/payouts/" + paid);

        Page manager = window(1280, 900, "en-CA");
        signInStaff(manager, "tasklist", "francois");
        look(manager, "/counter/programs");
        assertThat(manager.locator("main")).containsText("Rain barrel");
        manager.setViewportSize(360, 800);
        look(manager, "/counter/programs");
        look(manager, "/counter/duplicates/" + number);
        resident.setViewportSize(360, 800);
        look(resident, "/files/" + number);
    }

    /** Collects what is due, has it approved in Tasklist, loads the bank's answer and ends the task; answers the batch's number. */
    private String pay(Page finance, String reference, String word) {
        finance.navigate("/counter/payouts");
        finance.locator("main form button").first().click();
        finance.waitForURL("**/counter/payouts?asked");
        runJobs();
        String batch = db.sql("select batch from subsidy_payout where case_number || '.' || attempt = :reference").param("reference", reference).query(String.class).single();
        Page approver = tasklist("stephane", batch);
        approver.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Yes, approve")).first().click();
        finish(approver);
        runJobs();
        look(finance, "/counter/payouts/" + batch);
        finance.setInputFiles("#file", new FilePayload("return.csv", "text/csv", "nonsense".getBytes(StandardCharsets.UTF_8)));
        finance.locator("form[action$='/answer'] button").click();
        assertThat(finance.locator(".error-summary")).containsText("Nothing was taken over");
        look(finance);
        finance.setInputFiles("#file", new FilePayload("return.csv", "text/csv", "H;%s\r\nR;%s;6499;%s;\r\nT;1;6499\r\n".formatted(batch, reference, word).getBytes(StandardCharsets.UTF_8)));
        finance.locator("form[action$='/answer'] button").click();
        finance.waitForURL("**/counter/payouts/" + batch + "?answered");
        Page recorder = tasklist("stephane", batch);
        recorder.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Every line")).first().click();
        finish(recorder);
        runJobs();
        return batch;
    }

    /** One application in twenty is drawn for a person. */
    private void approveIfDrawn(String number) {
        if (!drawn(number)) return;
        Page analyst = tasklist("mathieu", number);
        analyst.locator(".fjs-form label", new Page.LocatorOptions().setHasText("Approve")).first().click();
        finish(analyst);
        runJobs();
    }

    private boolean drawn(String number) {
        return db.sql("select count(*) from act_hi_varinst v join act_hi_procinst p on p.id_ = v.proc_inst_id_ where p.business_key_ = :number and v.name_ = 'route' and v.text_ = 'MANUAL'")
                .param("number", number).query(Integer.class).single() > 0;
    }

    private String applyForRainBarrel(Page page, String... documents) {
        page.navigate("/services/subsidy-application/apply");
        page.selectOption("[name=program]", "BARIL_EAU_PLUIE");
        next(page);
        page.fill("[name=purchaseDate]", LocalDate.now().minusDays(30).toString());
        page.fill("[name=preTaxCents]", "64,99");
        page.fill("[name=quantity]", "1");
        page.fill("[name=vendorName]", "Quincaillerie Sainte-Rose");
        page.fill("[name=invoiceNumber]", "J-" + System.nanoTime());
        page.selectOption("[name=vendorType]", "STORE");
        page.selectOption("[name=currency]", "CAD");
        page.check("[name=mosquitoScreen]");
        next(page);
        page.fill("[name=name]", "Jean-Guy Larivière");
        page.fill("[name=address]", "88, avenue des Bois");
        page.fill("[name=city]", "Laval");
        page.fill("[name=postalCode]", "h7p 2k5");
        page.fill("[name=phone]", "450 555-0102");
        page.check("[name=applicantSituation][value=OWNER]");
        next(page);
        page.check("[name=paymentMethod][value=DEPOSIT]");
        page.fill("[name=bankInstitution]", "815");
        page.fill("[name=bankTransit]", "30124");
        page.fill("[name=bankAccount]", "1234567");
        next(page);
        return send(page, documents);
    }
}
