package ca.laval.mondossier.subsidy.process;

import ca.laval.mondossier.engine.ModelMoney;
import ca.laval.mondossier.engine.security.SubmissionRefusedException;
import ca.laval.mondossier.subsidy.SubsidyBudget;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Models call it `adjustmentCheck`: whether the envelope can pay what an adjustment lists. */
@Component("adjustmentCheck")
public class AdjustmentCheck {
    private final SubsidyBudget budget;
    private final ModelMoney money;

    AdjustmentCheck(SubsidyBudget budget, ModelMoney money) {
        this.budget = budget;
        this.money = money;
    }

    /** On completion: tells at once when the envelope has no room; what counts is decided when the differences are set aside. */
    public void check(DelegateTask task) {
        if (!"pay".equals(task.getVariable("adjustmentDecision"))) return;
        budget.envelope(AdjustmentProcess.PROGRAM.from(task), AdjustmentProcess.ENVELOPE_YEAR.from(task).intValue())
                .filter(envelope -> !envelope.hasRoomFor(AdjustmentProcess.TOTAL_CENTS.from(task))).ifPresent(envelope -> {
                    String left = money.dollars(envelope.leftCents());
                    throw new SubmissionRefusedException(("L’enveloppe ne suffit pas : il y reste %s $, et qui attend passe d’abord. Ajoutez-y de l’argent, puis confirmez. / "
                            + "The envelope has no room: $%s is left in it, and whoever waits comes first. Add money, then confirm.").formatted(left, left));
                });
    }
}
