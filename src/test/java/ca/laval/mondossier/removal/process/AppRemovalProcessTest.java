package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How a measure goes, from the form on. */
class AppRemovalProcessTest extends RemovalTest {

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/app-removal.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String approval, boolean forbidden, String ends) {
        everyDeviceIsAComputer();
        String number = propose("categories", java.util.List.of("KIOSK"));
        String inForceAlready = forbidden ? measure() : null;
        if (ends.equals("endEvent_notInForce")) fire("startEvent_monday");
        act("benoit", number, "userTask_approveRemoval", Map.of("approval", approval));
        if (approval.equals("approve")) fire("event_firstDay");
        runJobs();
        switch (path) {
            case "approved and lifted later" -> {
                fire("event_reviewDue");
                assertThatThrownBy(() -> act("robert", number, "userTask_reviewMeasure", Map.of("reviewDecision", "renew", "androidIds", "com.zhiliaoapp.musically", "reviewOn", LocalDate.now().minusDays(1).toString()))).hasMessageContaining("cannot lie in the past");
                act("robert", number, "userTask_reviewMeasure", Map.of("reviewDecision", "renew", "reviewOn", LocalDate.now().plusDays(180).toString(), "androidIds", "com.zhiliaoapp.musically,com.ss.android.ugc.trill"));
                runJobs();
                assertThat(campaigns.find(number).orElseThrow().terms()).satisfies(terms -> assertThat(terms.reviewOn()).isEqualTo(LocalDate.now().plusDays(180)), terms -> assertThat(terms.androidIds()).contains("trill"));
                runtime.createMessageCorrelation(RemovalProcess.REVIEW_ASKED).processInstanceBusinessKey(number).correlate();
                act("robert", number, "userTask_reviewMeasure", Map.of("reviewDecision", "lift"));
            }
            case "every night" -> fire("startEvent_night");
            case "every week" -> fire("startEvent_monday");
            case "too many failures" -> {
                campaigns.pause(number);
                runtime.createMessageCorrelation(RemovalProcess.FAILURE_RATE_PASSED).processInstanceBusinessKey(number).correlate();
                act("benoit", number, "userTask_decideOnFailures", Map.of("failureDecision", "resume", "failurePercent", 80));
            }
            default -> { }
        }
        runJobs();

        assertThat(ends(number)).contains(ends.split(" "));
        assertThat(isOver(RemovalProcess.KEY, number)).isEqualTo(ends.matches(".*endEvent_(measureLifted|removalDeclined|forbiddenTwice)"));
        assertThat(campaigns.find(number).map(campaign -> campaign.state()).orElse("NONE")).isEqualTo(ends.contains("measureLifted") ? "LIFTED" : forbidden || approval.equals("decline") ? "NONE" : "IN_FORCE");
        assertThat(inForceAlready == null || !campaigns.find(inForceAlready).orElseThrow().isLifted()).isTrue();
        assertThat(notices(0).contains("weeklyManagement")).isEqualTo(path.equals("every week"));
    }
}
