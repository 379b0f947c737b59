package ca.laval.mondossier.funding;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Money of several funders for several organisations.
 *
 * @param number     of its case, e.g. `FIN-2026-000001-8`
 * @param totalCents what the funders give, as amended
 * @param state      PROPOSED, RECOMMENDED, COMMITTED, ABANDONED or CLOSED
 */
public record Envelope(String number, String title, String purpose, LocalDate fiscalYearStart, long totalCents, String state, Instant openedAt, Instant closedAt) {

    /** The last day of its fiscal year, and of the expenses that count. */
    public LocalDate fiscalYearEnd() {
        return fiscalYearStart.plusYears(1).minusDays(1);
    }

    public boolean isOver() {
        return closedAt != null;
    }
}
