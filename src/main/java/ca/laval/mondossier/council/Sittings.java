package ca.laval.mondossier.council;

import ca.laval.mondossier.calendar.BusinessCalendar;
import ca.laval.mondossier.council.SittingRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The calendar of sittings and committee meetings: data that the clerk's office and the committee's secretariat edit. */
@Component
public class Sittings {
    private final JdbcClient db;
    private final Clock clock;
    private final Agenda agenda;
    private final ObjectProvider<SittingMoved> listeners;

    Sittings(JdbcClient db, Clock clock, Agenda agenda, ObjectProvider<SittingMoved> listeners) {
        this.db = db;
        this.clock = clock;
        this.agenda = agenda;
        this.listeners = listeners;
    }

    /**
     * What a clerk says of a sitting.
     *
     * @param agendaClosesOn null for the body's usual number of days before it
     */
    public record Plan(LocalDate on, LocalTime at, String place, LocalDate agendaClosesOn) {
    }

    /** Plans a sitting. A {@link SittingRefused} for a day that is past or taken. Answers its id. */
    @Transactional
    public long add(Body body, Plan plan, String staff) {
        agenda.lock(body);
        check(body, plan, 0);
        return db.sql("""
                insert into council_sitting (body, held_on, starts_at, place, state, agenda_closes_on, version, changed_by, changed_at)
                values (:body, :on, :at, :place, 'PLANNED', :closes, 1, :staff, :now) returning id""")
                .param("body", body.name()).param("on", plan.on()).param("at", plan.at()).param("place", plan.place().strip()).param("closes", closes(body, plan))
                .param("staff", staff).param("now", Timestamp.from(clock.instant())).query(Long.class).single();
    }

    /**
     * Changes a planned sitting that no case counts on yet; with cases on its agenda only the closing of that agenda may change: they, and whoever read a public
     * notice, were told when and where.
     *
     * @param version that the clerk saw; a {@link SittingRefused} when somebody changed it since
     */
    @Transactional
    public void change(long id, int version, Plan plan, String staff) {
        Sitting sitting = lock(id, version);
        check(sitting.body(), plan, id);
        boolean same = sitting.on().equals(plan.on()) && sitting.at().equals(plan.at()) && sitting.place().equals(plan.place().strip());
        if (!same && isCountedOn(id)) throw new SittingRefused(Reason.ON_AGENDA);
        db.sql("""
                update council_sitting set held_on = :on, starts_at = :at, place = :place, agenda_closes_on = :closes, version = version + 1, changed_by = :staff, changed_at = :now
                where id = :id""").param("on", plan.on()).param("at", plan.at()).param("place", plan.place().strip()).param("closes", closes(sitting.body(), plan))
                .param("staff", staff).param("now", Timestamp.from(clock.instant())).param("id", id).update();
    }

    /**
     * Cancels a sitting and moves every case on its agenda to the next one that can take it, and tells each: all of them, or nothing happens. Answers what moved.
     * Also on the sitting's own day and after it, as when there was no quorum.
     *
     * @throws SittingRefused when a case has no next sitting, or could not be told
     */
    @Transactional
    public List<Moved> cancel(long id, int version, String staff) {
        Sitting sitting = lock(id, version);
        db.sql("update council_sitting set state = 'CANCELLED', version = version + 1, changed_by = :staff, changed_at = :now where id = :id")
                .param("staff", staff).param("now", Timestamp.from(clock.instant())).param("id", id).update();
        return agenda.at(id).stream().filter(item -> !hasLeft(item, sitting)).map(item -> move(item, sitting)).toList();
    }

    /** A case and the sitting it moved to. */
    public record Moved(String caseNumber, Placed to) {
    }

    private boolean hasLeft(Agenda.Item item, Sitting from) {
        boolean left = listeners.orderedStream().anyMatch(listener -> listener.hasLeft(item.caseNumber(), from.body()));
        if (left) agenda.close(item.caseNumber(), from.body(), "REMOVED");
        return left;
    }

    private Moved move(Agenda.Item item, Sitting from) {
        agenda.close(item.caseNumber(), from.body(), "MOVED");
        try {
            Placed to = agenda.put(item.caseNumber(), from.body(), from.on().plusDays(1), item.needsNotice());
            listeners.orderedStream().forEach(listener -> listener.moved(item.caseNumber(), from.body(), from.on(), to));
            return new Moved(item.caseNumber(), to);
        } catch (NoSitting e) {
            throw new SittingRefused(Reason.NO_NEXT, item.caseNumber(), e);
        } catch (IllegalStateException e) {
            throw new SittingRefused(Reason.NOT_TOLD, item.caseNumber(), e);
        }
    }

    public Optional<Sitting> find(long id) {
        return db.sql("select * from council_sitting where id = :id").param("id", id).query(Sittings::row).optional();
    }

    /** From today on, and those past on whose agenda cases still are: somebody has to say what became of them; by day, each with the number of cases on its agenda. */
    public Map<Sitting, Integer> ahead() {
        var counted = new LinkedHashMap<Sitting, Integer>();
        db.sql("""
                select s.*, (select count(*) from council_item i where i.sitting = s.id and i.state = 'ON_AGENDA') as items from council_sitting s
                where s.held_on >= :today or exists (select from council_item i where i.sitting = s.id and i.state = 'ON_AGENDA') order by s.held_on, s.body limit 500""").param("today", today())
                .query((row, i) -> Map.entry(row(row, i), row.getInt("items"))).list().forEach(sitting -> counted.put(sitting.getKey(), sitting.getValue()));
        return counted;
    }

    /** The office that keeps each body's calendar. */
    public Map<Body, String> offices() {
        return db.sql("select body, office from council_body").query((row, i) -> Map.entry(Body.valueOf(row.getString(1)), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Where the cases on a sitting's agenda would go if it were cancelled now. */
    public List<WouldMove> ifCancelled(Sitting sitting) {
        return agenda.at(sitting.id()).stream().filter(item -> listeners.orderedStream().noneMatch(listener -> listener.hasLeft(item.caseNumber(), sitting.body())))
                .map(item -> new WouldMove(item.caseNumber(), agenda.next(sitting.body(), sitting.on().plusDays(1), item.needsNotice()).orElse(null))).toList();
    }

    /** @param to null when no sitting is planned that could take it */
    public record WouldMove(String caseNumber, Sitting to) {
    }

    private Sitting lock(long id, int version) {
        Sitting seen = find(id).orElseThrow(() -> new SittingRefused(Reason.CHANGED));
        agenda.lock(seen.body());
        Sitting now = find(id).orElseThrow();
        if (now.version() != version || now.state() != Sitting.State.PLANNED) throw new SittingRefused(Reason.CHANGED);
        return now;
    }

    private void check(Body body, Plan plan, long itself) {
        if (!plan.on().isAfter(today())) throw new SittingRefused(Reason.PAST);
        if (closes(body, plan).isAfter(plan.on())) throw new SittingRefused(Reason.CLOSES_LATER);
        boolean taken = db.sql("select exists (select from council_sitting where body = :body and held_on = :on and state <> 'CANCELLED' and id <> :itself)")
                .param("body", body.name()).param("on", plan.on()).param("itself", itself).query(Boolean.class).single();
        if (taken) throw new SittingRefused(Reason.SAME_DAY);
    }

    /** A notice that was published stays true, also when its case is withdrawn. */
    private boolean isCountedOn(long id) {
        return db.sql("""
                select exists (select from council_item where sitting = :id and state = 'ON_AGENDA') or exists (select from council_notice where sitting = :id)""")
                .param("id", id).query(Boolean.class).single();
    }

    private LocalDate closes(Body body, Plan plan) {
        if (plan.agendaClosesOn() != null) return plan.agendaClosesOn();
        return plan.on().minusDays(db.sql("select closes_days from council_body where body = :body").param("body", body.name()).query(Integer.class).single());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.ZONE);
    }

    static Sitting row(ResultSet row, int index) throws SQLException {
        return new Sitting(row.getLong("id"), Body.valueOf(row.getString("body")), row.getObject("held_on", LocalDate.class), row.getObject("starts_at", LocalTime.class),
                row.getString("place"), Sitting.State.valueOf(row.getString("state")), row.getObject("agenda_closes_on", LocalDate.class), row.getInt("version"));
    }
}
