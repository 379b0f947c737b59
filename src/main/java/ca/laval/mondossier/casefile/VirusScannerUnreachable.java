package ca.laval.mondossier.casefile;

/** The virus scanner did not say whether a document is clean. */
class VirusScannerUnreachable extends Exception {

    VirusScannerUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
