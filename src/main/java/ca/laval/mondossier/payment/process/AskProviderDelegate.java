package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.payment.Checkouts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the provider what became of an attempt; a reported difference stays one until a person has settled it. */
@Component
class AskProviderDelegate implements JavaDelegate {
    private final Checkouts checkouts;

    AskProviderDelegate(Checkouts checkouts) {
        this.checkouts = checkouts;
    }

    @Override
    public void execute(DelegateExecution task) {
        String order = PaymentProcess.PAYMENT_ORDER.from(task);
        Integer attempt = InquiryProcess.PAYMENT_ATTEMPT.orNull(task);
        InquiryProcess.TIMES_ASKED.set(task, InquiryProcess.TIMES_ASKED.from(task) + 1);
        InquiryProcess.OUTCOME_KNOWN.set(task, !InquiryProcess.REPORTED.from(task) && checkouts.inquire(order, attempt));
    }
}
