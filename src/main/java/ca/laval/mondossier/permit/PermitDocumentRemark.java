package ca.laval.mondossier.permit;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.official.DocumentRemark;
import ca.laval.mondossier.official.OfficialDocument;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A permit whose works are stopped, or whose end has passed while its renewal is not paid, permits nothing at the moment. */
@Component
class PermitDocumentRemark implements DocumentRemark {
    private final JdbcClient db;
    private final Clock clock;

    PermitDocumentRemark(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Optional<Remark> of(OfficialDocument document) {
        return db.sql("""
                select case when state = 'STOPPED' then 'remark.document.permitStopped' else 'remark.document.permitOver' end, case when state = 'STOPPED' then stopped_on else expires_on end
                from permit where document = :id and (state = 'STOPPED' or state = 'VALID' and expires_on < :today)""")
                .param("id", document.id()).param("today", LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE))
                .query((row, i) -> new Remark(row.getString(1), row.getObject(2, LocalDate.class))).optional();
    }
}
