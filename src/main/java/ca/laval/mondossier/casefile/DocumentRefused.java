package ca.laval.mondossier.casefile;

/** A document that is not kept. The word key `document.error.<code>` says why. */
public class DocumentRefused extends RuntimeException {

    public enum Reason { TYPE, SIZE, EMPTY, COUNT, INFECTED, POLYGLOT }

    private final Reason reason;

    DocumentRefused(Reason reason) {
        super("Document refused: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** `type`, `size`, `empty`, `count`, `infected` or `polyglot`. */
    public String code() {
        return reason.name().toLowerCase(java.util.Locale.ROOT);
    }
}
