package ca.laval.mondossier.counter;

import ca.laval.mondossier.TestDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same where the staff works in French. */
class CouncilJourneyFrenchTest extends CouncilJourneyTest {

    @DynamicPropertySource
    static void french(DynamicPropertyRegistry registry) {
        registry.add("mondossier.staff-language", () -> "fr");
        registry.add("spring.datasource.url", () -> TestDatabase.url("council-french"));
    }
}
