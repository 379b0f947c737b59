package ca.laval.mondossier.council;

import ca.laval.mondossier.calendar.BusinessCalendar;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which case is on the agenda of which sitting. A case is on one agenda of a body at a time. Without a sitting only the attempt is undone: the caller's
 * transaction may go on and ask for one.
 */
@Component
public class Agenda {
    private static final String OPEN = """
            select i.case_number, i.public_notice, s.* from council_item i join council_sitting s on s.id = i.sitting where i.state = 'ON_AGENDA' """;

    private final JdbcClient db;
    private final Clock clock;
    private final PublicNotice notice;

    Agenda(JdbcClient db, Clock clock, PublicNotice notice) {
        this.db = db;
        this.clock = clock;
        this.notice = notice;
    }

    /**
     * Puts a case on the agenda of the first planned sitting that still takes it: from that day on, its agenda not closed, and the last lawful
     * day of the public notice not passed when one is needed. Asked again, it answers where the case is, while that sitting lies ahead; from its day on the case moves
     * to the next one.
     *
     * @throws NoSitting when no such sitting is planned
     */
    @Transactional(propagation = Propagation.NESTED, rollbackFor = NoSitting.class)
    public Placed place(String caseNumber, Body body, LocalDate earliest, boolean publicNotice) throws NoSitting {
        lock(body);
        Optional<Placed> there = of(caseNumber, body);
        if (there.isEmpty()) return put(caseNumber, body, earliest, publicNotice);
        return there.get().on().isAfter(today()) ? there.get() : moveOn(there.get(), caseNumber);
    }

    /**
     * Moves a case to the next sitting that can take it, as when its notice came too late; a notice that was published does not move along.
     *
     * @throws NoSitting when no such sitting is planned; the case then stays where it is
     */
    @Transactional(propagation = Propagation.NESTED, rollbackFor = NoSitting.class)
    public Placed postpone(String caseNumber, Body body) throws NoSitting {
        lock(body);
        Placed from = of(caseNumber, body).orElseThrow(() -> new IllegalStateException(caseNumber + " is on no agenda of " + body));
        return moveOn(from, caseNumber);
    }

    private Placed moveOn(Placed from, String caseNumber) throws NoSitting {
        close(caseNumber, from.body(), "MOVED");
        return put(caseNumber, from.body(), from.on().plusDays(1), from.needsNotice());
    }

    /** Takes a case off every agenda, e.g. when it is withdrawn. */
    @Transactional
    public void remove(String caseNumber) {
        db.sql("update council_item set state = 'REMOVED' where case_number = :number and state = 'ON_AGENDA'").param("number", caseNumber).update();
    }

    /** Where a case is on the agenda of a body; empty when it is on none. */
    public Optional<Placed> of(String caseNumber, Body body) {
        return db.sql(OPEN + "and i.case_number = :number and i.body = :body").param("number", caseNumber).param("body", body.name())
                .query((row, i) -> placed(Sittings.row(row, i), row.getBoolean("public_notice"))).optional();
    }

    /** The day of the sitting at which a body takes a case; empty when it is on no agenda. */
    public Optional<LocalDate> dateOf(String caseNumber, Body body) {
        return of(caseNumber, body).map(Placed::on);
    }

    /** Where these cases are on an agenda, by case number. A case that is on two agendas is given with the earlier one. */
    public Map<String, Placed> of(Collection<String> caseNumbers) {
        if (caseNumbers.isEmpty()) return Map.of();
        return db.sql(OPEN + "and i.case_number in (:numbers) order by s.held_on").param("numbers", caseNumbers)
                .query((row, i) -> Map.entry(row.getString("case_number"), placed(Sittings.row(row, i), row.getBoolean("public_notice")))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (earlier, later) -> earlier));
    }

    /** The cases of these services that are on an agenda, by the day of the sitting, at most so many. */
    public List<Ahead> ahead(Collection<String> services, int atMost) {
        if (services.isEmpty()) return List.of();
        return db.sql("""
                select i.case_number, i.public_notice, n.published_on, s.* from council_item i join council_sitting s on s.id = i.sitting
                join case_file f on f.number = i.case_number and f.service in (:services)
                left join council_notice n on n.case_number = i.case_number and n.sitting = i.sitting
                where i.state = 'ON_AGENDA' order by s.held_on, i.id limit :most""").param("services", services).param("most", atMost)
                .query((row, i) -> new Ahead(row.getString("case_number"), placed(Sittings.row(row, i), row.getBoolean("public_notice")), row.getObject("published_on", LocalDate.class))).list();
    }

    /** @param noticeOn the day its notice was published; null when it is not, or when none is needed */
    public record Ahead(String caseNumber, Placed placed, LocalDate noticeOn) {
    }

    /** The cases on the agenda of a sitting, in the order in which they came. */
    public List<Item> at(long sitting) {
        return db.sql("""
                select i.case_number, i.public_notice, n.published_on from council_item i
                left join council_notice n on n.case_number = i.case_number and n.sitting = i.sitting
                where i.sitting = :sitting and i.state = 'ON_AGENDA' order by i.id""").param("sitting", sitting)
                .query((row, i) -> new Item(row.getString(1), row.getBoolean(2), row.getObject(3, LocalDate.class))).list();
    }

    /** @param noticeOn the day its notice was published; null when it is not, or when none is needed */
    public record Item(String caseNumber, boolean needsNotice, LocalDate noticeOn) {
    }

    /** Nobody else changes the body's calendar or its agendas until the transaction ends. */
    void lock(Body body) {
        db.sql("select body from council_body where body = :body for update").param("body", body.name()).query(String.class).single();
    }

    void close(String caseNumber, Body body, String state) {
        db.sql("update council_item set state = :state where case_number = :number and body = :body and state = 'ON_AGENDA'")
                .param("state", state).param("number", caseNumber).param("body", body.name()).update();
    }

    /** The first planned sitting from that day on that could take a case now; empty when there is none. */
    Optional<Sitting> next(Body body, LocalDate earliest, boolean publicNotice) {
        LocalDate today = today();
        return db.sql("""
                select * from council_sitting where body = :body and state = 'PLANNED' and held_on >= :earliest and held_on > :today and agenda_closes_on >= :today
                order by held_on""").param("body", body.name()).param("earliest", earliest).param("today", today).query(Sittings::row).list().stream()
                .filter(sitting -> !publicNotice || !today.isAfter(notice.lastDay(sitting.on()))).findFirst();
    }

    Placed put(String caseNumber, Body body, LocalDate earliest, boolean publicNotice) throws NoSitting {
        Sitting next = next(body, earliest, publicNotice).orElseThrow(() -> new NoSitting(caseNumber, body, earliest));
        db.sql("""
                insert into council_item (case_number, body, sitting, public_notice, state, placed_at)
                values (:number, :body, :sitting, :notice, 'ON_AGENDA', :now)""")
                .param("number", caseNumber).param("body", body.name()).param("sitting", next.id()).param("notice", publicNotice)
                .param("now", Timestamp.from(clock.instant())).update();
        return placed(next, publicNotice);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    private Placed placed(Sitting sitting, boolean publicNotice) {
        return new Placed(sitting.id(), sitting.body(), sitting.on(), sitting.at(), sitting.place(), sitting.agendaClosesOn(),
                publicNotice ? notice.lastDay(sitting.on()) : null);
    }
}
