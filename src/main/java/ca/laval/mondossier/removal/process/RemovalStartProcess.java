package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;

/** The one Java face of `app-removal-start`. */
public final class RemovalStartProcess {
    public static final String KEY = "app-removal-start";

    public static final String SOURCE_BUSY = "sourceBusy";

    /** When this reading began, in milliseconds: each management system is read once per reading. */
    public static final Variable<Long> READING_BEGUN = new Variable<>("readingBegun", Long.class);
    /** How long a busy system asked to wait. */
    public static final Variable<Integer> WAIT_SECONDS = new Variable<>("waitSeconds", Integer.class);
    public static final Variable<Boolean> MORE_TO_READ = new Variable<>("moreToRead", Boolean.class);
    /** The engine's: which of those that tell open cases beside each other this is, from 0, and how many they are. */
    public static final Variable<Integer> SHARE = new Variable<>("loopCounter", Integer.class);
    public static final Variable<Integer> SHARES = new Variable<>("nrOfInstances", Integer.class);
    /** The last device whose case was told, by its id; each share has its own. */
    public static final Variable<Long> TOLD_UNTIL = new Variable<>("toldUntil", Long.class);
    public static final Variable<Boolean> MORE_TO_TELL = new Variable<>("moreToTell", Boolean.class);
    /** The last device that got a case, by its id; the next reading begins at the first again. */
    public static final Variable<Long> STARTED_UNTIL = new Variable<>("startedUntil", Long.class);
    /** The last device without the application that was looked at, by its id. */
    public static final Variable<Long> LOOKED_AT_UNTIL = new Variable<>("lookedAtUntil", Long.class);
    public static final Variable<Boolean> MORE_TO_START = new Variable<>("moreToStart", Boolean.class);

    private RemovalStartProcess() {
    }
}
