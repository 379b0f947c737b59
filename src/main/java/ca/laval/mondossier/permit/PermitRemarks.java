package ca.laval.mondossier.permit;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import ca.laval.mondossier.council.Agenda;
import ca.laval.mondossier.council.Placed;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the calendar of sittings or the permit itself imposes on a case, and other open files on the same property for the staff. */
@Component
class PermitRemarks implements CaseRemark {
    private final PermitCases cases;
    private final Permits permits;
    private final Agenda agenda;

    PermitRemarks(PermitCases cases, Permits permits, Agenda agenda) {
        this.cases = cases;
        this.permits = permits;
        this.agenda = agenda;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        if (cases.find(file.number()).isEmpty()) return Optional.empty();
        Optional<Remark> issued = permits.find(file.number()).filter(permit -> permit.expiresOn() != null).map(permit -> new Remark("remark.permit." + permit.state(), permit.expiresOn()));
        return issued.or(() -> Optional.ofNullable(agenda.of(Set.of(file.number())).get(file.number())).map(PermitRemarks::placed));
    }

    /** The staff also reads that somebody else asks for something on the same property. */
    @Override
    public Optional<Remark> forStaff(CaseFile file) {
        Set<String> others = cases.find(file.number()).isEmpty() ? Set.of() : cases.of(file.number());
        return others.isEmpty() ? of(file) : Optional.of(new Remark("remark.permitsOnProperty", String.join(", ", others)));
    }

    private static Remark placed(Placed placed) {
        return placed.needsNotice() ? new Remark("remark.sittingNotice", placed.on(), placed.lastNoticeDay()) : new Remark("remark.sitting." + placed.body(), placed.on());
    }
}
