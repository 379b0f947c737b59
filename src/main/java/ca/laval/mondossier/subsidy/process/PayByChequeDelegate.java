package ca.laval.mondossier.subsidy.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The next payout of the case leaves by cheque. */
@Component
class PayByChequeDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution task) {
        SubsidyProcess.PAYMENT_METHOD.set(task, "CHEQUE");
    }
}
