package ca.laval.mondossier.portal;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** What the portal does shortly after midnight in Laval. On two nodes it happens twice, to the same effect. */
@Configuration
@EnableScheduling
class EveryNight {
    private final Attestations attestations;
    private final Drafts drafts;

    EveryNight(Attestations attestations, Drafts drafts) {
        this.attestations = attestations;
        this.drafts = drafts;
    }

    @Scheduled(cron = "0 5 0 * * *", zone = "America/Toronto")
    void endEnglish() {
        attestations.end();
    }

    @Scheduled(cron = "0 10 0 * * *", zone = "America/Toronto")
    void eraseOldDrafts() {
        drafts.eraseAbandoned();
    }
}
