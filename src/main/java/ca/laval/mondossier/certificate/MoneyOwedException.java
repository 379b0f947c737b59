package ca.laval.mondossier.certificate;

/** Who asks has not paid for an earlier order: their bank took the money back. */
public class MoneyOwedException extends Exception {
    MoneyOwedException(String caseNumber) {
        super("Whoever asks for %s has an unpaid debt".formatted(caseNumber));
    }
}
