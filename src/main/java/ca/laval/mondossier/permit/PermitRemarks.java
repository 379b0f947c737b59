package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Until when a permit is good; for the staff also that somebody else asks for something on the same property. */
@Component
@Order(4)
class PermitRemarks implements CaseRemark {
    private final PermitCases cases;
    private final Permits permits;

    PermitRemarks(PermitCases cases, Permits permits) {
        this.cases = cases;
        this.permits = permits;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return permits.find(file.number()).filter(permit -> permit.expiresOn() != null).map(permit -> new Remark("remark.permit." + permit.state(), permit.expiresOn()));
    }

    @Override
    public Optional<Remark> forStaff(CaseFile file) {
        Set<String> others = cases.of(file.number());
        return others.isEmpty() ? of(file) : Optional.of(new Remark("remark.permitsOnProperty", String.join(", ", others)));
    }
}
