package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.catalogue.DecisionTables;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the table `subsidy-program` sets. */
@Component
public class SubsidyPrograms {
    private final DecisionTables tables;

    SubsidyPrograms(DecisionTables tables) {
        this.tables = tables;
    }

    /** What the programme's envelope holds on the first day of a year, in cents. */
    public long firstDayCents(String program) {
        return tables.evaluate("subsidy-program", Map.of("program", program)).stream().findFirst()
                .map(row -> ((Number) row.get("envelopeCents")).longValue()).orElseThrow(() -> new IllegalStateException("No programme is called " + program));
    }
}
