package ca.laval.mondossier.portal;

import ca.laval.mondossier.casefile.AnswerRetention;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** What the portal does shortly after midnight in Laval. On two nodes it happens twice, to the same effect. */
@Configuration
@EnableScheduling
class EveryNight {
    private final Attestations attestations;
    private final Drafts drafts;
    private final AnswerRetention answers;

    EveryNight(Attestations attestations, Drafts drafts, AnswerRetention answers) {
        this.attestations = attestations;
        this.drafts = drafts;
        this.answers = answers;
    }

    @Scheduled(cron = "0 5 0 * * *", zone = "America/Toronto")
    void endEnglish() {
        attestations.end();
    }

    @Scheduled(cron = "0 10 0 * * *", zone = "America/Toronto")
    void eraseOldDrafts() {
        drafts.eraseAbandoned();
    }

    @Scheduled(cron = "0 20 0 * * *", zone = "America/Toronto")
    void eraseAnswers() {
        answers.erase();
    }
}
