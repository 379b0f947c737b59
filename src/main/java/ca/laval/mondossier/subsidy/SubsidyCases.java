package ca.laval.mondossier.subsidy;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a subsidy case holds, as a whole. */
@Component
public class SubsidyCases {
    private final SubsidyBudget budget;
    private final SubsidyClaims claims;
    private final SubsidyPayouts payouts;

    SubsidyCases(SubsidyBudget budget, SubsidyClaims claims, SubsidyPayouts payouts) {
        this.budget = budget;
        this.claims = claims;
        this.payouts = payouts;
    }

    /** Gives up everything the case holds. Answers who is let in from the waiting list for it. */
    @Transactional
    public List<String> free(String caseNumber) {
        payouts.withdraw(caseNumber);
        claims.release(caseNumber);
        return budget.release(caseNumber);
    }
}
