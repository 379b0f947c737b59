package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the staff that somebody else asks for something on the same property. */
@Component
@Order(5)
class OtherPermitsRemark implements CaseRemark {
    private final PermitCases cases;

    OtherPermitsRemark(PermitCases cases) {
        this.cases = cases;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return Optional.empty();
    }

    @Override
    public Optional<Remark> forStaff(CaseFile file) {
        Set<String> others = cases.of(file.number());
        return others.isEmpty() ? Optional.empty() : Optional.of(new Remark("remark.permitsOnProperty", String.join(", ", others)));
    }
}
