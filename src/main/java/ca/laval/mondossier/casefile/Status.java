package ca.laval.mondossier.casefile;

/** What a resident reads about a case file, one list for every service (domain.md, section 7). Diagrams name them as `residentStatus`. */
public enum Status {
    RECEIVED(Turn.CITY),
    DOCUMENTS_MISSING(Turn.RESIDENT),
    /** An answer must be corrected, e.g. banking details after a returned deposit. */
    DETAILS_NEEDED(Turn.RESIDENT),
    UNDER_REVIEW(Turn.CITY),
    AWAITING_PAYMENT(Turn.RESIDENT),
    AWAITING_COUNCIL(Turn.COUNCIL),
    WAITING_LIST(Turn.CITY),
    APPROVED(Turn.NOBODY),
    REFUSED(Turn.NOBODY),
    PAID(Turn.NOBODY),
    /** The certificate or permit that was asked for is there. */
    ISSUED(Turn.NOBODY),
    WITHDRAWN(Turn.NOBODY),
    CLOSED(Turn.NOBODY);

    /** Who must act next. */
    public enum Turn { RESIDENT, CITY, COUNCIL, NOBODY }

    private final Turn turn;

    Status(Turn turn) {
        this.turn = turn;
    }

    public Turn turn() {
        return turn;
    }

    /** Decided or ended: it can no longer be withdrawn. */
    public boolean isFinal() {
        return turn == Turn.NOBODY;
    }

    /** The city's clock stands still while it waits for the resident. */
    public boolean stopsTheClock() {
        return turn == Turn.RESIDENT;
    }
}
