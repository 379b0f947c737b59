package ca.laval.mondossier.casefile;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.catalogue.Catalogue;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Period;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Erases answers that nobody needs once a case is over: those whose question says `eraseAfter`, so long after the end. */
@Component
public class AnswerRetention {
    private final JdbcClient db;
    private final Clock clock;
    private final Catalogue catalogue;

    AnswerRetention(JdbcClient db, Clock clock, Catalogue catalogue) {
        this.db = db;
        this.clock = clock;
        this.catalogue = catalogue;
    }

    /** Of all services; asked again it finds nothing left. */
    @Transactional
    public void erase() {
        catalogue.services().forEach(service -> service.startForm().fields()
                .forEach(field -> field.eraseAfter().ifPresent(kept -> erase(service.id(), field.key(), kept))));
    }

    /** What is granted but not paid may still be reviewed, with all its answers: it is not over. */
    private void erase(String service, String answer, Period kept) {
        db.sql("""
                update case_file set answers = answers - :answer
                where service = :service and status in ('PAID', 'ISSUED', 'REFUSED', 'WITHDRAWN', 'CLOSED') and status_since < :since and jsonb_exists(answers, :answer)""")
                .param("service", service).param("answer", answer)
                .param("since", Timestamp.from(clock.instant().atZone(BusinessCalendar.ZONE).minus(kept).toInstant())).update();
    }
}
