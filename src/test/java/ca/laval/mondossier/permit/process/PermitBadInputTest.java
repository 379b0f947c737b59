package ca.laval.mondossier.permit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.laval.mondossier.casefile.CaseNumber;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people mistype, forget or try: refused with a sentence, or led to where it can be put right; nothing is lost. */
class PermitBadInputTest extends PermitTest {
    private static final LocalDate MEETING = LocalDate.of(2026, 5, 6);
    private static final LocalDate COUNCIL = LocalDate.of(2026, 6, 2);

    @BeforeEach
    void calendar() {
        usualCalendar();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', nullValues = "ok", textBlock = """
            8603-51-1287-1-000-0000 | ok        | a matricule of Laval
            860351128710000000      | ok        | without hyphens
            5832-45-9730-2-000-0000 | matricule | another city's matricule
            8603-51-1287-1          | pattern   | a matricule cut short
            lot 1 245 489           | ok        | a lot
            9999999                 | ok        | a lot that is too new for the roll: flagged, not refused
            12345                   | pattern   | no lot and no matricule
            12, rue Grenon          | ok        | an address
            rue Grenon              | pattern   | no civic number
            """)
    void aPropertyInTheWaysPeopleWriteIt(String typed, String problem, String why) {
        var problems = answers("propertyPlace", typed).problems();
        if (problem == null) assertThat(problems).isEmpty();
        else assertThat(problems).extracting("code").containsExactly(problem);
    }

    @Test
    void aMatriculeThatTheStaffMistypesIsRefused() {
        String number = apply("propertyPlace", "99, rue Inconnue");
        refused(() -> task("julie", number, "userTask_checkCompleteness", Map.of("completeness", "complete", "propertyFound", "5832-45-9730-2-000-0000")), "n’est pas au rôle", "not in Laval’s assessment roll");
    }

    @Test
    void anExpiredLicenceIsRefusedByTheForm() {
        assertThat(answers("builtBy", "CONTRACTOR", "contractorLicence", "1234-5678-01", "licenceExpiresOn", "2026-04-12", "exemption", null).problems()).extracting("key").containsExactly("licenceExpiresOn");
        assertThat(answers("builtBy", "CONTRACTOR", "contractorLicence", "1234", "licenceExpiresOn", "2027-04-12", "exemption", null).problems()).extracting("key").containsExactly("contractorLicence");
    }

    @Test
    void aProcurationThatEndedDuringTheAnalysisGrantsNothing() {
        String number = apply("applicantCapacity", "REPRESENTATIVE", "procurationExpiresOn", "2026-04-20");
        complete(number);
        analyse(number);
        at(LocalDate.of(2026, 4, 21));
        refused(() -> grant(number), "procuration est échue", "procuration has expired");
        refuse(number, "PROCURATION_EXPIRED");
        assertThat(letter(number, "refused")).contains("procuration");
    }

    @Test
    void nothingIsGrantedAgainstTheByLaw() {
        String number = apply();
        complete(number);
        analyse(number, "useAllowed", "no");
        refused(() -> grant(number), "mène à un refus", "leads to a refusal");
    }

    @Test
    void aRefusalWithoutReasonsIsNone() {
        String number = apply();
        complete(number);
        analyse(number);
        assertThatThrownBy(() -> task("marc", number, "userTask_concludeApplication", Map.of("conclusion", "refuse"))).isInstanceOf(SubmissionRefusedException.class);
    }

    @Test
    void nobodyApprovesTheirOwnRefusal() {
        db.sql("insert into act_id_membership (user_id_, group_id_) values ('denis', 'permis-analyst') on conflict do nothing").update();
        String number = apply();
        complete(number);
        analyse(number);
        task("denis", number, "userTask_concludeApplication", Map.of("conclusion", "refuse", "refusalReasons", List.of("PLANS_NOT_CONFORM")));
        refused(() -> task("denis", number, "userTask_approveRefusal", Map.of("refusalReview", "approve")), "deuxième personne", "second person");
        db.sql("delete from act_id_membership where user_id_ = 'denis' and group_id_ = 'permis-analyst'").update();
    }

    @Test
    void aNoticeOutOfTimeIsRefusedWithTheLastLawfulDay() {
        String number = variance();
        at(LocalDate.of(2026, 5, 19));
        refused(() -> publish(number, LocalDate.of(2026, 5, 19)), "15 mai 2026", "May 15, 2026");
        refused(() -> publish(number, LocalDate.of(2026, 5, 20)), "à venir", "ahead");
        refused(() -> publish(number, LocalDate.of(2026, 5, 10)), "bureaux sont ouverts", "offices are open");
        publish(number, LocalDate.of(2026, 5, 15));
        assertThat(letters(number)).as("entered some days later, with its true date").contains("noticePublished");
    }

    @Test
    void aResolutionThatCannotBeIsRefused() {
        String sign = apply("type", "ENSEIGNE", "workCents", 200_000L, "propertyPlace", "306, boulevard Chomedey", "worksStartOn", null, "builtBy", null, "exemption", null);
        complete(sign);
        pay(sign);
        analyse(sign, "piiaArea", "yes");
        String number = variance();
        recommend(sign, MEETING, "ADOPTED");
        at(LocalDate.of(2026, 5, 15));
        publish(number, LocalDate.of(2026, 5, 15));
        assertThat(waiting(number)).as("nothing to record before the sitting").isEmpty();
        until(COUNCIL);
        refused(() -> record(number, "CM-20260603-431"), "pas de cette instance ou de ce jour", "not of that body, or not of that day");
        refused(() -> record(number, "CE-20260602-431"), "pas de cette instance ou de ce jour", "not of that body, or not of that day");
        record(number, "CM-20260602-431");
        refused(() -> record(sign, "CM-20260602-431"), "autre résolution", "another resolution");
        record(sign, "CM-20260602-432");
    }

    @Test
    void anOpinionAfterTheDecisionFindsNoTask() {
        String tree = apply("type", "ABATTAGE", "heightCm", null, "treeSpecies", "ASH", "treeDbhCm", 40, "treeCondition", "DEAD", "worksStartOn", null, "builtBy", null, "exemption", null);
        complete(tree);
        analyse(tree);
        String late = open(tree, "userTask_giveOpinion").getId();
        until(LocalDate.of(2026, 5, 13));
        assertThat(cases.opinions(tree)).extracting("opinion").containsExactly("missing");
        grant(tree);
        assertThatThrownBy(() -> as("luc", () -> tasks.complete(late, Map.of("opinion", "unfavourable", "opinionText", "Trop tard.")))).isInstanceOf(RuntimeException.class);
        assertThat(cases.opinions(tree)).extracting("opinion").containsExactly("missing");
    }

    @Test
    void aRenewalAfterTheExpiryIsRefused() {
        String fence = fenceWithPermit();
        until(permits.find(fence).orElseThrow().expiresOn().plusDays(1));
        assertThat(status(fence)).isEqualTo("CLOSED");
        assertThatThrownBy(() -> caseFiles.act(new CaseNumber(fence), LifeProcess.RENEWAL_ASKED_MESSAGE, null)).isInstanceOf(IllegalStateException.class);
        assertThat(permits.find(fence).orElseThrow().renewed()).isFalse();
    }

    @Test
    void aSecondRenewalIsRefused() {
        String fence = fenceWithPermit();
        caseFiles.act(new CaseNumber(fence), LifeProcess.RENEWAL_ASKED_MESSAGE, null);
        runJobs();
        assertThatThrownBy(() -> caseFiles.act(new CaseNumber(fence), LifeProcess.RENEWAL_ASKED_MESSAGE, null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRenewalDoesNotLiftAStopWorkOrder() {
        String fence = fenceWithPermit();
        task("annie", fence, "userTask_inspectSite", Map.of("inspectionResult", "stopWork", "inspectionMessage", "Les travaux menacent le bâtiment voisin."));
        assertThat(offered(fence)).isEmpty();
        assertThatThrownBy(() -> caseFiles.act(new CaseNumber(fence), LifeProcess.RENEWAL_ASKED_MESSAGE, null)).isInstanceOf(IllegalStateException.class).hasMessageContaining("holds");
        runJobs();
        assertThat(waiting(fence)).as("the chief still decides").containsExactly("userTask_liftStopWork");
        assertThat(permits.renew(fence, 6, "CERTIFICATE").state()).as("stopped, whatever else happens to it").isEqualTo("STOPPED");
        task("denis", fence, "userTask_liftStopWork", Map.of("stopWorkDecision", "resume", "stopWorkMessage", "Vous pouvez reprendre."));
        assertThat(offered(fence)).contains(LifeProcess.RENEWAL_ASKED_MESSAGE);
    }

    private java.util.Set<String> offered(String number) {
        return caseFiles.choices(caseFiles.find(new CaseNumber(number)).orElseThrow()).offered();
    }

    @Test
    void aPermitCannotBeWithdrawnOnceIssued() {
        String fence = fenceWithPermit();
        assertThatThrownBy(() -> withdraw(fence)).isInstanceOf(IllegalStateException.class);
    }

    private String variance() {
        String number = apply("type", "DEROGATION", "heightCm", null, "worksStartOn", null, "builtBy", null, "exemption", null);
        complete(number);
        pay(number);
        analyse(number, "normMet", "no");
        recommend(number, MEETING, "ADOPTED");
        return number;
    }

    private void record(String number, String resolution) {
        task("isabelle", number, "userTask_recordResolution", Map.of("resolutionOutcome", "ADOPTED", "resolutionNumber", resolution));
    }

    private static void refused(ThrowingCallable work, String french, String english) {
        assertThatThrownBy(work).isInstanceOf(SubmissionRefusedException.class).hasMessageContaining(french).hasMessageContaining(english);
    }
}
