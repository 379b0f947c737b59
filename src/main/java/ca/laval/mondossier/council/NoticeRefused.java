package ca.laval.mondossier.council;

/** A public notice that cannot be: somebody mistyped, or is too late to say so. */
public class NoticeRefused extends RuntimeException {
    private final Reason reason;

    /** NOT_ON_AGENDA: nothing awaits a notice; AFTER_THE_FACT: the sitting's day has come; BEFORE_AGENDA: nobody knew of that sitting yet; CLOSED_DAY: no working day. */
    public enum Reason { NOT_ON_AGENDA, ALREADY_PUBLISHED, FUTURE, CLOSED_DAY, BEFORE_AGENDA, AFTER_THE_FACT }

    NoticeRefused(String caseNumber, Reason reason) {
        super("The notice for %s is refused: %s".formatted(caseNumber, reason));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
