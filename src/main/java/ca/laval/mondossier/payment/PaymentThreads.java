package ca.laval.mondossier.payment;

import java.util.Map;

/** The processes around a payment, as the ledger sees them. Calls take part in the caller's transaction. */
public interface PaymentThreads {

    /** Tells the case that its order is paid; whether it waited for that. */
    boolean paid(String caseNumber, String order);

    /** Tells a refund's process what the provider said, if it waits for it. */
    void refundAnswered(String caseNumber, String refund, boolean confirmed);

    /** Tells a dispute's process what the bank decided, if it waits for it. */
    void disputeDecided(String caseNumber, String dispute, boolean won);

    void startInquiry(String caseNumber, Map<String, Object> variables);

    void startRefund(String caseNumber, Map<String, Object> variables);

    /** The receipt is made beside the case. */
    void startReceipt(String caseNumber, Map<String, Object> variables);

    void startDispute(String caseNumber, Map<String, Object> variables);
}
