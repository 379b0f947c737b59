package ca.laval.mondossier.counter;

import static org.assertj.core.api.Assertions.assertThat;

import ca.laval.mondossier.ApplicationTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may see and change the money: for everybody else these pages do not exist. */
class SubsidyPagesAccessTest extends ApplicationTest {

    @Test
    void payoutsAreForAccountsPayableAndProgrammesForTheirManagement() {
        var karine = StaffBrowser.signIn(port, "karine");
        for (String path : List.of("/counter/payouts", "/counter/payouts/LOT-2026-000001-1", "/counter/payouts/LOT-2026-000001-1/file", "/counter/programs", "/counter/programs.csv")) {
            assertThat(karine.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(karine.post("/counter/file-for-someone", "/counter/payouts", Map.of()).statusCode()).isEqualTo(404);
        assertThat(karine.post("/counter/file-for-someone", "/counter/programs", Map.of()).statusCode()).isEqualTo(404);

        var stephane = StaffBrowser.signIn(port, "stephane");
        assertThat(stephane.get("/counter/payouts").statusCode()).isEqualTo(200);
        assertThat(stephane.get("/counter/programs").statusCode()).isEqualTo(404);
        assertThat(stephane.get("/counter/payouts/LOT-1999-999999-9").statusCode()).isEqualTo(404);
        assertThat(stephane.get("/counter/payouts/LOT-1999-999999-9/file").statusCode()).isEqualTo(404);

        var francois = StaffBrowser.signIn(port, "francois");
        assertThat(francois.get("/counter/programs").statusCode()).isEqualTo(200);
        assertThat(francois.get("/counter/programs.csv").body()).startsWith("program;year;status");
        assertThat(francois.get("/counter/payouts").statusCode()).isEqualTo(404);
    }

    @Test
    void anAuditorReadsAndChangesNothing() {
        var manon = StaffBrowser.signIn(port, "manon");
        assertThat(manon.get("/counter/payouts").statusCode()).isEqualTo(200);
        assertThat(manon.get("/counter/programs").statusCode()).isEqualTo(200);
        assertThat(manon.page("/counter/payouts").select("main form")).isEmpty();
        assertThat(manon.page("/counter/programs").select("main form")).isEmpty();
        assertThat(manon.get("/counter/payouts/LOT-2026-000001-1/file").statusCode()).as("account numbers are not for reading").isEqualTo(403);
    }

    @Test
    void nobodyWithoutASignInAndNoResident() {
        assertThat(visitor().get("/counter/payouts").location()).startsWith("/counter/sign-in");
        assertThat(resident("curieuse@exemple.ca").get("/counter/programs").location()).startsWith("/counter/sign-in");
        assertThat(StaffBrowser.signIn(port, "karine").get("/counter/duplicates/SUB-1999-999999-9").statusCode()).isEqualTo(404);
    }
}
