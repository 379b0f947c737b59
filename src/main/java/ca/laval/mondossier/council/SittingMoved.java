package ca.laval.mondossier.council;

import java.time.LocalDate;

/** Who wants to know that a case moved to another sitting, because its own was cancelled. */
public interface SittingMoved {

    /**
     * Called within the cancelling transaction, for every case that moves; a part ignores the cases that are not its own. What it throws keeps
     * the sitting as it was, with every case on it.
     */
    void moved(String caseNumber, Body body, LocalDate from, Placed to);

    /** Whether a case of its own no longer wants that body, as when it was withdrawn a moment ago: it is taken off the agenda and does not move. */
    default boolean hasLeft(String caseNumber, Body body) {
        return false;
    }
}
