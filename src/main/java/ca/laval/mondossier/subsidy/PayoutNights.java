package ca.laval.mondossier.subsidy;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What the subsidies do shortly after midnight in Laval. On two nodes it happens twice, to the same effect. */
@Component
class PayoutNights {
    private final SubsidyPayouts payouts;

    PayoutNights(SubsidyPayouts payouts) {
        this.payouts = payouts;
    }

    @Scheduled(cron = "0 15 0 * * *", zone = "America/Toronto")
    void eraseDetails() {
        payouts.eraseDetails();
    }
}
