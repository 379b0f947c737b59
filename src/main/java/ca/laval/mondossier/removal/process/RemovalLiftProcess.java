package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `app-removal-lift`. */
public final class RemovalLiftProcess {
    public static final String KEY = "app-removal-lift";

    /** The last device that was asked to open, by its id. */
    public static final Variable<Long> ASKED_UNTIL = new Variable<>("askedUntil", Long.class);
    /** Some would not; they are asked again later. */
    public static final Variable<Boolean> ASK_AGAIN = new Variable<>("askAgain", Boolean.class);
    public static final Variable<Boolean> MORE_TO_LIFT = new Variable<>("moreToLift", Boolean.class);

    private RemovalLiftProcess() {
    }
}
