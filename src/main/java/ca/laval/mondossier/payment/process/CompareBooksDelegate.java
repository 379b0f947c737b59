package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Reconciliation;
import ca.laval.mondossier.payment.gateway.PaymentGateway.GatewayUnreachable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares the provider's books with the ledger. */
@Component
class CompareBooksDelegate implements JavaDelegate {
    private final Reconciliation reconciliation;

    CompareBooksDelegate(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public void execute(DelegateExecution task) throws GatewayUnreachable {
        ReconciliationProcess.DIFFERENCES.set(task, reconciliation.compare());
    }
}
