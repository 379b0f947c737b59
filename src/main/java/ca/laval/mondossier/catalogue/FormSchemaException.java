package ca.laval.mondossier.catalogue;

/** A form that cannot be offered as it is written; the message tells its owner which part and what to do about it. */
public class FormSchemaException extends RuntimeException {

    public FormSchemaException(String message) {
        super(message);
    }

    FormSchemaException(String message, Exception cause) {
        super(message, cause);
    }
}
