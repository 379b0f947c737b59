package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Refunds;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the provider what became of a refund. */
@Component
class AskRefundDelegate implements JavaDelegate {
    private final Refunds refunds;

    AskRefundDelegate(Refunds refunds) {
        this.refunds = refunds;
    }

    @Override
    public void execute(DelegateExecution task) throws GatewayUnreachable {
        refunds.ask(RefundProcess.REFUND_NUMBER.from(task));
    }
}
