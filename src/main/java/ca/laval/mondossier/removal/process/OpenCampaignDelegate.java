package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.engine.Variable;
import ca.laval.mondossier.removal.AlreadyForbiddenException;
import ca.laval.mondossier.removal.Campaign.Terms;
import ca.laval.mondossier.removal.Campaigns;
import java.time.LocalDate;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Puts the measure in force, as the form has it. */
@Component
class OpenCampaignDelegate implements JavaDelegate {
    private final Campaigns campaigns;

    OpenCampaignDelegate(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public void execute(DelegateExecution task) {
        try {
            campaigns.open(RemovalProcess.CASE_NUMBER.from(task), terms(task));
        } catch (AlreadyForbiddenException e) {
            throw new BpmnError(RemovalProcess.ALREADY_FORBIDDEN, e.getMessage(), e);
        }
    }

    static Terms terms(VariableScope scope) {
        return new Terms(RemovalProcess.APPLICATION_NAME.from(scope), text(RemovalProcess.ANDROID_IDS, scope), text(RemovalProcess.IOS_IDS, scope), text(RemovalProcess.COMPUTER_NAMES, scope),
                RemovalProcess.LEGAL_BASIS.from(scope), RemovalProcess.CATEGORIES.from(scope), LocalDate.parse(RemovalProcess.STARTS_ON.from(scope)), LocalDate.parse(RemovalProcess.REVIEW_ON.from(scope)),
                RemovalProcess.FAILURE_PERCENT.from(scope).intValue());
    }

    static String text(Variable<String> variable, VariableScope scope) {
        return Optional.ofNullable(variable.orNull(scope)).orElse("");
    }
}
