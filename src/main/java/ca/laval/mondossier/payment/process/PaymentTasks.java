package ca.laval.mondossier.payment.process;

import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.payment.Differences;
import ca.laval.mondossier.payment.Disputes;
import ca.laval.mondossier.payment.Ledger;
import ca.laval.mondossier.payment.Refund;
import ca.laval.mondossier.payment.Refunds;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Models call it `paymentTasks`: what accounts receivable decide takes effect when their task ends, or not at all. */
@Component("paymentTasks")
public class PaymentTasks {
    private final Ledger ledger;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Differences differences;

    PaymentTasks(Ledger ledger, Refunds refunds, Disputes disputes, Differences differences) {
        this.ledger = ledger;
        this.refunds = refunds;
        this.disputes = disputes;
        this.differences = differences;
    }

    /** On completion: the ledger follows what the person found at the provider; a capture needs the provider's reference. */
    public void reconcile(DelegateTask task) {
        String found = InquiryProcess.RECONCILIATION.from(task);
        Integer attempt = InquiryProcess.PAYMENT_ATTEMPT.orNull(task);
        String reference = InquiryProcess.PROVIDER_REFERENCE.orNull(task);
        boolean reported = InquiryProcess.REPORTED.from(task);
        switch (found) {
            case "captured" -> {
                if (reference == null || reference.isBlank()) refuse("Indiquez la référence du paiement chez le fournisseur.", "Give the provider's reference of the payment.");
                if (attempt == null) refuse("Aucune tentative n’y correspond : choisissez « L’écart est réglé ».", "No attempt belongs to it: choose that the difference is settled.");
                ledger.reconcile(PaymentProcess.PAYMENT_ORDER.from(task), attempt, true, reference.strip(), task.getAssignee());
            }
            case "notPaid" -> {
                if (attempt != null) ledger.reconcile(PaymentProcess.PAYMENT_ORDER.from(task), attempt, false, null, task.getAssignee());
            }
            case "settled" -> {
                if (!reported) refuse("Il n’y a pas d’écart : dites si le paiement a été encaissé.", "There is no difference: say whether the payment was captured.");
            }
            default -> { }
        }
        if (reported && !found.equals("wait")) differences.settle(InquiryProcess.PAYMENT_DIFFERENCE.from(task), task.getAssignee());
    }

    /** On completion: approves or refuses the refund; whoever asked for it cannot. */
    public void approveRefund(DelegateTask task) {
        Refund refund = refunds.locked(RefundProcess.REFUND_NUMBER.from(task));
        if (refund.askedBy().equals(task.getAssignee())) {
            refuse("Une deuxième personne doit s’en charger : vous avez demandé ce remboursement.", "A second person must do this: you asked for this refund.");
        }
        if (RefundProcess.REFUND_DECISION.from(task).equals("approve")) {
            refunds.approve(refund.number(), task.getAssignee());
        } else {
            refunds.refuse(refund.number());
            RefundProcess.REFUND_OUTCOME.set(task, "refusedByFinance");
        }
    }

    /** On completion: what the provider refused is tried again or given back another way; what it has not answered can only be waited for. */
    public void followUpRefund(DelegateTask task) {
        Refund refund = refunds.locked(RefundProcess.REFUND_NUMBER.from(task));
        String choice = RefundProcess.FOLLOW_UP.from(task);
        boolean refused = refund.state().equals("REFUSED");
        if (!refused && !choice.equals("wait")) {
            refuse("Le fournisseur n’a pas refusé ce remboursement : il faut l’attendre, sinon la somme partirait deux fois.",
                    "The provider has not refused this refund: wait for it, or the money would leave twice.");
        }
        if (refused && choice.equals("wait")) refuse("Le fournisseur a refusé : il n’y a rien à attendre.", "The provider refused: there is nothing to wait for.");
        if (choice.equals("again")) refunds.again(refund.number());
        if (choice.equals("otherwise")) {
            refunds.otherwise(refund.number());
            RefundProcess.REFUND_OUTCOME.set(task, "refunded");
        }
        // A new wait is ten days again.
        RefundProcess.REFUND_CHASED.set(task, false);
    }

    /** On completion: a loss that is accepted needs no decision of the bank. */
    public void answerChargeback(DelegateTask task) {
        if (DisputeProcess.DISPUTE_ANSWER.from(task).equals("accepted")) {
            disputes.accept(PaymentProcess.PAYMENT_ORDER.from(task), DisputeProcess.PAYMENT_DISPUTE.from(task));
        }
    }

    private static void refuse(String french, String english) {
        throw new SubmissionRefusedException(french + " / " + english);
    }
}
