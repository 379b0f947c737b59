package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `app-removal-lift`. */
public final class RemovalLiftProcess {
    public static final String KEY = "app-removal-lift";

    public static final Variable<Boolean> MORE_TO_LIFT = new Variable<>("moreToLift", Boolean.class);

    private RemovalLiftProcess() {
    }
}
