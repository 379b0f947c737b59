package ca.laval.mondossier.council;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells what was last resolved about a case, and under which number. */
@Component
@Order(3)
class ResolutionRemark implements CaseRemark {
    private final Resolutions resolutions;

    ResolutionRemark(Resolutions resolutions) {
        this.resolutions = resolutions;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return resolutions.of(file.number()).stream().reduce((earlier, later) -> later)
                .map(last -> new Remark("remark.resolution." + (last.body() == Body.CCU ? "CCU." : "") + last.outcome(), last.number(), last.sittingOn()));
    }
}
