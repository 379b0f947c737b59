package ca.laval.mondossier.payout;

/** A counter whose payments leave with the city's batches, and that keeps books of its own; asked and told about a cheque that nobody cashed and that is given up. */
public interface BatchedPayments {

    /** As in its {@link Payouts.Due}. */
    String process();

    /** False when the books count on the payment, so that the cheque can only be issued again. */
    boolean mayGiveUp(String caseNumber, String purpose);

    /** The cheque pays nobody any more: it was no payment. Once per purpose, in the caller's transaction. */
    void givenUp(String caseNumber, String purpose);
}
