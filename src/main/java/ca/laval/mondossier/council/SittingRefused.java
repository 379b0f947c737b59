package ca.laval.mondossier.council;

/** A change of the calendar that cannot be, and why. */
public class SittingRefused extends RuntimeException {
    private final Reason reason;
    private final String caseNumber;

    /** NO_NEXT: no other sitting can take a case; NOT_TOLD: a case could not be told; ON_AGENDA: what cases count on does not change, it is cancelled; CHANGED: by somebody else. */
    public enum Reason { PAST, CLOSES_LATER, SAME_DAY, ON_AGENDA, CHANGED, NO_NEXT, NOT_TOLD }

    SittingRefused(Reason reason) {
        this(reason, null, null);
    }

    SittingRefused(Reason reason, String caseNumber, Throwable cause) {
        super("The change of the calendar is refused: %s %s".formatted(reason, caseNumber), cause);
        this.reason = reason;
        this.caseNumber = caseNumber;
    }

    public Reason reason() {
        return reason;
    }

    /** The case that is in the way; null when it is not a case. */
    public String caseNumber() {
        return caseNumber;
    }
}
