package ca.laval.mondossier.funding;

/** What one funder gives to one organisation, and what became of it; in cents. */
public record Cell(String envelope, String funder, String agreement, long cents, long paidCents, long justifiedCents, long releasedCents, long returnDueCents, long returnedCents, long unrecoveredCents) {

    /** Still expected back. */
    public long owedCents() {
        return returnDueCents - goneCents();
    }

    /** Owed once, and no longer expected: it came back, or legal affairs has it. */
    long goneCents() {
        return returnedCents + unrecoveredCents;
    }
}
