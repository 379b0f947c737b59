package ca.laval.mondossier.device;

/** A list that cannot be read at all; single lines are rejected by themselves. */
public class ListRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public enum Reason { EMPTY, TOO_LARGE, TOO_MANY_LINES, NO_TEXT, COLUMNS_MISSING, OVERTAKEN }

    private final Reason reason;
    private final String detail;

    ListRefused(Reason reason, String detail) {
        super(reason + " " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    /** The columns that are missing, or the limit that was passed. */
    public String detail() {
        return detail;
    }
}
