package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.engine.Unchecked;
import ca.laval.mondossier.payment.PaymentThreads;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The engine's side of the ledger. What the ledger tells or starts is nobody's personal act: no one's grants are asked for. */
@Component
class EnginePaymentThreads implements PaymentThreads {
    private final RuntimeService runtime;
    private final Unchecked unchecked;

    EnginePaymentThreads(@Lazy RuntimeService runtime, Unchecked unchecked) {
        this.runtime = runtime;
        this.unchecked = unchecked;
    }

    @Override
    public boolean paid(String caseNumber, String order) {
        return tell(caseNumber, PaymentProcess.PAYMENT_CONFIRMED, PaymentProcess.PAYMENT_ORDER.name(), order);
    }

    @Override
    public void refundAnswered(String caseNumber, String refund, boolean confirmed) {
        tell(caseNumber, confirmed ? RefundProcess.REFUND_CONFIRMED : RefundProcess.REFUND_REFUSED, RefundProcess.REFUND_NUMBER.name(), refund);
    }

    @Override
    public void disputeDecided(String caseNumber, String dispute, boolean won) {
        tell(caseNumber, won ? DisputeProcess.DISPUTE_WON : DisputeProcess.DISPUTE_LOST, DisputeProcess.PAYMENT_DISPUTE.name(), dispute);
    }

    @Override
    public void startInquiry(String caseNumber, Map<String, Object> variables) {
        start(InquiryProcess.KEY, caseNumber, variables);
    }

    @Override
    public void startRefund(String caseNumber, Map<String, Object> variables) {
        start(RefundProcess.KEY, caseNumber, variables);
    }

    @Override
    public void startReceipt(String caseNumber, Map<String, Object> variables) {
        start(ReceiptProcess.KEY, caseNumber, variables);
    }

    @Override
    public void startDispute(String caseNumber, Map<String, Object> variables) {
        start(DisputeProcess.KEY, caseNumber, variables);
    }

    private void start(String process, String key, Map<String, Object> variables) {
        unchecked.call(() -> runtime.startProcessInstanceByKey(process, key, variables));
    }

    /** A message that nobody waits for is no error. */
    private boolean tell(String caseNumber, String message, String variable, String value) {
        return unchecked.call(() -> runtime.createMessageCorrelation(message).processInstanceBusinessKey(caseNumber).processInstanceVariableEquals(variable, value).correlateAllWithResult()).size() > 0;
    }
}
