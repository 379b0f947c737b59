package ca.laval.mondossier.council;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.council.NoticeRefused.Reason;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The public notices that the clerk's office published: each for one case and one sitting. */
@Component
public class Notices {
    private final JdbcClient db;
    private final Clock clock;
    private final Agenda agenda;
    private final PublicNotice rule;

    Notices(JdbcClient db, Clock clock, Agenda agenda, PublicNotice rule) {
        this.db = db;
        this.clock = clock;
        this.agenda = agenda;
        this.rule = rule;
    }

    /**
     * Records a notice for the sitting on whose agenda the case is.
     *
     * @param place where it was published, e.g. a newspaper
     * @throws NoticeTooLate when the case must go to the next sitting and be announced again: see {@link Agenda#postpone}
     * @throws NoticeRefused when it cannot be
     */
    @Transactional(rollbackFor = NoticeTooLate.class)
    public void publish(String caseNumber, Body body, LocalDate publishedOn, String place, String staff) throws NoticeTooLate {
        agenda.lock(body);
        Placed placed = check(caseNumber, body, publishedOn);
        db.sql("""
                insert into council_notice (case_number, sitting, sitting_on, published_on, place, entered_by, entered_at)
                values (:number, :sitting, :sittingOn, :publishedOn, :place, :staff, :now)""")
                .param("number", caseNumber).param("sitting", placed.sittingId()).param("sittingOn", placed.on()).param("publishedOn", publishedOn)
                .param("place", place.strip()).param("staff", staff).param("now", Timestamp.from(clock.instant())).update();
    }

    /** Everything that {@link #publish} checks, without recording anything. */
    public Placed check(String caseNumber, Body body, LocalDate publishedOn) throws NoticeTooLate {
        Placed placed = agenda.of(caseNumber, body).filter(Placed::needsNotice).orElseThrow(() -> new NoticeRefused(caseNumber, Reason.NOT_ON_AGENDA));
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        if (publishedOn.isAfter(today)) throw new NoticeRefused(caseNumber, Reason.FUTURE);
        if (publishedOn.isAfter(placed.lastNoticeDay())) throw new NoticeTooLate(caseNumber, publishedOn, placed.lastNoticeDay());
        if (!rule.isWorkingDay(publishedOn)) throw new NoticeRefused(caseNumber, Reason.CLOSED_DAY);
        if (!today.isBefore(placed.on())) throw new NoticeRefused(caseNumber, Reason.AFTER_THE_FACT);
        if (publishedOn.isBefore(placedOn(caseNumber, body))) throw new NoticeRefused(caseNumber, Reason.BEFORE_AGENDA);
        if (of(caseNumber, body).isPresent()) throw new NoticeRefused(caseNumber, Reason.ALREADY_PUBLISHED);
        return placed;
    }

    /** The last lawful day of the notice that a case awaits, as long as it has not passed. */
    public Optional<LocalDate> timeLeft(String caseNumber, Body body) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
        return agenda.of(caseNumber, body).filter(Placed::needsNotice).map(Placed::lastNoticeDay).filter(last -> !today.isAfter(last));
    }

    /** The day on which the notice for a case's present sitting was published; empty when it is not. */
    public Optional<LocalDate> of(String caseNumber, Body body) {
        return db.sql("""
                select n.published_on from council_item i join council_notice n on n.case_number = i.case_number and n.sitting = i.sitting
                where i.case_number = :number and i.body = :body and i.state = 'ON_AGENDA'""")
                .param("number", caseNumber).param("body", body.name()).query(LocalDate.class).optional();
    }

    private LocalDate placedOn(String caseNumber, Body body) {
        Instant at = db.sql("select placed_at from council_item where case_number = :number and body = :body and state = 'ON_AGENDA'")
                .param("number", caseNumber).param("body", body.name()).query(Timestamp.class).single().toInstant();
        return LocalDate.ofInstant(at, BusinessCalendar.ZONE);
    }
}
