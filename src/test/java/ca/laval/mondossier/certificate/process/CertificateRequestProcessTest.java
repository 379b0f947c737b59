package ca.laval.mondossier.certificate.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every way an order can go, with its letters, what the resident reads, and the money in its place at each step. */
class CertificateRequestProcessTest extends CertificateTest {

    @ParameterizedTest(name = "{0} -> {6}")
    @CsvFileSource(resources = "/paths/certificate-request.csv", numLinesToSkip = 1)
    void everyOrderEndsWhereTheTableSays(String path, String types, String properties, String steps, String letters, String statuses, String ends) {
        String number = order(path, words(types), words(properties), steps);

        assertThat(isOver(number)).as("over").isTrue();
        assertThat(ends(number)).containsAll(words(ends));
        assertThat(letters(number)).containsExactlyElementsOf(words(letters));
        assertThat(statuses(number)).containsExactlyElementsOf(words(statuses));
    }

    @ParameterizedTest(name = "{0} -> {4}")
    @CsvFileSource(resources = "/paths/certificate-delivery.csv", numLinesToSkip = 1)
    void everyDeliveryEndsWhereTheTableSays(String path, String types, String properties, String steps, String ends) {
        assertThat(ends(order(path, words(types), words(properties), steps))).containsAll(words(ends));
    }

    /** An earlier order whose payment the bank took back. */
    private void loseDispute(String email) {
        String earlier = orderBy(email, List.of("CONF_TAXES"), List.of(roll.suggest("1").get(0).shownMatricule()), Map.of());
        runJobs();
        pay(earlier);
        payments.chargeBack(earlier);
        payments.decide(earlier, true);
        runJobs();
    }

    private String order(String path, List<String> types, List<String> properties, String steps) {
        String email = path.replaceAll("\\W+", ".") + "@exemple.ca";
        if (steps.equals("debt")) loseDispute(email);
        String number = orderBy(email, types, properties.stream().map(word -> word.matches("\\d+") ? roll.suggest(word).get(0).shownMatricule() : word).toList(), Map.of());
        runJobs();
        for (String step : words(steps)) {
            assertThat(invariant.trouble()).as("before " + step).isEmpty();
            if (!step.equals("debt")) act(number, step);
        }
        assertThat(invariant.trouble()).as("at the end").isEmpty();
        return number;
    }
}
