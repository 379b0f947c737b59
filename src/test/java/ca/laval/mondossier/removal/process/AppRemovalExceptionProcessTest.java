package ca.laval.mondossier.removal.process;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.removal.RemovalExceptions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An exception, from the request to its end. */
class AppRemovalExceptionProcessTest extends RemovalTest {
    @Autowired
    private RemovalExceptions exceptions;

    @ParameterizedTest(name = "{0} -> {3}")
    @CsvFileSource(resources = "/paths/app-removal-exception.csv", numLinesToSkip = 1)
    void everyPathEndsWhereTheTableSays(String path, String exceptionDecision, boolean inScope, String ends) {
        String campaign = measure();
        long device = inScope ? device() : device("owner_type", "'PERSONAL'");
        String number = campaigns.nextNumber("EXC");
        assertThat(exceptions.ask(number, campaign, device, "Sgt Roy", "Enquête en ligne")).isTrue();
        var answers = new HashMap<String, Object>(Map.of("exceptionDecision", exceptionDecision, "exceptionResolution", "CS-12"));
        if (exceptionDecision.equals("grant")) answers.put("exceptionUntil", LocalDate.now().plusDays(30).toString());
        act("andre", number, "userTask_decideException", answers);
        runJobs();
        if (ends.equals("endEvent_exceptionEnded")) {
            assertThat(db.sql("select until from removal_exception where ended_at is null").query(LocalDate.class).single()).isEqualTo(LocalDate.now().plusDays(30));
            fire("event_lastDay");
            runJobs();
        }

        assertThat(ends(number)).containsExactly(ends);
        assertThat(isOver(RemovalExceptionProcess.KEY, number)).isTrue();
        assertThat(db.sql("select count(*) from removal_exception where ended_at is not null").query(Long.class).single()).isEqualTo(1);
        assertThat(notices(device)).hasSize(inScope ? 1 : 0).allMatch(letter -> letter.equals(exceptionDecision.equals("grant") ? "exceptionGranted" : "exceptionDenied"));
    }
}
