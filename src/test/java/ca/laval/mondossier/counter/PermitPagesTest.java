package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The permits for their management, and an owner who sells. */
class PermitPagesTest extends ApplicationTest {

    @Test
    void permitsInProgressAreForTheirManagement() {
        var denis = StaffBrowser.signIn(port, "denis");
        assertThat(denis.get("/counter/permits").statusCode()).isEqualTo(200);
        assertThat(denis.get("/counter/permits.csv").body()).startsWith("case;type;step;received;age_business_days;expected;late;waiting_for");
        assertThat(StaffBrowser.signIn(port, "manon").get("/counter/permits").statusCode()).as("an auditor reads").isEqualTo(200);
        for (String other : List.of("karine", "marc", "francois")) assertThat(StaffBrowser.signIn(port, other).get("/counter/permits").statusCode()).as(other).isEqualTo(404);
        assertThat(visitor().get("/counter/permits").location()).startsWith("/counter/sign-in");
    }

    @Test
    void nobodyTransfersWhatIsNoPermitOrNotTheirs() {
        var julie = StaffBrowser.signIn(port, "julie");
        assertThat(julie.get("/counter/permits/PER-1999-999999-9/transfer").statusCode()).isEqualTo(404);
        assertThat(StaffBrowser.signIn(port, "karine").post("/counter/file-for-someone", "/counter/permits/PER-1999-999999-9/transfer", Map.of("name", "X", "email", "x@example.org")).statusCode()).isEqualTo(404);
    }
}
