package ca.laval.mondossier;

/** The application cannot start as it is set up; the message is one sentence that names the setting and what to do. */
public class SettingsProblem extends RuntimeException {

    public SettingsProblem(String message) {
        super(message);
    }
}
