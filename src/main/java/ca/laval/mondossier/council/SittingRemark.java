package ca.laval.mondossier.council;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells at which sitting or committee meeting a case is dealt with. */
@Component
@Order(1)
class SittingRemark implements CaseRemark {
    private final Agenda agenda;

    SittingRemark(Agenda agenda) {
        this.agenda = agenda;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return Optional.ofNullable(agenda.of(List.of(file.number())).get(file.number()))
                .map(placed -> new Remark("remark.sitting." + placed.body(), placed.on(), placed.at(), placed.place()));
    }
}
