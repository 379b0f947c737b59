package ca.laval.mondossier.permit.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.council.Body;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every way an application can go, and every end of the eight drawings. */
class PermitApplicationProcessTest extends PermitTest {
    private static final LocalDate MEETING = LocalDate.of(2026, 5, 6);
    private static final LocalDate COUNCIL = LocalDate.of(2026, 6, 2);
    private static final LocalDate EXECUTIVE = LocalDate.of(2026, 5, 20);

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = {"/paths/permit-application.csv", "/paths/permit-intake.csv", "/paths/permit-account.csv", "/paths/permit-assessment.csv", "/paths/permit-council.csv",
            "/paths/permit-sitting.csv", "/paths/permit-decision.csv", "/paths/permit-life.csv"}, numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String application, String steps, String status, String ends) {
        if (!words(steps).contains("noCalendar")) usualCalendar();
        String number = apply(application(application));
        words(steps).forEach(step -> act(number, step));

        assertThat(ends(number)).containsAll(words(ends));
        assertThat(status(number)).isEqualTo(status);
        assertThat(management.createJobQuery().noRetriesLeft().list()).as("incidents").isEmpty();
    }

    private static Object[] application(String name) {
        return switch (name) {
            case "fence" -> new Object[0];
            case "shallowPool" -> new Object[] {"type", "PISCINE", "heightCm", null, "poolKind", "PORTABLE", "poolDepthCm", 55, "workCents", 50_000L};
            case "pool" -> new Object[] {"type", "PISCINE", "heightCm", null, "poolKind", "IN_GROUND", "poolDepthCm", 150, "workCents", 4_000_000L};
            case "tree" -> new Object[] {"type", "ABATTAGE", "heightCm", null, "treeSpecies", "ASH", "treeDbhCm", 40, "treeCondition", "DEAD", "worksStartOn", null, "builtBy", null, "exemption", null};
            case "shop" -> new Object[] {"type", "OCCUPATION", "heightCm", null, "occupationUse", "SHOP", "worksStartOn", null, "builtBy", null, "exemption", null};
            case "sign" -> new Object[] {"type", "ENSEIGNE", "workCents", 200_000L, "propertyPlace", "207, boulevard Chomedey H7V 3Z4", "worksStartOn", null, "builtBy", null, "exemption", null};
            case "variance" -> new Object[] {"type", "DEROGATION", "heightCm", null, "worksStartOn", null, "builtBy", null, "exemption", null};
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void act(String number, String step) {
        switch (step) {
            case "noCalendar" -> { }
            case "complete" -> complete(number);
            case "missing" -> task("julie", number, "userTask_checkCompleteness", Map.of("completeness", "documentsMissing", "missingDocuments", List.of("TREE_PHOTO")));
            case "documents" -> {
                caseFiles.documentsSent(new ca.laval.mondossier.casefile.CaseNumber(number), null);
                runJobs();
            }
            case "pay" -> pay(number);
            case "conform" -> analyse(number);
            case "piia" -> analyse(number, "piiaArea", "yes");
            case "normNotMet" -> analyse(number, "normMet", "no");
            case "conditional" -> analyse(number, "conditionalUse", "yes");
            case "useNotAllowed" -> analyse(number, "useAllowed", "no");
            case "favourable" -> task("luc", number, "userTask_giveOpinion", Map.of("opinion", "favourable", "opinionText", "Rien à redire."));
            case "legal" -> task("pierre", number, "userTask_giveOpinion", Map.of("opinion", "conditions", "opinionText", "Sous réserve du bail."));
            case "tenBusinessDays" -> until(LocalDate.of(2026, 4, 28));
            case "twentyBusinessDays" -> until(LocalDate.of(2026, 5, 13));
            case "chase" -> task("denis", number, "userTask_chaseOpinion", Map.of("chase", "wait"));
            case "goOn" -> task("denis", number, "userTask_chaseOpinion", Map.of("chase", "goOn"));
            case "planCommittee" -> {
                plan(Body.CCU, MEETING);
                plan(Body.COUNCIL, COUNCIL);
                task("chantal", number, "userTask_planCommittee", Map.of("planned", true));
            }
            case "planSitting" -> {
                plan(Body.COUNCIL, LocalDate.of(2026, 7, 7));
                task("isabelle", number, "userTask_planSitting", Map.of("planned", true));
            }
            case "meetingMoves" -> sittings.ahead().keySet().stream().filter(sitting -> sitting.body() == Body.CCU).findFirst().ifPresent(sitting -> sittings.cancel(sitting.id(), sitting.version(), "chantal"));
            case "sittingMoves" -> {
                sittings.ahead().keySet().stream().filter(sitting -> sitting.body() == Body.COUNCIL).findFirst().ifPresent(sitting -> sittings.cancel(sitting.id(), sitting.version(), "isabelle"));
                runJobs();
            }
            case "committee" -> recommend(number, MEETING, "ADOPTED");
            case "committeeAgainst" -> recommend(number, MEETING, "REFUSED");
            case "committeeLater" -> recommend(number, MEETING, "POSTPONED");
            case "committeeInJune" -> recommend(number, LocalDate.of(2026, 6, 3), "ADOPTED");
            case "publish" -> {
                if (today().isBefore(LocalDate.of(2026, 5, 14))) at(LocalDate.of(2026, 5, 14));
                publish(number, today());
            }
            case "publishInJune" -> {
                at(LocalDate.of(2026, 6, 10));
                publish(number, today());
            }
            case "tooLate" -> {
                until(LocalDate.of(2026, 5, 20));
                task("isabelle", number, "userTask_publishNotice", Map.of("noticeOutcome", "tooLate"));
            }
            case "forgotten" -> until(COUNCIL);
            case "adopted" -> resolve(number, "CM", COUNCIL, "ADOPTED");
            case "adoptedInJuly" -> resolve(number, "CM", LocalDate.of(2026, 7, 7), "ADOPTED");
            case "councilRefuses" -> resolve(number, "CM", COUNCIL, "REFUSED");
            case "postponed" -> resolve(number, "CM", COUNCIL, "POSTPONED");
            case "executive" -> resolve(number, "CE", EXECUTIVE, "ADOPTED");
            case "grant" -> grant(number);
            case "refuse" -> refuse(number, "PLANS_NOT_CONFORM");
            case "refuseVariance" -> refuse(number, "VARIANCE_REFUSED");
            case "refuseUse" -> refuse(number, "USE_NOT_ALLOWED");
            case "sendBack" -> {
                task("marc", number, "userTask_concludeApplication", Map.of("conclusion", "refuse", "refusalReasons", List.of("PLANS_NOT_CONFORM")));
                task("denis", number, "userTask_approveRefusal", Map.of("refusalReview", "sendBack", "reviewNote", "Quel plan?"));
            }
            case "withdraw" -> withdraw(number);
            case "lapse" -> until(today().plusDays(40));
            case "reminder" -> until(today().plusDays(11));
            case "deadline" -> until(today().plusDays(25));
            case "accept" -> task("annie", number, "userTask_inspectSite", Map.of("inspectionResult", "accepted"));
            case "finished" -> {
                caseFiles.act(new ca.laval.mondossier.casefile.CaseNumber(number), LifeProcess.WORK_FINISHED, null);
                runJobs();
            }
            case "acceptFinished" -> task("annie", number, "userTask_inspectFinished", Map.of("inspectionResult", "accepted"));
            case "nonCompliant" -> task("annie", number, "userTask_inspectSite", Map.of("inspectionResult", "nonCompliant", "inspectionMessage", "La clôture dépasse la limite."));
            case "stopWork" -> task("annie", number, "userTask_inspectSite", Map.of("inspectionResult", "stopWork", "inspectionMessage", "Les travaux menacent le bâtiment voisin."));
            case "resume" -> task("denis", number, "userTask_liftStopWork", Map.of("stopWorkDecision", "resume", "stopWorkMessage", "Vous pouvez reprendre."));
            case "revoke" -> task("denis", number, "userTask_liftStopWork", Map.of("stopWorkDecision", "revoke", "stopWorkMessage", "Le permis est révoqué."));
            case "renew" -> {
                caseFiles.act(new ca.laval.mondossier.casefile.CaseNumber(number), LifeProcess.RENEWAL_ASKED_MESSAGE, null);
                runJobs();
            }
            case "almostOver" -> until(permits.find(number).orElseThrow().reminderOn().plusDays(1));
            case "over" -> until(permits.find(number).orElseThrow().expiresOn().plusDays(1));
            default -> throw new IllegalArgumentException(step);
        }
    }
}
