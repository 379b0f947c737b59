package ca.laval.mondossier.subsidy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.SampleDocuments;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import ca.laval.mondossier.subsidy.SubsidyClaims;
import ca.laval.mondossier.subsidy.SubsidyPayouts;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The people of domain.md, section 1.3, P1 to P10, and what happens to their applications. */
class SubsidyPersonasTest extends SubsidyTest {
    @Autowired
    private SubsidyBudget budget;
    @Autowired
    private SubsidyClaims claims;
    @Autowired
    private SubsidyPayouts payouts;
    @Autowired
    private Documents documents;

    private static Object[] diapers(String name, String child, String address, String postal, long cents, int quantity, Object... more) {
        var all = new ArrayList<Object>(List.of("program", "COUCHES_LAVABLES", "name", name, "childName", child, "childBirthDate",
                LocalDate.now().minusMonths(4).toString(), "address", address, "postalCode", postal, "preTaxCents", cents, "quantity", quantity, "applicantSituation", "TENANT"));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Test
    void p1AmelieGetsTheMaximumForHerDiapersWithoutAPersonDeciding() {
        String amelie = apply(diapers("Amélie Tremblay-Nguyen", "Léo Tremblay", "45A, rue Grenon", "H7N 2G5", 34_995, 24));
        complete(amelie);

        assertThat(status(amelie)).isEqualTo("APPROVED");
        assertThat(variable(amelie, "grantCents")).isEqualTo(20_000L);
        assertThat(letters(amelie)).containsExactly("received", "approved");
        assertThat(budget.envelope("COUCHES_LAVABLES", LocalDate.now().getYear()).orElseThrow().reservedCents()).isEqualTo(20_000);
    }

    @Test
    void p2TheAnalystCorrectsJeanGuysAmountAndTheReservationFollows() {
        String jeanGuy = apply("program", "BARIL_EAU_PLUIE", "mosquitoScreen", true, "name", "Jean-Guy Larivière", "address", "88, av. des Bois", "postalCode", "H7P 2K5", "preTaxCents", 7_472L);
        act("amelie", jeanGuy, Map.of("completeness", "complete", "doubtfulInvoice", true));
        assertThat(reserved()).isEqualTo(7_000);

        act("mathieu", jeanGuy, Map.of("assessment", "recalculate", "preTaxAmount", "64,99", "quantity", 1, "purchaseDate", LocalDate.now().minusDays(20).toString()));
        assertThat(reserved()).isEqualTo(6_499);
        act("mathieu", jeanGuy, Map.of("assessment", "approve"));
        assertThat(status(jeanGuy)).isEqualTo("APPROVED");
    }

    @Test
    void p3SofiaBoughtTooFewDiapersAndNothingIsSetAside() {
        String sofia = apply(diapers("Sofia Petrakis", "Nikos Petrakis", "310, boulevard Notre-Dame", "H7W 1V5", 21_000, 18));
        complete(sofia);
        assertThat(waitsAt(sofia, "userTask_assessApplication")).isTrue();

        act("nathalie", sofia, Map.of("assessment", "refuse", "refusalReason", "MIN_QUANTITY"));
        assertThat(status(sofia)).isEqualTo("REFUSED");
        assertThat(budget.envelopes()).allSatisfy(envelope -> assertThat(envelope.reservedCents()).isZero());
    }

    @Test
    void p4TwinsWithOneInvoiceAreExaminedAndFoundLegitimate() {
        String one = apply(diapers("Marie Gagnon", "Rose Gagnon", "12, rue Grenon", "H7N 2G5", 34_995, 24, "invoiceNumber", "T-1"));
        String two = apply(diapers("Marie Gagnon", "Lili Gagnon", "12, rue Grenon", "H7N 2G5", 34_995, 24, "invoiceNumber", "T-1"));
        complete(one);
        complete(two);
        assertThat(waitsAt(two, "userTask_reviewDuplicate")).isTrue();
        assertThat(claims.of(two)).containsExactly(one);

        act("sylvie", two, Map.of("duplicateReview", "legitimate", "reviewNote", "Jumelles, un certificat chacune."));
        act("mathieu", two, Map.of("assessment", "approve"));
        assertThat(status(two)).isEqualTo("APPROVED");
    }

    @Test
    void p5MarcAndreLivesInRosemere() {
        String marcAndre = apply("address", "12, rue de l’Église", "city", "Rosemère", "postalCode", "J7A 1B2");
        complete(marcAndre);
        assertThat(variable(marcAndre, "eligibilityReasons")).isEqualTo("NOT_RESIDENT");
        assertThat(waitsAt(marcAndre, "userTask_assessApplication")).isTrue();
    }

    @Test
    void p6SeparatedParentsClaimTheSameChildAndTheSecondIsADuplicate() {
        String mother = apply(diapers("Julie Roy", "Émile Roy-Côté", "45A, rue Grenon", "H7N 2G5", 34_995, 24));
        String father = apply(diapers("Paul Côté", "Emile  ROY COTE", "310, boulevard Notre-Dame", "H7W 1V5", 25_000, 20));
        complete(mother);
        complete(father);
        assertThat(status(mother)).isEqualTo("APPROVED");
        assertThat(variable(father, "duplicate")).isEqualTo(true);

        act("sylvie", father, Map.of("duplicateReview", "duplicate", "refusalReason", "DUPLICATE", "reviewNote", "Même enfant."));
        assertThat(status(father)).isEqualTo("REFUSED");
        assertThat(letters(father)).containsExactly("received", "refused");
        assertThat(reservedOf("COUCHES_LAVABLES")).as("the father's reservation is free again").isEqualTo(20_000);
    }

    @Test
    void p7FatimaExpectsAChildAndHasAMedicalNote() throws Exception {
        String fatima = apply(diapers("Fatima El-Amrani", "x", "225, rue de Prince-Rupert", "H7K 3N7", 20_000, 20, "unborn", true, "medicalNoteDate", LocalDate.now().minusMonths(1).toString()));
        act("amelie", fatima, Map.of("completeness", "documentsMissing", "missingDocuments", List.of("MEDICAL_NOTE")));
        assertThat(status(fatima)).isEqualTo("DOCUMENTS_MISSING");
        caseFiles.documentsSent(new CaseNumber(fatima), "karine");
        runJobs();
        assertThat(status(fatima)).as("the city's turn again").isEqualTo("RECEIVED");
        complete(fatima);
        assertThat(variable(fatima, "eligibilityReasons")).as("no note in the file").isEqualTo("BIRTH_PROOF_MISSING");
    }

    @Test
    void p7FatimasNoteArrivesAndTheSubsidyForTheExpectedChildIsGrantedAndPaid() throws Exception {
        String fatima = apply(diapers("Fatima El-Amrani", "x", "225, rue de Prince-Rupert", "H7K 3N7", 20_000, 20, "unborn", true, "childBirthDate", null, "medicalNoteDate", LocalDate.now().minusMonths(1).toString()));
        act("amelie", fatima, Map.of("completeness", "documentsMissing", "missingDocuments", List.of("MEDICAL_NOTE")));
        documents.addToCase(new CaseNumber(fatima), "MEDICAL_NOTE", "billet.pdf", new ByteArrayInputStream(SampleDocuments.pdf()), Documents.RESIDENT);
        caseFiles.documentsSent(new CaseNumber(fatima), null);
        runJobs();
        complete(fatima);

        assertThat(variable(fatima, "eligibilityReasons")).as("no age is asked of a child that is not born").isEqualTo("");
        assertThat(variable(fatima, "medicalNoteMonths")).isEqualTo(1);
        assertThat(status(fatima)).isEqualTo("APPROVED");
        assertThat(reservedOf("COUCHES_LAVABLES")).isEqualTo(20_000);
        pay(fatima);
        assertThat(status(fatima)).isEqualTo("PAID");
        assertThat(letters(fatima)).containsExactly("received", "documentsMissing", "approved", "paid");
        assertThat(budget.envelope("COUCHES_LAVABLES", LocalDate.now().getYear()).orElseThrow().paidCents()).isEqualTo(20_000);

        String twice = apply(diapers("Fatima El-Amrani", "x", "225, rue de Prince-Rupert", "H7K 3N7", 20_000, 20, "unborn", true, "childBirthDate", null, "medicalNoteDate", LocalDate.now().minusMonths(1).toString()));
        documents.addToCase(new CaseNumber(twice), "MEDICAL_NOTE", "billet.pdf", new ByteArrayInputStream(SampleDocuments.pdf()), Documents.RESIDENT);
        complete(twice);
        assertThat(variable(twice, "duplicate")).as("the same expected child").isEqualTo(true);
    }

    @Test
    void p8TheLastApplicantWaitsAndIsLetInAfterTheTopUpInOrder() {
        envelope("HYGIENE_DURABLE", 8_500);
        String first = apply();
        String last = apply("preTaxCents", 5_000L);
        String behind = apply("preTaxCents", 1_500L);
        complete(first);
        complete(last);
        complete(behind);
        assertThat(status(last)).isEqualTo("WAITING_LIST");
        assertThat(status(behind)).as("who asks for less does not overtake").isEqualTo("WAITING_LIST");
        assertThat(budget.position(last)).contains(1);
        assertThat(budget.position(behind)).contains(2);
        assertThat(letters(last)).containsExactly("received", "waitingList");

        change("TOP_UP", "10,00", "approve");
        approveIfDrawn(last);
        assertThat(status(last)).isEqualTo("APPROVED");
        assertThat(status(behind)).isEqualTo("WAITING_LIST");
        assertThat(budget.position(behind)).contains(1);

        caseFiles.withdraw(new CaseNumber(behind), "karine");
        runJobs();
        assertThat(status(behind)).isEqualTo("WITHDRAWN");
        assertThat(budget.position(behind)).isEmpty();
    }

    @Test
    void whoWithdrewMayApplyAgainWithTheSameInvoice() {
        String first = apply("name", "Odile Retour", "invoiceNumber", "R-1");
        complete(first);
        caseFiles.withdraw(new CaseNumber(apply("name", "Odile Retour", "invoiceNumber", "R-2")), null);
        runJobs();
        String again = apply("name", "Odile Autre", "invoiceNumber", "R-2");
        act("amelie", again, Map.of("completeness", "complete", "doubtfulInvoice", true));
        assertThat(variable(again, "invoiceSeen")).as("never looked at, so never seen").isEqualTo(false);

        String late = apply("name", "Odile Tard", "invoiceNumber", "R-3");
        act("amelie", late, Map.of("completeness", "complete", "doubtfulInvoice", true));
        caseFiles.withdraw(new CaseNumber(late), null);
        runJobs();
        String back = apply("name", "Odile Tard", "invoiceNumber", "R-3");
        act("amelie", back, Map.of("completeness", "complete", "doubtfulInvoice", true));
        assertThat(variable(back, "invoiceSeen")).isEqualTo(false);
        String other = apply("name", "Quelqu’un d’autre", "invoiceNumber", "R-3");
        act("amelie", other, Map.of("completeness", "complete", "doubtfulInvoice", true));
        assertThat(variable(other, "invoiceSeen")).as("another person's").isEqualTo(true);
    }

    @Test
    void aRefusalFreesTheMoneyForTheNextInLine() {
        envelope("HYGIENE_DURABLE", 5_000);
        String first = apply("vendorType", "PRIVATE_SALE", "preTaxCents", 5_000L);
        String next = apply("preTaxCents", 5_000L);
        complete(first);
        complete(next);
        assertThat(status(next)).isEqualTo("WAITING_LIST");

        act("mathieu", first, Map.of("assessment", "refuse", "refusalReason", "VENDOR_NOT_ELIGIBLE"));
        assertThat(status(first)).isEqualTo("REFUSED");
        approveIfDrawn(next);
        assertThat(status(next)).isEqualTo("APPROVED");
    }

    @Test
    void aSuspendedProgrammeRefusesAndGoesOnWhenItIsResumed() {
        change("SUSPEND", null, "approve");
        String during = apply();
        complete(during);
        assertThat(status(during)).isEqualTo("REFUSED");
        assertThat(db.sql("select body from letter where case_number = :n and name = 'refused'").param("n", during).query(String.class).single()).contains("suspendu");

        change("RESUME", null, "approve");
        String after = apply();
        complete(after);
        assertThat(status(after)).isEqualTo("APPROVED");
    }

    @Test
    void aDeclinedChangeChangesNothingAndNobodyApprovesTheirOwn() {
        envelope("HYGIENE_DURABLE", 8_500);
        change("TOP_UP", "10,00", "decline");
        assertThat(budget.envelope("HYGIENE_DURABLE", LocalDate.now().getYear()).orElseThrow().totalCents()).isEqualTo(8_500);
        assertThatThrownBy(() -> change("TOP_UP", "0", "approve")).hasMessageContaining("amount above zero");
        // Also who belongs to both offices.
        assertThatThrownBy(() -> change("TOP_UP", "10,00", "approve", "admin", "admin")).hasStackTraceContaining("A second person must do this");
        assertThat(budget.envelope("HYGIENE_DURABLE", LocalDate.now().getYear()).orElseThrow().totalCents()).isEqualTo(8_500);
    }

    @Test
    void p10APurchaseOfDecemberFiledInJanuaryBelongsToTheOldYear() {
        var january = LocalDate.of(2027, 1, 30);
        assertThat(BusinessCalendar.budgetYear(january, LocalDate.of(2026, 12, 31))).isEqualTo(2026);
        assertThat(BusinessCalendar.budgetYear(january, LocalDate.of(2027, 1, 2))).isEqualTo(2027);
        assertThat(BusinessCalendar.budgetYear(LocalDate.of(2027, 2, 1), LocalDate.of(2026, 12, 31))).isEqualTo(2027);
    }

    @Test
    void whoWasDecidedUponAutomaticallyMayAskForAPersonUntilTheMoneyLeaves() {
        String case1 = apply();
        complete(case1);
        caseFiles.askReview(new CaseNumber(case1), null);
        runJobs();
        assertThat(status(case1)).isEqualTo("UNDER_REVIEW");
        assertThat(db.sql("select state from subsidy_payout where case_number = :n").param("n", case1).query(String.class).single()).isEqualTo("WITHDRAWN");
        assertThatThrownBy(() -> caseFiles.askReview(new CaseNumber(case1), null)).isInstanceOf(IllegalStateException.class);

        act("sylvie", case1, Map.of("reviewDecision", "corrected", "grantAmount", "40,00", "decisionMessage", "Une ligne de la facture n’est pas couverte."));
        assertThat(status(case1)).isEqualTo("APPROVED");
        assertThat(reservedOf("HYGIENE_DURABLE")).isEqualTo(4_000);
        assertThat(db.sql("select amount_cents from subsidy_payout where case_number = :n and state = 'DUE'").param("n", case1).query(Long.class).single()).isEqualTo(4_000);
    }

    /** Through Tasklist's forms: the management proposes, the treasury decides. */
    private void change(String change, String dollars, String decision) {
        change(change, dollars, decision, "francois", "alain");
    }

    private void change(String change, String dollars, String decision, String owner, String treasurer) {
        String number = "ENV-" + System.nanoTime();
        runtime.startProcessInstanceByKey("subsidy-budget", number);
        Map<String, Object> proposal = new HashMap<>(Map.of("program", "HYGIENE_DURABLE", "envelopeYear", LocalDate.now().getYear(), "change", change, "changeReason", "CE-20261124-17"));
        if (dollars != null) proposal.put("addedAmount", dollars);
        act(owner, number, proposal);
        act(treasurer, number, Map.of("changeDecision", decision));
        assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).count()).isZero();
    }

    /** With the week's batch, by cheque. */
    private void pay(String number) {
        String batch = payouts.nextNumber();
        runtime.startProcessInstanceByKey(PayoutProcess.KEY, batch);
        runJobs();
        act("stephane", batch, Map.of("batchDecision", "approve"));
        payouts.chequeIssued(batch, number + ".1");
        act("stephane", batch, Map.of("everyLineAnswered", true));
    }

    private long reserved() {
        return reservedOf("BARIL_EAU_PLUIE");
    }

    private long reservedOf(String program) {
        return budget.envelope(program, LocalDate.now().getYear()).orElseThrow().reservedCents();
    }
}
