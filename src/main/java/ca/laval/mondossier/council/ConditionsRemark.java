package ca.laval.mondossier.council;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the staff under which conditions the committee recommended and the bodies resolved. */
@Component
@Order(4)
class ConditionsRemark implements CaseRemark {
    private final Resolutions resolutions;

    ConditionsRemark(Resolutions resolutions) {
        this.resolutions = resolutions;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return Optional.empty();
    }

    @Override
    public Optional<Remark> forStaff(CaseFile file) {
        List<Resolution> with = resolutions.of(file.number()).stream().filter(one -> one.conditions() != null).toList();
        if (with.isEmpty()) return Optional.empty();
        return Optional.of(new Remark("remark.conditions", with.stream().map(one -> one.number() + ": " + one.conditions()).collect(Collectors.joining(" · "))));
    }
}
