package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Refunds;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the provider to give the money back. */
@Component
class SendRefundDelegate implements JavaDelegate {
    private final Refunds refunds;

    SendRefundDelegate(Refunds refunds) {
        this.refunds = refunds;
    }

    @Override
    public void execute(DelegateExecution task) throws GatewayUnreachable {
        refunds.send(RefundProcess.REFUND_NUMBER.from(task));
    }
}
