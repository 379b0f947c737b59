package ca.laval.mondossier.subsidy;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import ca.laval.mondossier.casefile.Status;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells who waits for budget their place in line. */
@Component
class WaitingPlace implements CaseRemark {
    private final SubsidyBudget budget;

    WaitingPlace(SubsidyBudget budget) {
        this.budget = budget;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        if (file.status() != Status.WAITING_LIST) return Optional.empty();
        return budget.position(file.number()).map(place -> new Remark("remark.waitingPlace", place));
    }
}
