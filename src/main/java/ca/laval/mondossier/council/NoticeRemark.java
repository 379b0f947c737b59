package ca.laval.mondossier.council;

import ca.laval.mondossier.casefile.CaseFile;
import ca.laval.mondossier.casefile.CaseRemark;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells what the law asks of the city before the sitting: the public notice, its last day or the day it came out. */
@Component
@Order(2)
class NoticeRemark implements CaseRemark {
    private final Agenda agenda;
    private final Notices notices;

    NoticeRemark(Agenda agenda, Notices notices) {
        this.agenda = agenda;
        this.notices = notices;
    }

    @Override
    public Optional<Remark> of(CaseFile file) {
        return Optional.ofNullable(agenda.of(List.of(file.number())).get(file.number())).filter(Placed::needsNotice)
                .map(placed -> notices.of(file.number(), placed.body()).map(on -> new Remark("remark.notice.published", on))
                        .orElseGet(() -> new Remark("remark.notice.due", placed.lastNoticeDay())));
    }
}
