package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.Campaigns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets a paused campaign command again, with the rate that was just set. */
@Component
class ResumeCampaignDelegate implements JavaDelegate {
    private final Campaigns campaigns;

    ResumeCampaignDelegate(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public void execute(DelegateExecution task) {
        campaigns.resume(RemovalProcess.CASE_NUMBER.from(task), RemovalProcess.FAILURE_PERCENT.from(task).intValue());
    }
}
