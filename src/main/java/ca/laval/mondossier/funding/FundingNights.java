package ca.laval.mondossier.funding;

import ca.laval.mondossier.casefile.CaseFiles;
import ca.laval.mondossier.casefile.CaseNumber;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Banking details of an organisation are erased thirty days after its agreement ended. On two nodes it happens twice, to the same effect. */
@Component
class FundingNights {
    private static final Duration DETAILS_KEPT = Duration.ofDays(30);

    private final JdbcClient db;
    private final Clock clock;
    private final CaseFiles caseFiles;

    FundingNights(JdbcClient db, Clock clock, CaseFiles caseFiles) {
        this.db = db;
        this.clock = clock;
        this.caseFiles = caseFiles;
    }

    @Scheduled(cron = "0 20 0 * * *", zone = "America/Toronto")
    void eraseDetails() {
        db.sql("select number from funding_agreement where closed_at < :since").param("since", Timestamp.from(clock.instant().minus(DETAILS_KEPT))).query(String.class).list()
                .forEach(number -> caseFiles.eraseSealed(new CaseNumber(number)));
    }
}
