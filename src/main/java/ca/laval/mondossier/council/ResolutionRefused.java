package ca.laval.mondossier.council;

/** A resolution that cannot be recorded, and why. */
public class ResolutionRefused extends RuntimeException {
    private final Reason reason;

    /** NUMBER_SHAPE: not of that body or not of that day. */
    public enum Reason { NOT_ON_AGENDA, SITTING_AHEAD, NUMBER_SHAPE, NUMBER_TAKEN, NOTICE_MISSING, NOT_PAID }

    ResolutionRefused(String caseNumber, Reason reason) {
        super("The resolution for %s is refused: %s".formatted(caseNumber, reason));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
