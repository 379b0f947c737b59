package ca.laval.mondossier.permit.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.casefile.Documents;
import ca.laval.mondossier.casefile.SampleDocuments;
import ca.laval.mondossier.counter.StaffBrowser;
import ca.laval.mondossier.council.Sitting;
import ca.laval.mondossier.official.OfficialDocuments;
import ca.laval.mondossier.payment.PaymentOrder;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The people and the edge cases of domain.md, section 2.4. */
class PermitPersonasTest extends PermitTest {
    private static final LocalDate MEETING = LocalDate.of(2026, 5, 6);
    private static final LocalDate COUNCIL = LocalDate.of(2026, 6, 2);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 7);

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Autowired
    private OfficialDocuments documents;
    @Autowired
    private Documents papers;

    @BeforeEach
    void calendar() {
        usualCalendar();
    }

    @Test
    void r1AShallowPoolNeedsNoPermitAndADeeperOneDoes() {
        assertThat(status(pool(55))).isEqualTo("CLOSED");
        String deep = pool(60);
        assertThat(waiting(deep)).containsExactly("userTask_checkCompleteness");
        complete(deep);
        assertThat(letter(deep, "statement")).contains("82,00").contains("état de compte");
    }

    @Test
    void r2ATenantWithoutAProcurationCannotApply() {
        assertThat(answers("applicantCapacity", "REPRESENTATIVE").problems()).extracting("key").containsExactly("procurationExpiresOn");
        assertThat(answers("applicantCapacity", "REPRESENTATIVE", "procurationExpiresOn", "2026-04-12").problems()).as("expired yesterday").extracting("key").containsExactly("procurationExpiresOn");
        assertThat(answers("applicantCapacity", "REPRESENTATIVE", "procurationExpiresOn", "2026-04-13").problems()).as("good until tonight").isEmpty();
    }

    @Test
    void r3ADeadAshInTheBackYardIsFreeAndTheEnvironmentIsHeard() {
        String ash = tree("DEAD");
        complete(ash);
        assertThat(payments.orders().of(new CaseNumber(ash))).as("nothing to pay").isEmpty();
        analyse(ash);
        task("luc", ash, "userTask_giveOpinion", Map.of("opinion", "favourable", "opinionText", "Agrile du frêne."));
        assertThat(cases.opinions(ash)).extracting("office", "opinion").containsExactly(org.assertj.core.groups.Tuple.tuple("env-inspector", "favourable"));
        grant(ash);
        assertThat(permits.find(ash).orElseThrow().expiresOn()).as("three months").isEqualTo(TODAY.plusMonths(3));
    }

    @Test
    void r4AFenceOverTheLineNeedsAVarianceAndTheNeighbourIsHeardAtTheSitting() {
        String fence = apply();
        complete(fence);
        analyse(fence, "normMet", "no");
        assertThat(letter(fence, "statement")).contains("765,00").contains("328,00").contains("1 093,00".replace(' ', '\u00a0'));
        pay(fence);
        assertThat(letter(fence, "committeeDate")).contains("6 mai 2026");
        recommend(fence, MEETING, "ADOPTED");
        assertThat(letter(fence, "sittingDate")).contains("2 juin 2026");
        at(LocalDate.of(2026, 5, 15));
        publish(fence, LocalDate.of(2026, 5, 15));
        assertThat(letter(fence, "noticePublished")).contains("se faire entendre");
        until(COUNCIL);
        task("isabelle", fence, "userTask_recordResolution", Map.of("resolutionOutcome", "ADOPTED", "resolutionNumber", "CM-20260602-431", "resolutionConditions", "Une haie est exigée du côté de la voisine."));
        task("marc", fence, "userTask_concludeApplication", Map.of("conclusion", "grant", "permitConditions", "Planter une haie de cèdres du côté de la voisine."));

        assertThat(status(fence)).isEqualTo("ISSUED");
        assertThat(permits.find(fence).orElseThrow().resolution()).isEqualTo("CM-20260602-431");
        assertThat(cases.find(fence).orElseThrow().conditions()).isEqualTo("Planter une haie de cèdres du côté de la voisine.\nUne haie est exigée du côté de la voisine.");
        assertThat(documents.of(new CaseNumber(fence))).extracting("key").containsOnlyOnce("permit");
    }

    @Test
    void r5ASignDowntownGoesThroughArchitecturalIntegration() {
        String sign = sign();
        complete(sign);
        pay(sign);
        assertThat(tasks.getVariable(open(sign, "userTask_analyseZoning").getId(), "piiaArea")).as("from the roll").isEqualTo("yes");
        analyse(sign, "piiaArea", "yes");
        recommend(sign, MEETING, "ADOPTED");
        assertThat(waiting(sign)).as("no notice for a PIIA").isEmpty();
        resolve(sign, "CM", COUNCIL, "ADOPTED");
        grant(sign);
        assertThat(status(sign)).isEqualTo("ISSUED");
    }

    @Test
    void r6ADuplexCannotBecomeATriplexByAVariance() {
        String triplex = apply("type", "DEROGATION", "heightCm", null, "worksStartOn", null, "builtBy", null, "exemption", null);
        complete(triplex);
        pay(triplex);
        analyse(triplex, "densityAllowed", "no", "normMet", "no");
        assertThat(waiting(triplex)).as("no committee, no council").containsExactly("userTask_concludeApplication");
        refuse(triplex, "DENSITY_NOT_ALLOWED");
        assertThat(letter(triplex, "refused")).contains("nombre de logements");
        assertThat(refunds(triplex)).as("the notice was never published: 328 $ go back, the study stays").containsExactly("NOTICE_NOT_PUBLISHED 32800");
    }

    @Test
    void r7ANumberedCompanyBuildsWithALicensedContractor() {
        String tower = apply("type", "CONSTRUCTION", "heightCm", null, "workCents", 25_000_000L, "name", "9123-4567 Québec inc.", "neq", "1170000000", "builtBy", "CONTRACTOR", "contractorLicence", "1234-5678-01",
                "licenceExpiresOn", "2027-01-31", "exemption", null);
        complete(tower);
        assertThat(letter(tower, "statement")).as("500 $ and 5 $ for each of 250 thousands").contains("1 750,00".replace(' ', '\u00a0'));
        pay(tower);
        analyse(tower);
        task("annie", tower, "userTask_giveOpinion", Map.of("opinion", "favourable", "opinionText", "Accès suffisant."));
        grant(tower);
        assertThat(permits.find(tower).orElseThrow().expiresOn()).isEqualTo(TODAY.plusMonths(12));
    }

    @Test
    void r8WorksAlreadyBuiltAreRegularizedWhileTheInspectorsAreHeard() {
        String built = apply("type", "DEROGATION", "heightCm", null, "worksStartOn", null, "builtBy", null, "exemption", null, "worksDone", true);
        complete(built);
        pay(built);
        analyse(built, "normMet", "no");
        task("annie", built, "userTask_giveOpinion", Map.of("opinion", "conditions", "opinionText", "Dossier d’infraction ouvert en parallèle."));
        assertThat(letters(built)).contains("committeeDate");
        assertThat(payments.orders().of(new CaseNumber(built))).as("the variance is paid once").hasSize(1);
    }

    // Edge cases.

    @Test
    void aPiiaApprovedWithConditionsIsAPermitWithTheseConditions() throws java.io.IOException {
        String sign = sign();
        complete(sign);
        pay(sign);
        analyse(sign, "piiaArea", "yes");
        until(MEETING);
        task("chantal", sign, "userTask_recordRecommendation", Map.of("recommendation", "ADOPTED", "recommendationNumber", "CCU-20260506-3", "recommendationConditions", "Lettres détachées."));
        until(COUNCIL);
        task("isabelle", sign, "userTask_recordResolution", Map.of("resolutionOutcome", "ADOPTED", "resolutionNumber", "CM-20260602-431", "resolutionConditions", "Éclairage éteint à 23 h."));
        assertThat(staffRemarks(sign)).as("for who concludes").contains("Conditions fixées : CCU-20260506-3: Lettres détachées. · CM-20260602-431: Éclairage éteint à 23 h.");
        grant(sign);
        assertThat(permitText(sign)).contains("CM-20260602-431").contains("Éclairage éteint à 23 h.");
    }

    @Test
    void twoApplicationsOnOnePropertyKnowOfEachOther() {
        String first = apply();
        String second = apply();
        assertThat(tasks.getVariable(open(first, "userTask_checkCompleteness").getId(), "otherFiles")).isEqualTo(false);
        assertThat(tasks.getVariable(open(second, "userTask_checkCompleteness").getId(), "otherFiles")).isEqualTo(true);
        assertThat(cases.of(first)).containsExactly(second);
        assertThat(cases.of(second)).containsExactly(first);
    }

    @Test
    void aLotThatIsTooNewForTheRollIsTakenInAndFlagged() {
        String lot = apply("propertyPlace", "lot 9 999 999");
        assertThat(tasks.getVariable(open(lot, "userTask_checkCompleteness").getId(), "inRoll")).isEqualTo(false);
        complete(lot);
        analyse(lot);
        grant(lot);
        assertThat(status(lot)).isEqualTo("ISSUED");
    }

    @Test
    void theStaffFindsThePropertyThatTheRollDidNotKnowByThisName() {
        String place = apply("propertyPlace", "12, chemin du Vieux-Moulin");
        task("julie", place, "userTask_checkCompleteness", Map.of("completeness", "complete", "propertyFound", "8603-51-1287-1-000-0000"));
        assertThat(cases.property(place).orElseThrow().street()).isEqualTo("rue Grenon");
    }

    @Test
    void aLicenceThatEndsBeforeTheWorksIsShownToTheIntake() {
        String short1 = apply("builtBy", "CONTRACTOR", "contractorLicence", "1234-5678-01", "licenceExpiresOn", "2026-08-31", "exemption", null);
        assertThat(tasks.getVariable(open(short1, "userTask_checkCompleteness").getId(), "licenceTooShort")).isEqualTo(true);
    }

    @Test
    void anUnlawfulNoticeMovesTheFileToTheNextSittingAndIsPublishedAgain() {
        String variance = variance();
        assertThat(open(variance, "userTask_publishNotice").getDueDate()).as("May 18 is a holiday").isEqualTo(endOf(LocalDate.of(2026, 5, 15)));
        until(LocalDate.of(2026, 5, 19));
        task("isabelle", variance, "userTask_publishNotice", Map.of("noticeOutcome", "tooLate"));
        assertThat(letter(variance, "sittingDate")).contains("7 juillet 2026");
        at(LocalDate.of(2026, 6, 22));
        publish(variance, LocalDate.of(2026, 6, 22));
        resolve(variance, "CM", JULY, "ADOPTED");
        grant(variance);
        assertThat(status(variance)).isEqualTo("ISSUED");
    }

    @Test
    void aCancelledSittingMovesEveryFileOnItAndTellsTheApplicants() {
        List<String> both = List.of(varianceAtTheCommittee(), varianceAtTheCommittee());
        until(MEETING);
        both.forEach(this::favourable);
        at(LocalDate.of(2026, 5, 14));
        both.forEach(number -> publish(number, LocalDate.of(2026, 5, 14)));
        until(COUNCIL);
        Sitting sitting = sittings.ahead().keySet().stream().filter(one -> one.on().equals(COUNCIL)).findFirst().orElseThrow();
        assertThat(sittings.cancel(sitting.id(), sitting.version(), "isabelle")).as("no quorum").hasSize(2);
        runJobs();
        both.forEach(number -> {
            assertThat(letter(number, "sittingDate")).contains("7 juillet 2026");
            assertThat(waiting(number)).as("and announced again").containsExactly("userTask_publishNotice");
        });
    }

    @Test
    void anApplicationWithdrawnAMomentAgoDoesNotKeepASittingFromBeingCancelled() {
        String stays = sign();
        String leaves = sign();
        for (String number : List.of(stays, leaves)) {
            complete(number);
            pay(number);
            analyse(number, "piiaArea", "yes");
        }
        until(MEETING);
        both(stays, leaves);
        caseFiles.withdraw(new CaseNumber(leaves), null);
        Sitting june = sittings.ahead().keySet().stream().filter(one -> one.on().equals(COUNCIL)).findFirst().orElseThrow();
        assertThat(sittings.ifCancelled(june)).extracting("caseNumber").containsExactly(stays);
        assertThat(sittings.cancel(june.id(), june.version(), "isabelle")).extracting("caseNumber").containsExactly(stays);
        runJobs();
        assertThat(letter(stays, "sittingDate")).contains("7 juillet 2026");
        assertThat(letters(leaves)).doesNotContain("issued").contains("withdrawn");
        assertThat(status(leaves)).isEqualTo("WITHDRAWN");
        assertThat(db.sql("select count(*) from council_item where case_number = :n and state = 'ON_AGENDA'").param("n", leaves).query(Integer.class).single()).isZero();
    }

    @Test
    void theExpectedDateFollowsTheSittingThatDecides() {
        String sign = sign();
        complete(sign);
        pay(sign);
        assertThat(expected(sign)).as("twenty business days").isEqualTo(LocalDate.of(2026, 5, 11));
        analyse(sign, "piiaArea", "yes");
        assertThat(expected(sign)).as("not before the committee’s day and the conclusion").isEqualTo(LocalDate.of(2026, 5, 11));
        assertThat(staffRemarks(sign)).anyMatch(remark -> remark.startsWith("Comité consultatif d’urbanisme le 6 mai 2026") && remark.endsWith("La décision vient après, à une séance dont la date reste à fixer."));
        recommend(sign, MEETING, "ADOPTED");
        assertThat(expected(sign)).as("council of June 2 and three business days").isEqualTo(LocalDate.of(2026, 6, 5));
        Sitting june = sittings.ahead().keySet().stream().filter(one -> one.on().equals(COUNCIL)).findFirst().orElseThrow();
        sittings.cancel(june.id(), june.version(), "isabelle");
        runJobs();
        assertThat(expected(sign)).as("council of July 7").isEqualTo(LocalDate.of(2026, 7, 10));
    }

    @Test
    void whatTheOfficesThinkIsOnTheCasePage() {
        String ash = tree("DEAD");
        complete(ash);
        analyse(ash);
        assertThat(staffRemarks(ash)).noneMatch(remark -> remark.contains("Avis des services"));
        task("luc", ash, "userTask_giveOpinion", Map.of("opinion", "conditions", "opinionText", "Agrile du frêne."));
        assertThat(staffRemarks(ash)).anyMatch(remark -> remark.startsWith("Avis des services : ") && remark.contains("nspection") && remark.endsWith("conditions)"));

        String silent = tree("DEAD");
        complete(silent);
        analyse(silent);
        until(LocalDate.of(2026, 5, 13));
        assertThat(staffRemarks(silent)).anyMatch(remark -> remark.startsWith("Avis des services : ") && !remark.contains("conditions)"));
        assertThat(cases.opinions(silent)).extracting("opinion").containsExactly("missing");
    }

    @Test
    void thePermitsEndIsShownBesideTheOtherFilesOfTheProperty() {
        String fence = fenceWithPermit();
        String other = apply();
        assertThat(staffRemarks(fence)).contains("Votre permis est valide jusqu’au 13 octobre 2026", "Autres dossiers ouverts sur cet immeuble : " + other);
    }

    @Test
    void theIntakeChecksWithinFiveBusinessDays() {
        assertThat(open(apply(), "userTask_checkCompleteness").getDueDate()).isEqualTo(endOf(LocalDate.of(2026, 4, 20)));
    }

    private LocalDate expected(String number) {
        return caseFiles.find(new CaseNumber(number)).orElseThrow().expectedOn();
    }

    private void both(String... numbers) {
        for (String number : numbers) favourable(number);
    }

    @Test
    void withdrawnAfterThePaymentTheStudyStaysAndTheNoticeGoesBack() {
        String variance = variance();
        withdraw(variance);
        assertThat(status(variance)).isEqualTo("WITHDRAWN");
        assertThat(refunds(variance)).containsExactly("NOTICE_NOT_PUBLISHED 32800");
        assertThat(db.sql("select count(*) from council_item where case_number = :n and state = 'ON_AGENDA'").param("n", variance).query(Integer.class).single()).isZero();
    }

    @Test
    void withdrawnAfterTheNoticeNothingGoesBack() {
        String variance = variance();
        at(LocalDate.of(2026, 5, 14));
        publish(variance, LocalDate.of(2026, 5, 14));
        withdraw(variance);
        assertThat(refunds(variance)).isEmpty();
    }

    @Test
    void withdrawnBeforeThePaymentNothingIsDueAnyMore() {
        String pool = pool(120);
        complete(pool);
        withdraw(pool);
        assertThat(payments.orders().of(new CaseNumber(pool))).extracting(PaymentOrder::state).containsExactly("CANCELLED");
    }

    @Test
    void aPermitIsRenewedOnceForTheSameTerm() {
        String fence = fenceWithPermit();
        LocalDate expires = permits.find(fence).orElseThrow().expiresOn();
        until(expires.minusDays(29));
        assertThat(letter(fence, "expiring")).contains("13 octobre 2026");
        caseFiles.act(new CaseNumber(fence), LifeProcess.RENEWAL_ASKED_MESSAGE, null);
        runJobs();
        assertThat(permits.find(fence).orElseThrow().expiresOn()).isEqualTo(expires.plusMonths(6));
        assertThat(documents.of(new CaseNumber(fence))).as("the first is revoked, the second valid").extracting(document -> document.revokedAt() == null).containsExactly(false, true);
        until(expires.plusDays(1));
        assertThat(status(fence)).as("the old end passes").isEqualTo("ISSUED");
        until(expires.plusMonths(6).plusDays(1));
        assertThat(permits.find(fence).orElseThrow().state()).isEqualTo("EXPIRED");
        assertThat(letters(fence)).contains("expired");
    }

    @Test
    void aRenewalThatLapsedIsPaidWithTheSecondTry() {
        String pool = poolWithPermit();
        LocalDate expires = permits.find(pool).orElseThrow().expiresOn();
        LocalDate promised = caseFiles.find(new CaseNumber(pool)).orElseThrow().expectedOn();
        renew(pool);
        assertThat(letter(pool, "statement")).contains("Renouvellement").contains("reste valide jusqu’au " + written(expires)).doesNotContain("analyse commence");
        assertThat(inProgress(pool)).as("no application in the figures").isFalse();
        until(today().plusDays(40));
        renew(pool);
        assertThat(payments.orders().of(new CaseNumber(pool))).extracting(PaymentOrder::state).containsExactly("PAID", "LAPSED", "OPEN");
        pay(pool);
        assertThat(permits.find(pool).orElseThrow().expiresOn()).isEqualTo(expires.plusMonths(6));
        assertThat(caseFiles.find(new CaseNumber(pool)).orElseThrow().expectedOn()).as("promised for the decision; no renewal moves it").isEqualTo(promised);
        until(expires.plusMonths(6).minusDays(29));
        assertThat(letter(pool, "expiring")).contains("déjà été renouvelé").doesNotContain("une seule fois");
    }

    @Test
    void aRenewalThatLapsesAfterTheEndLetsThePermitExpire() {
        String pool = poolWithPermit();
        LocalDate expires = permits.find(pool).orElseThrow().expiresOn();
        until(expires.minusDays(5));
        renew(pool);
        until(expires.plusDays(1));
        assertThat(permits.find(pool).orElseThrow().state()).as("it may still be paid").isEqualTo("VALID");
        until(expires.plusDays(40));
        assertThat(permits.find(pool).orElseThrow().state()).isEqualTo("EXPIRED");
        assertThat(letters(pool)).containsOnlyOnce("expiring").contains("expired");
    }

    @Test
    void aRenewalPaidAfterTheEndCountsFromTheEnd() {
        String pool = poolWithPermit();
        LocalDate expires = permits.find(pool).orElseThrow().expiresOn();
        until(expires.minusDays(5));
        renew(pool);
        until(expires.plusDays(10));
        pay(pool);
        assertThat(permits.find(pool).orElseThrow().expiresOn()).isEqualTo(expires.plusMonths(6));
        assertThat(letters(pool)).containsOnlyOnce("expiring");
    }

    @Test
    void aLetterSaysWhatHoldsForThisCase() {
        String shop = apply("type", "OCCUPATION", "heightCm", null, "occupationUse", "SHOP", "worksStartOn", null, "builtBy", null, "exemption", null);
        complete(shop);
        assertThat(letter(shop, "statement")).contains("Demande complète").contains("L’analyse commence une fois le compte payé");
        pay(shop);
        analyse(shop);
        grant(shop);
        assertThat(letter(shop, "issued")).doesNotContain("chantier").doesNotContain("échéance");
        assertThat(letter(fenceWithPermit(), "issued")).contains("chantier").contains("échéance");
        String fence = apply();
        complete(fence);
        analyse(fence, "normMet", "no");
        assertThat(letter(fence, "statement")).contains("Dérogation mineure").contains("L’étude de la dérogation commence").doesNotContain("Demande complète");
    }

    private String poolWithPermit() {
        String number = pool(150);
        complete(number);
        pay(number);
        analyse(number);
        grant(number);
        return number;
    }

    private void renew(String number) {
        caseFiles.act(new CaseNumber(number), LifeProcess.RENEWAL_ASKED_MESSAGE, null);
        runJobs();
    }

    private boolean inProgress(String number) {
        return StaffBrowser.signIn(port, "denis").get("/counter/permits.csv").body().contains(number);
    }

    private static String written(LocalDate day) {
        return ca.laval.mondossier.catalogue.Formats.date(day, ca.laval.mondossier.catalogue.Language.FR);
    }

    @Test
    void theOwnerSellsDuringTheAnalysisAndTheNewOneGetsThePermit() {
        String fence = apply();
        complete(fence);
        caseFiles.transfer(new CaseNumber(fence), "Mei Lin Chen", "Mei.Lin@exemple.ca", "julie");
        analyse(fence);
        grant(fence);
        assertThat(db.sql("select email from letter where case_number = :n and name = 'issued'").param("n", fence).query(String.class).single()).isEqualTo("mei.lin@exemple.ca");
        assertThat(caseFiles.events(new CaseNumber(fence))).extracting("code").contains("TRANSFERRED");
    }

    @Test
    void theNewOwnerWithoutAnAccountFindsTheProjectAndNothingOfTheSeller() throws Exception {
        String fence = apply("name", "Lucie Vendeuse", "neq", "1234567890");
        UUID identity = attach(fence, "IDENTITY", "passeport.pdf");
        UUID plan = attach(fence, "SITE_PLAN", "plan.pdf");
        caseFiles.say(new CaseNumber(fence), "RESIDENT", null, "Mon divorce est la raison de la vente.", UUID.randomUUID());
        complete(fence);
        String buyer = "acheteuse" + PEOPLE.incrementAndGet() + "@exemple.ca";
        at(TODAY.plusDays(1));
        caseFiles.transfer(new CaseNumber(fence), "Mei Lin Chen", buyer, "julie");
        caseFiles.say(new CaseNumber(fence), "CITY", "julie", "Bienvenue au dossier.", UUID.randomUUID());

        var portal = resident(buyer);
        assertThat(portal.get("/files").text()).as("an account was opened for it").contains(fence);
        String page = portal.get("/files/" + fence).text();
        assertThat(page).contains("plan.pdf", "Une clôture de cèdre", "Bienvenue au dossier.");
        assertThat(page).doesNotContain("Lucie", "1234567890", "450 555-0100", "H7N 2G5", "divorce", "passeport.pdf", "Votre demande de permis a été reçue");
        assertThat(portal.get("/files/" + fence + "/documents/" + plan).status()).isEqualTo(200);
        assertThat(portal.get("/files/" + fence + "/documents/" + identity).status()).isEqualTo(404);
        assertThat(StaffBrowser.signIn(port, "julie").get("/counter/cases/" + fence).body()).as("the staff reads all").contains("Lucie Vendeuse", "divorce", "passeport.pdf");
    }

    private UUID attach(String number, String kind, String name) throws java.io.IOException {
        return papers.addToCase(new CaseNumber(number), kind, name, new ByteArrayInputStream(SampleDocuments.pdf(name)), Documents.RESIDENT);
    }

    @Test
    void whoVerifiesAPermitReadsThatTheWorksAreStopped() {
        String fence = fenceWithPermit();
        assertThat(verified(fence)).contains("Ce document est valide");
        task("annie", fence, "userTask_inspectSite", Map.of("inspectionResult", "stopWork", "inspectionMessage", "Les travaux menacent le bâtiment voisin."));
        assertThat(verified(fence)).contains("sans effet en ce moment", "depuis le 13 avril 2026").doesNotContain("Ce document est valide");
        task("denis", fence, "userTask_liftStopWork", Map.of("stopWorkDecision", "resume", "stopWorkMessage", "Vous pouvez reprendre."));
        assertThat(verified(fence)).contains("Ce document est valide");
        until(permits.find(fence).orElseThrow().expiresOn().plusDays(1));
        assertThat(verified(fence)).contains("n’est plus valide", "Arrivé à échéance");
    }

    @Test
    void aPermitPastItsEndWhoseRenewalIsNotPaidDoesNotReadAsValid() {
        String pool = poolWithPermit();
        LocalDate expires = permits.find(pool).orElseThrow().expiresOn();
        until(expires.minusDays(5));
        renew(pool);
        assertThat(verified(pool)).contains("Ce document est valide");
        until(expires.plusDays(1));
        assertThat(verified(pool)).contains("sans effet en ce moment", "pris fin le " + written(expires));
    }

    private String verified(String number) {
        return visitor().get("/verify/" + documents.of(new CaseNumber(number)).stream().filter(document -> document.key().startsWith("permit")).reduce((first, last) -> last).orElseThrow().code()).text();
    }

    @Test
    void nobodyWhoWorksOnItEverReadsANameInTheEngine() {
        String fence = fenceWithPermit();
        var values = db.sql("select coalesce(v.text_, '') from act_hi_varinst v join act_hi_procinst p on p.id_ = v.proc_inst_id_ where p.business_key_ = :n").param("n", fence).query(String.class).list();
        assertThat(values).isNotEmpty().noneMatch(value -> value.contains("Personne") || value.contains("Grenon") || value.contains("cèdre"));
    }

    private String permitText(String number) throws java.io.IOException {
        byte[] pdf = documents.content(new CaseNumber(number), permits.find(number).orElseThrow().document()).orElseThrow();
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            return new org.apache.pdfbox.text.PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    private String pool(int depth) {
        return apply("type", "PISCINE", "heightCm", null, "poolKind", "IN_GROUND", "poolDepthCm", depth, "workCents", 4_000_000L);
    }

    private String tree(String condition) {
        return apply("type", "ABATTAGE", "heightCm", null, "treeSpecies", "ASH", "treeDbhCm", 40, "treeCondition", condition, "worksStartOn", null, "builtBy", null, "exemption", null);
    }

    private String sign() {
        return apply("type", "ENSEIGNE", "workCents", 200_000L, "propertyPlace", "306, boulevard Chomedey", "worksStartOn", null, "builtBy", null, "exemption", null);
    }

    private String varianceAtTheCommittee() {
        String number = apply("type", "DEROGATION", "heightCm", null, "worksStartOn", null, "builtBy", null, "exemption", null);
        complete(number);
        pay(number);
        analyse(number, "normMet", "no");
        return number;
    }

    private void favourable(String number) {
        task("chantal", number, "userTask_recordRecommendation", Map.of("recommendation", "ADOPTED", "recommendationNumber", number("CCU", MEETING)));
    }

    /** A variance on the agenda of the council of June 2, with its notice to be published. */
    private String variance() {
        String number = varianceAtTheCommittee();
        until(MEETING);
        favourable(number);
        return number;
    }

    private List<String> refunds(String number) {
        return db.sql("select r.situation || ' ' || coalesce(r.amount_cents, l.fee_cents) from payment_refund r join payment_refund_line rl on rl.refund = r.number join payment_line l on l.order_number = rl.order_number and l.line = rl.line where r.order_number like :n")
                .param("n", number + ".%").query(String.class).list();
    }

    private static java.util.Date endOf(LocalDate day) {
        return java.util.Date.from(day.atTime(23, 59, 59, 999_000_000).atZone(ca.laval.mondossier.calendar.BusinessCalendar.ZONE).toInstant());
    }
}
