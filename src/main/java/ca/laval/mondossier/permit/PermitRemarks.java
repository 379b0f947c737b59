package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Until when a permit is good. */
@Component
@Order(4)
class PermitRemarks implements CaseRemark {
    private final Permits permits;

    PermitRemarks(Permits permits) {
        this.permits = permits;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return permits.find(file.number()).filter(permit -> permit.expiresOn() != null).map(permit -> new Remark("remark.permit." + permit.state(), permit.expiresOn()));
    }
}
