package ca.laval.mondossier.removal;

/** A measure against this application is in force already. */
public class AlreadyForbiddenException extends Exception {
    private static final long serialVersionUID = 1L;

    AlreadyForbiddenException(String application) {
        super(application + " is forbidden already");
    }
}
