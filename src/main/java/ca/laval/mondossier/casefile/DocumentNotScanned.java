package ca.laval.mondossier.casefile;

/** The document is kept, but the virus scanner has not seen it yet and does not answer: nobody opens it for now. */
public class DocumentNotScanned extends RuntimeException {

    DocumentNotScanned(VirusScannerUnreachable cause) {
        super("The document waits for the virus scanner", cause);
    }
}
