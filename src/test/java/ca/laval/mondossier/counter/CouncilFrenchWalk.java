package ca.laval.mondossier.counter;

import ca.laval.mondossier.TestDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same where the staff works in French, on a phone: on request, `mvn test -Dtest=CouncilFrenchWalk`. */
class CouncilFrenchWalk extends CouncilJourneyTest {

    @DynamicPropertySource
    static void french(DynamicPropertyRegistry registry) {
        registry.add("mondossier.staff-language", () -> "fr");
        registry.add("spring.datasource.url", () -> TestDatabase.url("council-french"));
    }

    @Override
    int width() {
        return 360;
    }
}
