package ca.laval.mondossier.payment.process;

/** The one Java face of `payment-receipt`; its order is `paymentOrder`, the business key the case number. */
public final class ReceiptProcess {
    public static final String KEY = "payment-receipt";

    private ReceiptProcess() {
    }
}
