package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.Campaigns;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Extends the measure, with the ids as the review has them. */
@Component
class RenewMeasureDelegate implements JavaDelegate {
    private final Campaigns campaigns;

    RenewMeasureDelegate(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public void execute(DelegateExecution task) {
        campaigns.renew(RemovalProcess.CASE_NUMBER.from(task), OpenCampaignDelegate.text(RemovalProcess.ANDROID_IDS, task), OpenCampaignDelegate.text(RemovalProcess.IOS_IDS, task),
                OpenCampaignDelegate.text(RemovalProcess.COMPUTER_NAMES, task), LocalDate.parse(RemovalProcess.REVIEW_ON.from(task)));
    }
}
