package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Refund;
import ca.laval.mondossier.payment.Refunds;
import ca.laval.mondossier.payment.Situation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Notes the refund, unless who started the process did, and sets aside what the table says. */
@Component
class SetAsideRefundDelegate implements JavaDelegate {
    private final Refunds refunds;

    SetAsideRefundDelegate(Refunds refunds) {
        this.refunds = refunds;
    }

    @Override
    public void execute(DelegateExecution task) {
        String number = Optional.ofNullable(RefundProcess.REFUND_NUMBER.orNull(task)).orElseGet(() -> note(task));
        Refund refund = refunds.setAside(number, RefundProcess.REFUND_PERCENT.from(task).intValue(), RefundProcess.DEDUCTION_CENTS.from(task).longValue(),
                RefundProcess.REFUND_APPROVAL.from(task).equals("AUTOMATIC"));
        RefundProcess.REFUND_NUMBER.set(task, number);
        RefundProcess.REFUND_CENTS.set(task, refund.amountCents());
        RefundProcess.BALANCE_CENTS.set(task, refunds.balanceBeside(refund));
        RefundProcess.REFUND_CHASED.set(task, false);
        boolean nothing = refund.state().equals("NOTHING");
        RefundProcess.REFUND_APPROVAL.set(task, nothing ? "NOTHING" : RefundProcess.REFUND_APPROVAL.from(task));
        RefundProcess.REFUND_OUTCOME.set(task, nothing ? "nothing" : "pending");
    }

    private String note(DelegateExecution task) {
        List<Integer> lines = Optional.ofNullable(RefundProcess.REFUND_LINES.orNull(task)).stream().flatMap(text -> Stream.of(text.split(","))).map(String::strip)
                .filter(line -> !line.isEmpty()).map(Integer::valueOf).toList();
        String askedBy = Optional.ofNullable(RefundProcess.REFUND_ASKED_BY.orNull(task)).orElse(Refunds.APPLICATION);
        return refunds.open(PaymentProcess.PAYMENT_ORDER.from(task), lines, Situation.valueOf(RefundProcess.REFUND_SITUATION.from(task)), askedBy, task.getProcessInstanceId()).number();
    }
}
