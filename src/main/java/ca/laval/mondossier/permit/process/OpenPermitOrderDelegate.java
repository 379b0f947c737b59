package ca.laval.mondossier.permit.process;

import ca.laval.mondossier.payment.process.PaymentProcess;
import ca.laval.mondossier.permit.PermitFees;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the statement of account with the lines that the table gave. */
@Component
class OpenPermitOrderDelegate implements JavaDelegate {
    private final PermitFees fees;

    OpenPermitOrderDelegate(PermitFees fees) {
        this.fees = fees;
    }

    @Override
    public void execute(DelegateExecution task) {
        List<String> lines = List.of(AccountProcess.FEE_LINES.from(task).split(","));
        List<Long> cents = Stream.of(AccountProcess.FEE_AMOUNTS.from(task).split(",")).map(Long::valueOf).toList();
        PaymentProcess.PAYMENT_ORDER.set(task, fees.open(task.getProcessBusinessKey(), AccountProcess.FEE_FOR.from(task), lines, cents));
    }
}
