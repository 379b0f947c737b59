package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.Campaigns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lifts the measure: nothing is commanded from here on, and the account may come back. */
@Component
class CloseCampaignDelegate implements JavaDelegate {
    private final Campaigns campaigns;
    private final DeviceThreads threads;

    CloseCampaignDelegate(Campaigns campaigns, DeviceThreads threads) {
        this.campaigns = campaigns;
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        campaigns.lift(RemovalProcess.CASE_NUMBER.from(task));
        threads.accountMayReturn(RemovalProcess.CASE_NUMBER.from(task));
    }
}
